package dev.attn.recompute;

/** Whether an {@link Intervention} sees vectors before or after their rotation by position. */
public enum Stage {
  /** Before; this needs {@link RecomputeOptions#withRotary}, for queries and keys. */
  BEFORE_ROTARY,
  /** After, as they enter the scores. */
  AFTER_ROTARY
}
