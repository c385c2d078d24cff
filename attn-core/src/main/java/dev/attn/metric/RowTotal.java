package dev.attn.metric;

/** How the rows of a pair of heads become one number. */
public enum RowTotal {
  /** Their mean, which does not depend on the length of the text. */
  MEAN,
  /** Their sum, which grows with the text; such values of samples are averaged by MACRO only. */
  SUM
}
