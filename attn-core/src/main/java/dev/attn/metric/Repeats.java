package dev.attn.metric;

/** What {@code pat.induction} does with a token that repeats the one just before it. */
public enum Repeats {
  /** The key after the earlier place is then the query itself, and counts. */
  INCLUDED,
  /** That key does not count, so that a head that reads itself is not taken for induction. */
  EXCLUDED
}
