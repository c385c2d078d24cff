package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * One head's attention: rows are queries, columns are keys.
 *
 * <p>Queries and keys may differ in number (cross-attention, cached decoding). It is immutable, a
 * view where it comes from a tensor, and read row by row. Two matrices are equal if their shapes
 * and all values are (NaN equals NaN).
 *
 * <p>Example: {@code copyOf(new float[][] {{1, 0}, {0.25f, 0.75f}})} has {@code weight(1, 0) ==
 * 0.25} and {@code row(1)} is {@code [0.25, 0.75]}.
 *
 * @shape {@code [queries, keys]}
 */
public final class AttentionMatrix {

  private final int queries;
  private final int keys;
  private final Elements elements;
  private final long offset;
  private final long stride;

  private AttentionMatrix(int queries, int keys, Elements elements, long offset, long stride) {
    this.queries = queries;
    this.keys = keys;
    this.elements = elements;
    this.offset = offset;
    this.stride = stride;
  }

  static AttentionMatrix view(int queries, int keys, Elements elements, long offset) {
    return new AttentionMatrix(queries, keys, elements, offset, keys);
  }

  /**
   * Returns a matrix with a copy of {@code weights[query][key]}; all rows must be of one length.
   */
  public static AttentionMatrix copyOf(float[][] weights) {
    int keys = weights.length == 0 ? 0 : weights[0].length;
    float[] flat = RowMajor.flatten("", weights, keys);
    return view(weights.length, keys, HeapElements.ofBlocks(new float[][] {flat}, flat.length), 0);
  }

  /**
   * Returns a matrix with a copy of {@code weights[query][key]} in double precision; all rows must
   * be of one length.
   */
  public static AttentionMatrix copyOf(double[][] weights) {
    int keys = weights.length == 0 ? 0 : weights[0].length;
    double[] flat = new double[Math.multiplyExact(weights.length, keys)];
    for (int q = 0; q < weights.length; q++) {
      checkArgument(
          weights[q].length == keys,
          "query %s must have %s keys like the first, got %s",
          q,
          keys,
          weights[q].length);
      System.arraycopy(weights[q], 0, flat, q * keys, keys);
    }
    return view(weights.length, keys, new DoubleElements(flat), 0);
  }

  /** Returns the number of query rows. */
  public int queries() {
    return queries;
  }

  /** Returns the number of key columns. */
  public int keys() {
    return keys;
  }

  /** Returns the format in which the weights are stored. */
  public ElementType type() {
    return elements.type();
  }

  /**
   * Returns whether every weight is exactly a {@code float}, so that rows of floats lose nothing:
   * true for what is stored in at most 32 bits, false for what is computed in double precision.
   */
  public boolean fitsFloat() {
    return elements.fitsFloat();
  }

  /** Returns how much {@code query} reads {@code key}. */
  public double weight(int query, int key) {
    Bounds.index("query", query, queries);
    Bounds.index("key", key, keys);
    double[] one = new double[1];
    elements.read(offset + query * stride + key, one, 0, 1);
    return one[0];
  }

  /** Returns a copy of the weights of one query. */
  public double[] row(int query) {
    double[] row = new double[keys];
    row(query, row);
    return row;
  }

  /** Copies the weights of one query to the first {@link #keys()} entries of {@code target}. */
  public void row(int query, double[] target) {
    Bounds.index("query", query, queries);
    Bounds.room("target", target.length, keys);
    elements.read(offset + query * stride, target, 0, keys);
  }

  /**
   * Copies the weights of one query, rounded to {@code float}, to the first {@link #keys()} entries
   * of {@code target}.
   */
  public void row(int query, float[] target) {
    Bounds.index("query", query, queries);
    Bounds.room("target", target.length, keys);
    elements.read(offset + query * stride, target, 0, keys);
  }

  /** Returns the rows of the queries {@code [from, to)} as a view. */
  public AttentionMatrix queryRange(int from, int to) {
    Bounds.range("query", from, to, queries);
    return new AttentionMatrix(to - from, keys, elements, offset + from * stride, stride);
  }

  /** Returns the columns of the keys {@code [from, to)} as a view. */
  public AttentionMatrix keyRange(int from, int to) {
    Bounds.range("key", from, to, keys);
    return new AttentionMatrix(queries, to - from, elements, offset + from, stride);
  }

  @Override
  public boolean equals(Object object) {
    if (!(object instanceof AttentionMatrix other)
        || queries != other.queries
        || keys != other.keys) {
      return false;
    }
    double[] left = new double[keys];
    double[] right = new double[keys];
    for (int q = 0; q < queries; q++) {
      row(q, left);
      other.row(q, right);
      if (!Arrays.equals(left, right)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int first = queries == 0 ? 0 : Arrays.hashCode(row(0));
    return 31 * (31 * queries + keys) + first;
  }

  /** Returns format and shape, for example {@code f32 [13, 13]}. */
  @Override
  public String toString() {
    return type() + " [" + queries + ", " + keys + "]";
  }
}
