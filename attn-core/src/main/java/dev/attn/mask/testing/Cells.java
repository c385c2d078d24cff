package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;

/** Cells that may be asked one by one. */
interface Cells {

  boolean allows(int q, int k);

  /** Returns the cells of {@code mask}, copied if that is cheap. */
  static Cells of(AttentionMask mask) {
    if ((long) mask.rows() * mask.keys() > Sample.MOST_CELLS) {
      return mask::allows;
    }
    boolean[][] dense = mask.toDense();
    return (q, k) -> dense[q][k];
  }
}
