package dev.attn.recompute;

import java.util.Locale;

/**
 * How far two attention tensors are apart.
 *
 * @param largestCell the largest absolute difference of two weights; 0 if no row was compared
 * @param layer where it is
 * @param head where it is
 * @param query where it is
 * @param key where it is
 * @param largestRow the largest total variation distance ½ Σ |a - b| of two rows
 * @param meanRow the mean total variation distance of the rows compared; NaN if there are none
 * @param rows how many rows were compared
 */
public record AttentionDifference(
    double largestCell,
    int layer,
    int head,
    int query,
    int key,
    double largestRow,
    double meanRow,
    long rows) {

  /** Returns the differences in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "largest cell difference %.3g at [layer %d, head %d, query %d, key %d], largest row distance"
            + " %.3g, mean %.3g, over %d rows",
        largestCell,
        layer,
        head,
        query,
        key,
        largestRow,
        meanRow,
        rows);
  }
}
