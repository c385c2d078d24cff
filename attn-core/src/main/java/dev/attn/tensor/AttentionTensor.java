package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.LongConsumer;

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

  /**
   * Returns a view of {@code elements}, which are in C order, with the given shape; {@link
   * Elements#wrap(java.nio.FloatBuffer...)} makes them of a caller's buffers.
   */
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
   * Returns a tensor whose rows are computed each time they are read, by several threads at once;
   * nothing is kept.
   *
   * @param type the precision to report: that of the numbers the rows are computed from, because it
   *     says how far a row of weights may be from summing to 1
   * @cost reading one cell costs as much as reading its row
   */
  public static AttentionTensor computed(TensorShape shape, ElementType type, RowFunction rows) {
    return of(shape, new RowElements(shape, type, rows));
  }

  /**
   * Returns one generation as a square tensor: the prompt, and then the steps that models with a
   * cache of keys give, each with the rows of its new tokens over all keys so far.
   *
   * <p>Keys that a row could not see yet are 0, and the tensor is one under the causal mask {@code
   * Masks.causal(n)}. Nothing is copied: rows are read from the block that has them.
   *
   * <p>Example: a prompt {@code [[1, 0], [0.5, 0.5]]} with the step {@code [[0.25, 0.25, 0.5]]}
   * gives {@code [[1, 0, 0], [0.5, 0.5, 0], [0.25, 0.25, 0.5]]}.
   *
   * @param prefill the rows of the prompt, {@code [layers, heads, n, n]}
   * @param steps the rows of each step in order, {@code [layers, heads, 1, n + 1]} and so on; a
   *     step may have several rows
   * @throws IllegalArgumentException if the shapes or the types do not fit each other
   */
  public static AttentionTensor generated(AttentionTensor prefill, List<AttentionTensor> steps) {
    GeneratedElements elements = GeneratedElements.of(prefill, steps);
    return of(elements.shape(), elements);
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

  /** Reads elements of this tensor, counted in C order from its own first one. */
  void read(long from, double[] target, int at, int count) {
    elements.read(offset + from, target, at, count);
  }

  /** Reads elements of this tensor, counted in C order from its own first one. */
  void read(long from, float[] target, int at, int count) {
    elements.read(offset + from, target, at, count);
  }

  /**
   * Returns the same values held in memory, where nothing that the caller keeps can change or close
   * them: how a tensor that is computed or read anew each time is computed or read once.
   *
   * <p>Values that are exactly floats take four bytes each, others eight, so that none is rounded.
   *
   * @throws IllegalArgumentException if the heap is too small for them
   * @cost reads each row once, rows shared by the threads of {@link Threads#current}; none if the
   *     values are in memory already
   */
  public AttentionTensor inMemory() {
    if (InMemory.holds(elements)) {
      return this;
    }
    long rows = (long) shape.layers() * shape.heads() * shape.queries();
    return of(shape, InMemory.copyOf(elements, offset, shape.keys(), rows, shape.keys()));
  }

  /**
   * Returns the same values, of which {@code observer} hears how many were read, each time some
   * were: what a progress bar shows. It is called by the threads that read, many at once.
   */
  public AttentionTensor observed(LongConsumer observer) {
    return view(shape, new ObservedElements(elements, observer), offset);
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
