package dev.attn.metric;

/** What a metric must know besides weights and mask. */
public enum Need {
  /**
   * Where queries stand among the keys: {@link MetricOptions#withPositions} and {@link
   * MetricOptions#withFirstQuery}.
   */
  POSITIONS,
  /** Which tokens are the same: {@link MetricInputs#withTokenIds}. */
  TOKENS,
  /** The kind of each key: {@link MetricInputs#withTypes}. */
  TYPES,
  /** Named ranges of queries and keys: {@link MetricInputs#withSegments}. */
  SEGMENTS,
  /** Which keys each query should read: {@link MetricInputs#withGold}. */
  GOLD_LABELS
}
