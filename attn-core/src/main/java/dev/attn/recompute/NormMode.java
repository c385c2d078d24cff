package dev.attn.recompute;

/** At which layers the logit lens puts the final norm before the unembedding. */
public enum NormMode {
  /** At every layer. */
  ALL_NORMED,
  /** At the last layer only, as the model itself does. */
  LAST_NORMED,
  /** Nowhere. */
  NONE
}
