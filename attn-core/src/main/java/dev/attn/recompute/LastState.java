package dev.attn.recompute;

/** What the state of the last layer is; many model libraries return it normalised already. */
public enum LastState {
  /** As the last layer leaves it: it is still to be normalised. */
  RAW,
  /** The final norm is in it: it is not normalised a second time. */
  ALREADY_NORMALISED
}
