package dev.attn.recompute;

import dev.attn.tensor.NumericArray;

/**
 * A change to the queries, keys or values of every head, made before attention is computed.
 *
 * <p>What it does to the map follows from the softmax: with the mean of the keys every allowed key
 * has the same score, so each row is uniform over its allowed keys; with the mean of the queries
 * all rows are prefixes of one distribution, each scaled to 1; values do not enter the map at all.
 */
public sealed interface Intervention {

  /** Returns what is changed. */
  Target target();

  /**
   * Returns the vectors after the change.
   *
   * @param vectors of shape {@code [layers, heads, tokens, width]}
   */
  NumericArray apply(NumericArray vectors);

  /**
   * Returns the intervention that gives every token the mean over all tokens, each head for itself.
   *
   * <p>Early tokens then carry something of later ones: causality is broken on purpose.
   */
  static Intervention mean(Target target) {
    return new Mean(target);
  }

  /** Returns the intervention that gives every token the zero vector. */
  static Intervention zero(Target target) {
    return new Zero(target);
  }

  /**
   * Every token gets the mean over all tokens.
   *
   * @param target what is changed
   */
  record Mean(Target target) implements Intervention {

    @Override
    public NumericArray apply(NumericArray vectors) {
      int tokens = vectors.length(2);
      int width = vectors.length(3);
      double[] values = vectors.toDoubles();
      int block = tokens * width;
      for (int from = 0; from < values.length; from += block) {
        for (int c = 0; c < width; c++) {
          double sum = 0;
          for (int at = from + c; at < from + block; at += width) {
            sum += values[at];
          }
          for (int at = from + c; at < from + block; at += width) {
            values[at] = sum / tokens;
          }
        }
      }
      return Vectors.copy(values, vectors);
    }
  }

  /**
   * Every token gets the zero vector.
   *
   * @param target what is changed
   */
  record Zero(Target target) implements Intervention {

    @Override
    public NumericArray apply(NumericArray vectors) {
      return Vectors.copy(new double[Math.toIntExact(vectors.size())], vectors);
    }
  }
}
