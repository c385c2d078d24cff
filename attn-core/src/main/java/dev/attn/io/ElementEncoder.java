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

  /** The largest whole number below which a double stands for one integer only. */
  private static final double EXACT = 0x1p53 - 1;

  private ElementEncoder() {}

  static void write(NumericArray array, ElementType type, OutputStream target) throws IOException {
    double[] values = new double[(int) Math.min(BLOCK, array.size())];
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (long done = 0; done < array.size(); done += values.length) {
      if (array.size() - done < values.length) {
        values = new double[(int) (array.size() - done)];
      }
      array.read(done, values);
      bytes.clear();
      put(values, type, bytes, done);
      target.write(bytes.array(), 0, bytes.position());
    }
  }

  private static void put(double[] values, ElementType type, ByteBuffer bytes, long first) {
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      switch (type) {
        case F64 -> bytes.putDouble(value);
        case F32 -> bytes.putFloat((float) value);
        case F16 -> bytes.putShort(FloatRounding.toF16(value));
        case BF16 -> bytes.putShort(FloatRounding.toBf16(value));
        default -> putInteger(whole(value, type, first + i), type, bytes);
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
