package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.CompensatedRow;
import dev.attn.tensor.NumericArray;

/** The scores of {@link Alti} for one layer. */
final class AltiLayer {

  private final int layer;
  private final MaskedWeights rows;
  private final double[][][] vectors;
  private final double[][] inputs;
  private final double[] bias;
  private final LayerNorm norm;
  private final double[][] weights;

  AltiLayer(
      int layer,
      MaskedWeights rows,
      TransformedValues.Layer values,
      NumericArray inputs,
      Alti.Options options) {
    this.layer = layer;
    this.rows = rows;
    this.inputs = ValueHeads.square(inputs);
    this.norm = options.norm();
    this.bias =
        options
            .outputBias()
            .map(given -> given.slice(layer).toDoubles())
            .orElse(new double[inputs.length(1)]);
    this.weights = new double[rows.shape().heads()][rows.shape().keys()];
    this.vectors = new double[rows.shape().keys()][][];
    boolean[] used = new boolean[vectors.length];
    for (int q = 0; q < vectors.length; q++) {
      for (int k : rows.allowed(q).toArray()) {
        used[k] = true;
      }
    }
    for (int k = 0; k < vectors.length; k++) {
      vectors[k] = used[k] ? values.finite(k) : new double[0][];
    }
  }

  double[][] scores() {
    double[][] scores = new double[vectors.length][vectors.length];
    for (int q = 0; q < scores.length; q++) {
      if (!rows.isMasked(q)) {
        score(q, scores[q]);
      }
    }
    return scores;
  }

  private void score(int query, double[] target) {
    for (int h = 0; h < weights.length; h++) {
      rows.read(layer, h, query, weights[h]);
    }
    int[] keys = rows.allowed(query).toArray();
    double[][] parts = new double[keys.length][];
    CompensatedRow sum = new CompensatedRow(bias.length);
    sum.add(bias, 1);
    sum.add(inputs[query], 1);
    for (int i = 0; i < keys.length; i++) {
      parts[i] = attended(keys[i]);
      sum.add(parts[i], 1);
    }
    double[] whole = new double[bias.length];
    sum.read(whole);
    requireFinite(Vectors.norm1(whole), "sum of contributions", "inputs and output bias", query);
    LayerNorm.Linear linear = norm.linearised(layer, whole, query);
    double[] output = linear.whole(whole);
    double length = Vectors.norm1(output);
    requireFinite(length, "output", "scale and shift", query);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] == query) {
        addTo(parts[i], inputs[query]);
      }
      target[keys[i]] = Math.max(0, length - distance(output, linear.part(parts[i])));
    }
  }

  private void requireFinite(double norm, String what, String remedy, int query) {
    checkArgument(
        Double.isFinite(norm),
        "%s must be finite, got norm %s at [layer %s, query %s]; check %s",
        what,
        norm,
        layer,
        query,
        remedy);
  }

  /** Returns what all heads write for one key. */
  private double[] attended(int key) {
    CompensatedRow sum = new CompensatedRow(bias.length);
    for (int h = 0; h < weights.length; h++) {
      sum.add(vectors[key][h], weights[h][key]);
    }
    double[] attended = new double[bias.length];
    sum.read(attended);
    return attended;
  }

  private static void addTo(double[] target, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] += vector[i];
    }
  }

  private static double distance(double[] left, double[] right) {
    double[] difference = new double[left.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = left[i] - right[i];
    }
    return Vectors.norm1(difference);
  }
}
