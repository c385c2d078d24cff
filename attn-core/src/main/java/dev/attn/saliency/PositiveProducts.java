package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.CompensatedRow;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.TensorShape;

/** The positive part of weight times gradient of each head, averaged over the heads of a layer. */
final class PositiveProducts {

  private final GradientProducts products;
  private final TensorShape shape;

  PositiveProducts(GradientSample sample, RowSumPolicy rowSum) {
    this.products = new GradientProducts(sample, rowSum);
    this.shape = sample.weights().shape();
    checkArgument(shape.heads() > 0, "heads must be at least 1 to be averaged, got 0");
  }

  MaskedWeights weights() {
    return products.weights();
  }

  /** Returns E = mean{h} max(0, A · dLoss/dA) of one layer. */
  double[][] layer(int layer) {
    double[][] mean = new double[shape.queries()][shape.keys()];
    Rows.forEach(shape.queries(), q -> read(layer, q, mean[q]));
    return mean;
  }

  private void read(int layer, int query, double[] mean) {
    double[] row = new double[shape.keys()];
    CompensatedRow sum = new CompensatedRow(row.length);
    for (int h = 0; h < shape.heads(); h++) {
      products.read(layer, h, query, row);
      for (int k = 0; k < row.length; k++) {
        row[k] = Math.max(0, row[k]);
      }
      sum.add(row, 1);
    }
    sum.read(mean);
    Rows.divide(mean, shape.heads());
  }
}
