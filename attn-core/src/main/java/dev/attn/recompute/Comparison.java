package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;

/** One pass over two tensors that notes where they differ most. */
final class Comparison {

  private double largestCell;
  private final int[] place = new int[4];
  private double largestRow;
  private double sum;
  private long rows;

  static AttentionDifference of(
      AttentionTensor captured, AttentionTensor recomputed, AttentionMask mask) {
    TensorShape shape = captured.shape();
    double[] a = new double[shape.keys()];
    double[] b = new double[shape.keys()];
    Comparison comparison = new Comparison();
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        for (int q = 0; q < shape.queries(); q++) {
          if (!mask.row(q).isEmpty()) {
            captured.layer(l).head(h).row(q, a);
            recomputed.layer(l).head(h).row(q, b);
            comparison.add(new int[] {l, h, q}, a, b);
          }
        }
      }
    }
    return comparison.finish();
  }

  private void add(int[] row, double[] a, double[] b) {
    double distance = 0;
    for (int k = 0; k < a.length; k++) {
      double difference = Math.abs(a[k] - b[k]);
      checkArgument(
          Double.isFinite(difference),
          "weights must be finite to be compared, got %s and %s at [layer %s, head %s, query %s, key"
              + " %s]; rows without an allowed key are left out if the mask is given",
          a[k],
          b[k],
          row[0],
          row[1],
          row[2],
          k);
      if (difference > largestCell) {
        largestCell = difference;
        System.arraycopy(row, 0, place, 0, 3);
        place[3] = k;
      }
      distance += difference / 2;
    }
    largestRow = Math.max(largestRow, distance);
    sum += distance;
    rows++;
  }

  private AttentionDifference finish() {
    return new AttentionDifference(
        largestCell, place[0], place[1], place[2], place[3], largestRow, sum / rows, rows);
  }
}
