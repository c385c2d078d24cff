package dev.attn.metric;

/** Where the queries of a matrix stand among its keys. */
public enum Positions {
  /**
   * The last query stands at the last key: query q is at column {@code q + keys - queries}, unless
   * {@link MetricOptions#withFirstQuery} says where the first one stands.
   */
  END_ALIGNED,
  /** Nowhere: queries and keys come from different sequences, as in cross-attention. */
  NONE
}
