package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.AttentionMatrix;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The columns and distances that hold the most weight. */
final class SlashFit {

  private SlashFit() {}

  static AttentionMask of(AttentionMatrix weights, int columns, int distances) {
    int keys = weights.keys();
    Limits.between("columns", 0, keys, columns);
    Limits.between("distances", 0, keys, distances);
    double[] byColumn = new double[keys];
    double[] byDistance = new double[keys];
    double[] row = new double[keys];
    for (int q = 0; q < weights.queries(); q++) {
      weights.row(q, row);
      int self = q + keys - weights.queries();
      for (int k = 0; k <= self; k++) {
        checkArgument(!Double.isNaN(row[k]), "weight must be a number, got NaN at (%s, %s)", q, k);
        byColumn[k] += row[k];
        byDistance[self - k] += row[k];
      }
    }
    MaskShape shape = MaskShape.bottomRight(weights.queries(), keys);
    return Masks.verticalSlash(shape, largest(byColumn, columns), largest(byDistance, distances));
  }

  private static int[] largest(double[] sums, int most) {
    return IntStream.range(0, sums.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -sums[i]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }
}
