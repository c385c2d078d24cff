package dev.attn.recompute;

/** Whether a bias is added to a score before or after the soft-cap. */
public enum BiasOrder {
  /** c · tanh(score / c) + bias. */
  AFTER_CAP,
  /** c · tanh((score + bias) / c): the cap flattens the bias too. */
  BEFORE_CAP
}
