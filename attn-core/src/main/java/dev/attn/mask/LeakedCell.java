package dev.attn.mask;

import java.util.Comparator;

/**
 * A blocked cell that holds weight.
 *
 * @param layer its layer
 * @param head its head
 * @param query its row
 * @param key its column
 * @param weight the weight that it holds
 */
public record LeakedCell(int layer, int head, int query, int key, double weight) {

  /** The largest weight first, ties by place. */
  static final Comparator<LeakedCell> WORST_FIRST =
      Comparator.comparingDouble((LeakedCell cell) -> -Math.abs(cell.weight))
          .thenComparingInt(LeakedCell::layer)
          .thenComparingInt(LeakedCell::head)
          .thenComparingInt(LeakedCell::query)
          .thenComparingInt(LeakedCell::key);
}
