package dev.attn.render;

/** What a file says about the figure in it, beside what is to be seen. Never a date. */
public enum Metadata {
  /**
   * Title, description, software, the hash of the data, the facts, and the specification of the
   * figure with all its labels, also those that are not drawn.
   */
  FULL,
  /** The same without the specification; the description names positions instead of tokens. */
  FACTS,
  /** Nothing. */
  NONE
}
