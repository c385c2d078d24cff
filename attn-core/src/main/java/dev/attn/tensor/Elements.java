package dev.attn.tensor;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * The elements of an array in C order (last axis fastest), readable piece by piece.
 *
 * <p>This is the seam between an array and where its numbers live: arrays in memory, a file read
 * lazily or mapped, or numbers computed when they are asked for. Tensors, matrices and arrays are
 * views on one {@code Elements}; none of them ever needs all of it in memory.
 *
 * <p>Implementations must be immutable and safe for use by many threads. Callers pass ranges that
 * lie inside {@code [0, size())}; implementations need not check them again. A source that reads a
 * file reports a failure as {@link java.io.UncheckedIOException}.
 */
public interface Elements {

  /**
   * Returns the numbers in the remaining bytes of {@code blocks}, one block after the other,
   * without copying them; the byte order is that which each buffer has (big-endian unless it was
   * set).
   *
   * <p>The buffers stay the caller's, who must not change their content as long as the elements are
   * in use; positions and limits may move. As a buffer ends at 2 GiB, larger tensors come as
   * several blocks, cut anywhere between two elements: one for each layer or head, or pieces of
   * equal size.
   *
   * <p>Example: {@code wrap(ElementType.BF16, bytes.order(ByteOrder.LITTLE_ENDIAN))}.
   *
   * @throws IllegalArgumentException if a block ends inside an element
   */
  static Elements wrap(ElementType type, ByteBuffer... blocks) {
    return BufferElements.of(type, blocks);
  }

  /**
   * Returns the remaining numbers of {@code blocks}, one block after the other, without copying
   * them; the buffers stay the caller's, who must not change their content as long as the elements
   * are in use.
   */
  static Elements wrap(FloatBuffer... blocks) {
    return BufferElements.of(blocks);
  }

  /** Returns the format in which the elements are stored. */
  ElementType type();

  /** Returns the number of elements. */
  long size();

  /**
   * Returns whether every value is exactly a {@code float}, so that reading floats loses nothing
   * and is the faster way.
   *
   * <p>Numbers stored in a format of at most 32 bits are; numbers computed as {@code double} are
   * not, whatever {@link #type()} says of their precision.
   */
  default boolean fitsFloat() {
    return false;
  }

  /**
   * Copies {@code count} elements, beginning at {@code from}, to {@code target} from {@code offset}
   * on.
   */
  void read(long from, double[] target, int offset, int count);

  /**
   * Copies {@code count} elements, beginning at {@code from}, to {@code target} from {@code offset}
   * on, each rounded to the nearest {@code float}.
   */
  default void read(long from, float[] target, int offset, int count) {
    double[] exact = new double[count];
    read(from, exact, 0, count);
    for (int i = 0; i < count; i++) {
      target[offset + i] = (float) exact[i];
    }
  }
}
