package dev.attn.tensor;

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

  /** Returns the format in which the elements are stored. */
  ElementType type();

  /**
   * Returns whether every element is a {@code float} exactly, so that reading floats loses nothing:
   * what the format says, unless the elements are computed.
   */
  default boolean fitFloat() {
    return switch (type()) {
      case F32, F16, BF16, I16, I8, U16, U8, BOOL -> true;
      case F64, I64, I32, U64, U32 -> false;
    };
  }

  /** Returns the number of elements. */
  long size();

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
