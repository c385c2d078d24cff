package dev.attn.tensor;

/**
 * How to compute one row of an attention tensor: what {@link AttentionTensor#computed} asks when a
 * row is read.
 *
 * <p>The same indices must always give the same numbers, on any thread.
 */
@FunctionalInterface
public interface RowFunction {

  /**
   * Writes the row of one query to the first {@code keys} entries of {@code target}, whatever they
   * held.
   */
  void row(int layer, int head, int query, double[] target);
}
