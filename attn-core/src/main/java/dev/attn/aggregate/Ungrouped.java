package dev.attn.aggregate;

/** What becomes of a token that no span covers. */
public enum Ungrouped {
  /** It is a group of its own. */
  OWN_GROUP,
  /** It is left out. */
  DROPPED,
  /** All such tokens are one group, the last one, wherever they stand. */
  REST_GROUP
}
