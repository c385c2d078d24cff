package dev.attn.mask;

/** What a row of attention weights is under a mask. */
public enum RowState {
  /** The mask allows at least one key, and the weights are a distribution over the allowed keys. */
  VALID,
  /** The mask allows no key: whatever is stored means nothing and is never judged. */
  MASKED,
  /** The mask allows a key, but the weights are not what attention can give: a {@link RowFault}. */
  BROKEN
}
