package dev.attn.aggregate;

/** What to do with a row that is not attention under its mask, before anything is aggregated. */
public enum BrokenRow {
  /** It is an error. */
  FAIL,
  /** It is left out as if it were masked, and counted. */
  SKIP
}
