package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable array of numbers of any rank, in C order: queries, keys, values, norms, logits,
 * scalars.
 *
 * <p>The meaning of the axes belongs to whoever uses the array; an attention tensor, whose axes
 * have names, is an {@link AttentionTensor}. Rank 0 is a single number; an axis may be empty. Two
 * arrays are equal if shape and all values are (NaN equals NaN); the number format does not count.
 *
 * <p>Example: {@code copyOf(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)} has {@code value(1, 0) == 4},
 * and its {@code slice(1)} is the array {@code [4, 5, 6]} of shape {@code [3]}.
 */
public final class NumericArray {

  private final Elements elements;
  private final long offset;
  private final int[] shape;
  private final long size;

  private NumericArray(Elements elements, long offset, int[] shape) {
    this.elements = elements;
    this.offset = offset;
    this.shape = shape;
    this.size = size(shape);
  }

  /** Returns a view of {@code elements} with the given axis lengths. */
  public static NumericArray of(Elements elements, int... shape) {
    int[] own = shape.clone();
    long size = size(own);
    checkArgument(
        size == elements.size(),
        "shape must have as many cells as there are elements, got %s with %s cells for %s elements",
        Arrays.toString(own),
        size,
        elements.size());
    return new NumericArray(elements, 0, own);
  }

  /** Returns an array with a copy of {@code values}, which are in C order. */
  public static NumericArray copyOf(float[] values, int... shape) {
    return of(HeapElements.ofBlocks(new float[][] {values.clone()}, values.length), shape);
  }

  /** Returns an array with a copy of {@code values}, which are in C order. */
  public static NumericArray copyOf(double[] values, int... shape) {
    return of(new DoubleElements(values.clone()), shape);
  }

  static NumericArray view(Elements elements, long offset, int... shape) {
    return new NumericArray(elements, offset, shape);
  }

  private static long size(int[] shape) {
    long size = 1;
    boolean empty = false;
    for (int axis = 0; axis < shape.length; axis++) {
      checkArgument(shape[axis] >= 0, "axis %s must be at least 0, got %s", axis, shape[axis]);
      empty |= shape[axis] == 0;
    }
    for (int length : shape) {
      checkArgument(
          empty || (Math.multiplyHigh(size, length) == 0 && size * length > 0),
          "shape must have at most 2^63 - 1 cells, got %s",
          Arrays.toString(shape));
      size *= length;
    }
    return size;
  }

  /** Returns the format in which the values are stored. */
  public ElementType type() {
    return elements.type();
  }

  /**
   * Returns whether every value is exactly a {@code float}, so that reading floats loses nothing:
   * true for what is stored in at most 32 bits, false for what is computed in double precision.
   */
  public boolean fitsFloat() {
    return elements.fitsFloat();
  }

  /** Returns the number of axes. */
  public int rank() {
    return shape.length;
  }

  /** Returns the length of one axis. */
  public int length(int axis) {
    Bounds.index("axis", axis, shape.length);
    return shape[axis];
  }

  /** Returns the axis lengths as an unmodifiable list. */
  public List<Integer> shape() {
    return List.copyOf(Ints.asList(shape));
  }

  /** Returns the number of values. */
  public long size() {
    return size;
  }

  /** Returns the value at one index per axis. */
  public double value(int... indices) {
    checkArgument(
        indices.length == shape.length,
        "indices must be one for each of the %s axes, got %s",
        shape.length,
        indices.length);
    long flat = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      Bounds.index("index of axis " + axis, indices[axis], shape[axis]);
      flat = flat * shape[axis] + indices[axis];
    }
    double[] one = new double[1];
    elements.read(offset + flat, one, 0, 1);
    return one[0];
  }

  /** Copies the values {@code [from, from + target.length)}, counted in C order, to an array. */
  public void read(long from, double[] target) {
    checkRange(from, target.length);
    elements.read(offset + from, target, 0, target.length);
  }

  /**
   * Copies the values {@code [from, from + target.length)}, counted in C order and rounded to
   * {@code float}, to an array.
   */
  public void read(long from, float[] target) {
    checkRange(from, target.length);
    elements.read(offset + from, target, 0, target.length);
  }

  private void checkRange(long from, int count) {
    if (from < 0 || from > size - count) {
      throw new IndexOutOfBoundsException(
          "from must be in [0, " + (size - count) + "], got " + from);
    }
  }

  /** Returns a copy of all values in C order. */
  public double[] toDoubles() {
    checkArgument(
        size <= Integer.MAX_VALUE - 8, "array must fit one Java array, got %s values", size);
    double[] values = new double[(int) size];
    elements.read(offset, values, 0, values.length);
    return values;
  }

  /** Returns the part of this array at one index of its first axis: a view of one rank less. */
  public NumericArray slice(int index) {
    checkArgument(shape.length > 0, "array must have an axis to slice, got a scalar");
    Bounds.index("index of axis 0", index, shape[0]);
    int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    return new NumericArray(elements, offset + index * size(rest), rest);
  }

  /** Returns the same values, in the same order, with other axis lengths: a view. */
  public NumericArray reshape(int... newShape) {
    int[] own = newShape.clone();
    checkArgument(
        size(own) == size,
        "new shape must have %s cells like the present one, got %s",
        size,
        Arrays.toString(own));
    return new NumericArray(elements, offset, own);
  }

  /**
   * Returns this array as attention: rank 4 is {@code [layers, heads, queries, keys]}, and missing
   * leading axes have length 1.
   */
  public AttentionTensor asAttention() {
    checkArgument(
        shape.length >= 2 && shape.length <= 4,
        "array must have rank 2 to 4 to be read as attention, got shape %s",
        Arrays.toString(shape));
    int[] four = {1, 1, 1, 1};
    System.arraycopy(shape, 0, four, 4 - shape.length, shape.length);
    return AttentionTensor.view(
        TensorShape.of(four[0], four[1], four[2], four[3]), elements, offset);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof NumericArray other
        && Arrays.equals(shape, other.shape)
        && ElementRanges.equal(elements, offset, other.elements, other.offset, size);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + ElementRanges.hash(elements, offset, size);
  }

  /** Returns format and shape, for example {@code f32 [12, 12, 13]}. */
  @Override
  public String toString() {
    return type() + " " + Arrays.toString(shape);
  }
}
