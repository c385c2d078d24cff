package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import dev.attn.tensor.AttentionMatrix;
import java.util.Arrays;

/** The blocks of keys that hold the most weight for every block of rows. */
final class BlockFit {

  private BlockFit() {}

  static AttentionMask of(AttentionMatrix weights, int rowBlock, int keyBlock, int most) {
    Limits.atLeast("row block", 1, rowBlock);
    Limits.atLeast("key block", 1, keyBlock);
    Limits.atLeast("most", 0, most);
    MaskShape shape = MaskShape.bottomRight(weights.queries(), weights.keys());
    int keyBlocks = (int) (((long) weights.keys() + keyBlock - 1) / keyBlock);
    ImmutableList.Builder<int[]> selected = ImmutableList.builder();
    for (long top = 0; top < weights.queries(); top += rowBlock) {
      double[] sums = new double[keyBlocks];
      int bottom = (int) Math.min(top + rowBlock, weights.queries());
      for (int q = (int) top; q < bottom; q++) {
        add(WeightMasks.row(weights, q), shape.position(q), keyBlock, sums);
      }
      int[] order = WeightMasks.descending(sums);
      int[] largest = Arrays.copyOf(order, Math.min(most, order.length));
      Arrays.sort(largest);
      selected.add(largest);
    }
    return Masks.blockTopK(shape, rowBlock, keyBlock, selected.build().toArray(new int[0][]));
  }

  /** Adds the weights of the keys that a causal mask allows to the sums of their blocks. */
  private static void add(double[] row, long position, int keyBlock, double[] sums) {
    for (int k = 0; k < row.length && k <= position; k++) {
      sums[k / keyBlock] += row[k];
    }
  }
}
