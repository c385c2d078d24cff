package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Optional;

/**
 * What each head would write to the residual stream for each key, if it attended to nothing else:
 *
 * <pre>
 * f(h, j) = (x(j) · W_V(h) + b_V(h)) · W_O(h)
 * </pre>
 *
 * The bias of the output projection belongs to no key and is not included.
 *
 * <p>Give the vectors themselves, or the value vectors (their bias added) and the slices of the
 * output projection; then nothing is computed before it is needed. Values may come from fewer heads
 * than queries have, as with grouped queries: query head h reads value head {@code h · G / H}.
 */
public final class TransformedValues {

  private final NumericArray values;
  private final Optional<NumericArray> output;
  private final int layers;
  private final int heads;

  private TransformedValues(
      NumericArray values, Optional<NumericArray> output, int layers, int heads) {
    this.values = values;
    this.output = output;
    this.layers = layers;
    this.heads = heads;
  }

  /**
   * Returns vectors that are ready.
   *
   * @shape {@code [layers, heads, keys, model width]}
   */
  public static TransformedValues of(NumericArray vectors) {
    checkRank("vectors", vectors, "[layers, heads, keys, width]");
    return new TransformedValues(vectors, Optional.empty(), vectors.length(0), vectors.length(1));
  }

  /**
   * Returns value vectors times the slices of the output projection.
   *
   * @param values {@code [layers, value heads, keys, head width]}
   * @param output {@code [layers, heads, head width, model width]}
   */
  public static TransformedValues of(NumericArray values, NumericArray output) {
    checkRank("values", values, "[layers, heads, keys, width]");
    checkRank("output weights", output, "[layers, heads, head width, model width]");
    checkArgument(
        values.length(0) == output.length(0) && values.length(3) == output.length(2),
        "output weights must fit values of shape %s, got %s",
        values.shape(),
        output.shape());
    ValueHeads.check(values.length(1), output.length(1));
    return new TransformedValues(values, Optional.of(output), output.length(0), output.length(1));
  }

  private static void checkRank(String name, NumericArray array, String shape) {
    checkArgument(
        array.rank() == 4, "%s must have the shape %s, got %s", name, shape, array.shape());
  }

  /** Checks that there is a vector for every layer, head and key of these weights. */
  void requireShape(TensorShape weights) {
    checkArgument(
        layers == weights.layers()
            && heads == weights.heads()
            && values.length(2) == weights.keys(),
        "transformed values must be for [%s layers, %s heads, %s keys] like the weights, got [%s, %s,"
            + " %s]",
        weights.layers(),
        weights.heads(),
        weights.keys(),
        layers,
        heads,
        values.length(2));
  }

  int width() {
    return output.map(array -> array.length(3)).orElse(values.length(3));
  }

  /**
   * Returns the Euclidean norm of every vector; a NaN stays where it is.
   *
   * @shape {@code [layers, heads, keys]}
   * @cost computes every vector once
   */
  public NumericArray norms() {
    int keys = values.length(2);
    double[] norms = new double[Math.multiplyExact(Math.multiplyExact(layers, heads), keys)];
    for (int l = 0; l < layers; l++) {
      Layer layer = layer(l);
      for (int k = 0; k < keys; k++) {
        double[][] vectors = layer.ofKey(k);
        for (int h = 0; h < heads; h++) {
          norms[(l * heads + h) * keys + k] = Vectors.norm(vectors[h]);
        }
      }
    }
    return NumericArray.copyOf(norms, layers, heads, keys);
  }

  /** Returns one layer, with its output weights read. */
  Layer layer(int layer) {
    return new Layer(layer);
  }

  /** The vectors of one layer. */
  final class Layer {

    private final int index;
    private final double[][][] weights;

    Layer(int index) {
      this.index = index;
      this.weights =
          output.isEmpty() ? new double[0][][] : ValueHeads.cube(output.get().slice(index));
    }

    /** Returns the vectors of all heads for one key. */
    double[][] ofKey(int key) {
      double[][] vectors = new double[heads][];
      for (int h = 0; h < heads; h++) {
        int from = ValueHeads.of(h, values.length(1), heads);
        double[] value = values.slice(index).slice(from).slice(key).toDoubles();
        vectors[h] = output.isEmpty() ? value : Products.of(value, weights[h], width());
      }
      return vectors;
    }

    /** Returns the vectors of all heads for one key, all of which must be finite. */
    double[][] finite(int key) {
      double[][] vectors = ofKey(key);
      for (int h = 0; h < heads; h++) {
        for (double component : vectors[h]) {
          if (!Double.isFinite(component)) {
            throw new IllegalArgumentException(
                "value vector must be finite, got "
                    + component
                    + (" at [layer " + index + ", head " + h + ", key " + key + "]"));
          }
        }
      }
      return vectors;
    }
  }
}
