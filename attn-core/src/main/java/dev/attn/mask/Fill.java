package dev.attn.mask;

/** What the new cells of a padded mask hold. */
public enum Fill {
  /** The query may attend to the key. */
  ALLOWED,
  /** The query may not attend to the key. */
  BLOCKED
}
