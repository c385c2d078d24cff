package dev.attn.render.figure;

/** Which way round an attention matrix is drawn. */
public enum Orientation {
  /** Queries run downwards, keys to the right: the matrix as it is stored. */
  ROWS_ARE_QUERIES,
  /** Keys run downwards, queries to the right: transposed. */
  ROWS_ARE_KEYS
}
