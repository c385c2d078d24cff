package dev.attn.recompute;

/** Which two numbers of a vector are rotated together. */
public enum RotaryPairs {
  /** Number i with number i + width/2, as most published weights are laid out. */
  HALVES,
  /** Number 2i with number 2i + 1, as the paper writes it. */
  ADJACENT
}
