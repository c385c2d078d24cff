package dev.attn.mask;

/** What the weights of one row must add up to. */
public enum RowSumPolicy {
  /** 1, as a softmax gives. */
  UNIT,
  /** At most 1: a learned sink takes the rest. */
  AT_MOST_ONE,
  /** Anything: attributions, or attention captured with dropout. */
  FREE
}
