package dev.attn.recompute;

/** Which tokens enter the mean that a token gets. */
public enum Reach {
  /** All of them: early tokens then carry something of later ones, on purpose. */
  FULL,
  /** Those up to the token itself. */
  CAUSAL
}
