package dev.attn.io;

import com.google.common.math.LongMath;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes values as bytes, little-endian and in C order.
 *
 * <p>Values that come as a whole are read and rounded by all threads of {@link Threads#current},
 * some blocks at a time, and written in their order: where the blocks begin depends on the shape
 * only, so the bytes are those of one thread, and so is the value that is named if the format lacks
 * some.
 */
final class ElementEncoder {

  private static final int BLOCK = 8192;

  /** How many values are on their way at most, unless one row has more. */
  private static final int ROUND = 1 << 19;

  /** A longer row is read in pieces, as an array of all of it would be a burden of its own. */
  private static final int LONGEST_ROW = 1 << 20;

  /** The largest whole number below which a double stands for one integer only. */
  private static final double EXACT = 0x1p53 - 1;

  /** Values that can be read from anywhere, by many threads. */
  @FunctionalInterface
  private interface Source {
    void read(long from, double[] values);
  }

  private final ElementType type;
  private final OutputStream target;
  private final Block single;
  private long written;

  ElementEncoder(ElementType type, OutputStream target) {
    this.type = type;
    this.target = target;
    this.single = new Block(BLOCK);
  }

  /** Writes all values of an array. */
  void write(NumericArray array) throws IOException {
    write(array::read, array.size(), step(array));
  }

  /** Writes all rows of a matrix. */
  void write(AttentionMatrix rows) throws IOException {
    int keys = Math.max(1, rows.keys());
    if (keys > LONGEST_ROW) {
      writeOneByOne(rows);
      return;
    }
    write(
        (from, values) -> read(rows, (int) (from / keys), values),
        (long) rows.queries() * rows.keys(),
        wholeRows(keys));
  }

  /** Rows so long that the bytes of one would be a burden of their own. */
  private void writeOneByOne(AttentionMatrix rows) throws IOException {
    double[] row = new double[rows.keys()];
    for (int query = 0; query < rows.queries(); query++) {
      rows.row(query, row);
      write(row);
    }
  }

  private static void read(AttentionMatrix rows, int first, double[] values) {
    if (values.length == rows.keys()) {
      rows.row(first, values);
      return;
    }
    double[] row = new double[rows.keys()];
    for (int at = 0; at < values.length; at += row.length) {
      rows.row(first + at / row.length, row);
      System.arraycopy(row, 0, values, at, row.length);
    }
  }

  /** A row that is computed when it is read would be computed again for each piece of it. */
  private static int step(NumericArray array) {
    int row = array.rank() == 0 ? 1 : array.length(array.rank() - 1);
    return row == 0 || row > LONGEST_ROW ? BLOCK : wholeRows(row);
  }

  private static int wholeRows(int row) {
    return row * Math.max(1, BLOCK / row);
  }

  private void write(Source source, long size, int step) throws IOException {
    long all = LongMath.divide(size, step, RoundingMode.CEILING);
    Block[] blocks = new Block[(int) Math.min(all, Math.max(1, ROUND / step))];
    Arrays.setAll(blocks, i -> new Block((int) Math.min(step, size)));
    for (long done = 0; done < all; done += blocks.length) {
      long first = done;
      int count = (int) Math.min(blocks.length, all - done);
      Threads.current()
          .forEach(
              count,
              i -> {
                long from = (first + i) * step;
                blocks[i].read(source, from, (int) Math.min(step, size - from));
              });
      for (int i = 0; i < count; i++) {
        blocks[i].write();
      }
    }
    written += size;
  }

  /** Writes the values that follow those written before. */
  void write(double[] values) throws IOException {
    for (int from = 0; from < values.length; from += BLOCK) {
      single.put(values, from, Math.min(values.length, from + BLOCK), written);
      single.write();
    }
    written += values.length;
  }

  /** Some values on their way to the target. */
  private final class Block {

    private final ByteBuffer bytes;
    private double[] values = {};

    Block(int most) {
      this.bytes = ByteBuffer.allocate(most * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    void read(Source source, long from, int count) {
      if (values.length != count) {
        values = new double[count];
      }
      source.read(from, values);
      put(values, 0, count, written + from);
    }

    /**
     * Takes over what stands from {@code from} to {@code to}.
     *
     * @param index the place of {@code array[0]} among all values
     */
    void put(double[] array, int from, int to, long index) {
      bytes.clear();
      for (int i = from; i < to; i++) {
        double value = array[i];
        switch (type) {
          case F64 -> bytes.putDouble(value);
          case F32 -> bytes.putFloat((float) value);
          case F16 -> bytes.putShort(FloatRounding.toF16(value));
          case BF16 -> bytes.putShort(FloatRounding.toBf16(value));
          default -> putInteger(whole(value, type, index + i), type, bytes);
        }
      }
    }

    void write() throws IOException {
      target.write(bytes.array(), 0, bytes.position());
    }
  }

  private static void putInteger(long value, ElementType type, ByteBuffer bytes) {
    switch (type.bytes()) {
      case 8 -> bytes.putLong(value);
      case 4 -> bytes.putInt((int) value);
      case 2 -> bytes.putShort((short) value);
      default -> bytes.put((byte) value);
    }
  }

  private static long whole(double value, ElementType type, long index) {
    double least = least(type);
    double most = most(type);
    if (!(value >= least && value <= most && value == Math.rint(value))) {
      throw new IllegalArgumentException(
          "value must be a whole number in ["
              + (long) least
              + ", "
              + (long) most
              + "] to be written as "
              + type
              + ", got "
              + value
              + " at index "
              + index);
    }
    return (long) value;
  }

  private static double least(ElementType type) {
    return switch (type) {
      case I64 -> -EXACT;
      case I32 -> Integer.MIN_VALUE;
      case I16 -> Short.MIN_VALUE;
      case I8 -> Byte.MIN_VALUE;
      default -> 0;
    };
  }

  private static double most(ElementType type) {
    return switch (type) {
      case I32 -> Integer.MAX_VALUE;
      case I16 -> Short.MAX_VALUE;
      case I8 -> Byte.MAX_VALUE;
      case U32 -> 0xffffffffL;
      case U16 -> 0xffff;
      case U8 -> 0xff;
      case BOOL -> 1;
      default -> EXACT;
    };
  }
}
