package dev.attn.io;

import com.google.common.math.LongMath;
import com.google.common.primitives.Ints;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;
import dev.attn.tensor.NumericArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * How the bytes of an array are to be read: format, byte order, axis order and shape.
 *
 * @param type number format
 * @param order byte order of one number
 * @param axes which axis is the fastest
 * @param shape axis lengths; their product times the element size fits a {@code long}
 */
record ArrayLayout(ElementType type, ByteOrder order, Axes axes, List<Integer> shape) {

  /** More axes than any program of the field writes: numpy stops at 64. */
  static final int MAX_RANK = 64;

  /** The order in which the elements of an array follow each other. */
  enum Axes {
    /** The last axis is the fastest. */
    C,
    /** The first axis is the fastest. */
    FORTRAN
  }

  /**
   * Returns the layout for axis lengths as a file states them.
   *
   * @param offset where the file states them, for the fault
   */
  static ArrayLayout of(
      ElementType type, ByteOrder order, Axes axes, List<Long> shape, Place place, long offset)
      throws TensorFormatException {
    if (shape.size() > MAX_RANK) {
      throw place.fault(
          offset, "shape must have at most " + MAX_RANK + " axes, got " + shape.size());
    }
    List<Integer> lengths = new ArrayList<>();
    for (long length : shape) {
      if (length < 0 || length > Integer.MAX_VALUE) {
        throw place.fault(
            offset, "shape must have axes in [0, " + Integer.MAX_VALUE + "], got " + shape);
      }
      lengths.add((int) length);
    }
    if (bytes(type, lengths) == Long.MAX_VALUE) {
      throw place.fault(offset, "shape must have fewer than 2^63 - 1 bytes, got " + shape);
    }
    return new ArrayLayout(type, order, axes, List.copyOf(lengths));
  }

  private static long bytes(ElementType type, List<Integer> shape) {
    if (shape.contains(0)) {
      return 0;
    }
    long bytes = type.bytes();
    for (int length : shape) {
      bytes = LongMath.saturatedMultiply(bytes, length);
    }
    return bytes;
  }

  long bytes() {
    return bytes(type, shape);
  }

  /** Returns the array whose data begin at byte {@code start}; nothing is read. */
  NumericArray array(Windows bytes, long start) {
    ByteBuffer[] blocks = bytes.blocks(start, bytes(), type.bytes(), order);
    Elements stored = new StoredElements(bytes.lifetime(), Elements.wrap(type, blocks));
    int[] lengths = Ints.toArray(shape);
    return NumericArray.of(
        axes == Axes.FORTRAN && lengths.length > 1 ? new FortranElements(stored, lengths) : stored,
        lengths);
  }

  /** Returns format and shape, for example {@code f32 [2, 3]}. */
  @Override
  public String toString() {
    return type + " " + shape;
  }
}
