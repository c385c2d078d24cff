package dev.attn.io;

import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the values of an array as bytes, block by block, little-endian and in C order. */
final class ElementEncoder {

  private static final int BLOCK = 8192;

  /** A longer row is read in pieces, as an array of all of it would be a burden of its own. */
  private static final int LONGEST_ROW = 1 << 20;

  /** The largest whole number below which a double stands for one integer only. */
  private static final double EXACT = 0x1p53 - 1;

  private final ElementType type;
  private final OutputStream target;
  private final ByteBuffer bytes;
  private long written;

  ElementEncoder(ElementType type, OutputStream target) {
    this.type = type;
    this.target = target;
    this.bytes = ByteBuffer.allocate(BLOCK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes all values of an array, as many at a time as do not cut a row of its last axis. */
  static void write(NumericArray array, ElementType type, OutputStream target) throws IOException {
    ElementEncoder encoder = new ElementEncoder(type, target);
    double[] values = new double[(int) Math.min(step(array), array.size())];
    for (long done = 0; done < array.size(); done += values.length) {
      if (array.size() - done < values.length) {
        values = new double[(int) (array.size() - done)];
      }
      array.read(done, values);
      encoder.write(values);
    }
  }

  /** A row that is computed when it is read would be computed again for each piece of it. */
  private static int step(NumericArray array) {
    int row = array.rank() == 0 ? 1 : array.length(array.rank() - 1);
    if (row == 0 || row > LONGEST_ROW) {
      return BLOCK;
    }
    return row * Math.max(1, BLOCK / row);
  }

  /** Writes the values that follow those written before. */
  void write(double[] values) throws IOException {
    for (int from = 0; from < values.length; from += BLOCK) {
      bytes.clear();
      put(values, from, Math.min(values.length, from + BLOCK));
      target.write(bytes.array(), 0, bytes.position());
    }
    written += values.length;
  }

  private void put(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      double value = values[i];
      switch (type) {
        case F64 -> bytes.putDouble(value);
        case F32 -> bytes.putFloat((float) value);
        case F16 -> bytes.putShort(FloatRounding.toF16(value));
        case BF16 -> bytes.putShort(FloatRounding.toBf16(value));
        default -> putInteger(whole(value, type, written + i), type, bytes);
      }
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
