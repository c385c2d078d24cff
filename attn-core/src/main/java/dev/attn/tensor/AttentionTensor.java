package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.FloatBuffer;

/**
 * The attention of one forward pass: for each layer and head, how much each query reads each key.
 *
 * <p>The same type holds anything of that shape: weights, gradients, saliency. It is immutable and
 * a thin view: heads are read when they are asked for, and no array ever has to hold them all. Two
 * tensors are equal if their shapes and all values are (NaN equals NaN).
 *
 * <p>Example: {@code copyOf(new float[][][][] {{{{1, 0}, {0.25f, 0.75f}}}})} has shape {@code [1,
 * 1, 2, 2]} and {@code layer(0).head(0).weight(1, 0) == 0.25}.
 *
 * <h2>Non-finite values</h2>
 *
 * NaN and infinities are kept as they are; which rows are valid under a mask is for {@code
 * Masks.audit} to say.
 *
 * @shape {@code [layers, heads, queries, keys]}
 */
public final class AttentionTensor {

  private final TensorShape shape;
  private final Elements elements;
  private final long offset;

  private AttentionTensor(TensorShape shape, Elements elements, long offset) {
    this.shape = shape;
    this.elements = elements;
    this.offset = offset;
  }

  static AttentionTensor view(TensorShape shape, Elements elements, long offset) {
    return new AttentionTensor(shape, elements, offset);
  }

  /** Returns a view of {@code elements}, which are in C order, with the given shape. */
  public static AttentionTensor of(TensorShape shape, Elements elements) {
    checkCount(shape, elements.size());
    return new AttentionTensor(shape, elements, 0);
  }

  /**
   * Returns a tensor with a copy of {@code values[layer][head][query][key]}; all layers must have
   * the same heads, all heads the same queries, all rows the same keys.
   */
  public static AttentionTensor copyOf(float[][][][] values) {
    int heads = values.length == 0 ? 0 : values[0].length;
    int queries = heads == 0 ? 0 : values[0][0].length;
    int keys = queries == 0 ? 0 : values[0][0][0].length;
    TensorShape shape = TensorShape.of(values.length, heads, queries, keys);
    float[][] blocks = new float[values.length * heads][];
    for (int l = 0; l < values.length; l++) {
      checkRagged("layer " + l, "heads", heads, values[l].length);
      for (int h = 0; h < heads; h++) {
        checkRagged("layer " + l + ", head " + h, "queries", queries, values[l][h].length);
        blocks[l * heads + h] =
            RowMajor.flatten("layer " + l + ", head " + h + ", ", values[l][h], keys);
      }
    }
    return of(shape, HeapElements.ofBlocks(blocks, queries * keys));
  }

  /** Returns a tensor with a copy of {@code values}, which are in C order. */
  public static AttentionTensor copyOf(TensorShape shape, float[] values) {
    return copyOf(shape, FloatBuffer.wrap(values));
  }

  /**
   * Returns a tensor with a copy of the remaining {@code values}, which are in C order; the
   * position of the buffer does not move.
   */
  public static AttentionTensor copyOf(TensorShape shape, FloatBuffer values) {
    checkCount(shape, values.remaining());
    return of(shape, HeapElements.copyOf(values, (int) shape.headCells()));
  }

  /**
   * Returns a tensor whose rows are computed each time they are read; nothing is kept.
   *
   * @param type the precision to report: that of the numbers the rows are computed from, because it
   *     says how far a row of weights may be from summing to 1
   * @cost reading one cell costs as much as reading its row
   */
  public static AttentionTensor computed(TensorShape shape, ElementType type, RowFunction rows) {
    return of(shape, new RowElements(shape, type, rows));
  }

  private static void checkCount(TensorShape shape, long count) {
    checkArgument(
        shape.cells() == count,
        "shape must have as many cells as there are values, got %s with %s cells for %s values",
        shape,
        shape.cells(),
        count);
  }

  private static void checkRagged(String place, String axis, int expected, int actual) {
    checkArgument(
        expected == actual,
        "%s must have %s %s like the first, got %s",
        place,
        expected,
        axis,
        actual);
  }

  /** Returns the four axis lengths. */
  public TensorShape shape() {
    return shape;
  }

  /** Returns the format in which the values are stored. */
  public ElementType type() {
    return elements.type();
  }

  /**
   * Returns whether every value is exactly a {@code float}, so that rows of floats lose nothing:
   * true for what is stored in at most 32 bits, false for what is computed in double precision.
   */
  public boolean fitsFloat() {
    return elements.fitsFloat();
  }

  /** Returns one layer as a view. */
  public AttentionLayer layer(int layer) {
    Bounds.index("layer", layer, shape.layers());
    return new AttentionLayer(
        shape, elements, offset + layer * (shape.heads() * shape.headCells()));
  }

  /** Returns the same values as an array of rank 4, without copying. */
  public NumericArray asArray() {
    return NumericArray.view(
        elements, offset, shape.layers(), shape.heads(), shape.queries(), shape.keys());
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof AttentionTensor other
        && shape.equals(other.shape)
        && ElementRanges.equal(elements, offset, other.elements, other.offset, shape.cells());
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + ElementRanges.hash(elements, offset, shape.cells());
  }

  /** Returns format and shape, for example {@code f32 [12, 12, 13, 13]}. */
  @Override
  public String toString() {
    return type() + " " + shape;
  }
}
