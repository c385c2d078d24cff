package dev.attn.aggregate;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows of one head may be used and how many source rows each stands for: 0 exactly where the
 * mask allows no key.
 */
final class HeadRows {

  private final AttentionMask mask;
  private final int[] counts;

  /** Takes over {@code counts}. */
  HeadRows(AttentionMask mask, int[] counts) {
    this.mask = mask;
    this.counts = counts;
  }

  /** Returns every row that the mask allows a key, once. */
  static HeadRows once(AttentionMask mask) {
    int[] counts = new int[mask.rows()];
    Arrays.setAll(counts, q -> mask.row(q).isEmpty() ? 0 : 1);
    return new HeadRows(mask, counts);
  }

  /** Returns the same without the rows listed. */
  HeadRows without(List<Integer> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    int[] left = counts.clone();
    rows.forEach(q -> left[q] = 0);
    MaskShape shape = MaskShape.topLeft(mask.rows(), mask.keys());
    int[] dropped = rows.stream().mapToInt(Integer::intValue).toArray();
    return new HeadRows(mask.minus(Masks.rowSet(shape, dropped)), left);
  }

  /**
   * Returns the rows of several heads on top of each other: a row enters with its largest count.
   */
  static HeadRows union(List<HeadRows> heads) {
    HeadRows first = heads.get(0);
    List<AttentionMask> distinct = new ArrayList<>();
    int[] counts = new int[first.counts.length];
    for (HeadRows head : heads) {
      if (!distinct.contains(head.mask)) {
        distinct.add(head.mask);
      }
      for (int q = 0; q < counts.length; q++) {
        counts[q] = Math.max(counts[q], head.counts[q]);
      }
    }
    AttentionMask[] others = distinct.subList(1, distinct.size()).toArray(new AttentionMask[0]);
    return new HeadRows(Masks.anyOf(distinct.get(0), others), counts);
  }

  AttentionMask mask() {
    return mask;
  }

  int count(int query) {
    return counts[query];
  }

  int rows() {
    return counts.length;
  }

  /** Sets the blocked cells of a row to 0. */
  void clearBlocked(int query, double[] row) {
    Runs allowed = mask.row(query);
    int from = 0;
    for (int i = 0; i < allowed.count(); i++) {
      Arrays.fill(row, from, allowed.start(i), 0);
      from = allowed.end(i);
    }
    Arrays.fill(row, from, row.length, 0);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof HeadRows other
        && mask.equals(other.mask)
        && Arrays.equals(counts, other.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }
}
