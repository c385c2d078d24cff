package dev.attn.io;

import dev.attn.tensor.ElementType;
import java.nio.ByteBuffer;

/**
 * The numbers behind the bytes: one loop per format, so that no element costs a choice of format.
 */
final class Decoding {

  private Decoding() {}

  /**
   * Decodes {@code count} elements, {@code step} bytes apart from {@code at} on, in the byte order
   * of the buffer; its position is neither used nor moved.
   */
  static void read(
      ElementType type,
      ByteBuffer bytes,
      int at,
      int step,
      double[] target,
      int offset,
      int count) {
    switch (type) {
      case F64 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = bytes.getDouble(at + i * step);
        }
      }
      case F32 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = bytes.getFloat(at + i * step);
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = NarrowFloats.ofF16(bytes.getShort(at + i * step));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = NarrowFloats.ofBf16(bytes.getShort(at + i * step));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = integer(type, bytes, at + i * step);
        }
      }
    }
  }

  private static double integer(ElementType type, ByteBuffer bytes, int at) {
    return switch (type) {
      case I64 -> (double) bytes.getLong(at);
      case I32 -> bytes.getInt(at);
      case I16 -> bytes.getShort(at);
      case I8 -> bytes.get(at);
      case U64 -> unsigned(bytes.getLong(at));
      case U32 -> Integer.toUnsignedLong(bytes.getInt(at));
      case U16 -> Short.toUnsignedInt(bytes.getShort(at));
      case U8 -> Byte.toUnsignedInt(bytes.get(at));
      case BOOL -> bytes.get(at) == 0 ? 0 : 1;
      case F64, F32, F16, BF16 -> throw new AssertionError(type);
    };
  }

  /** Halves a value with the top bit set, keeping its lost bit as a sticky one for the rounding. */
  private static double unsigned(long bits) {
    return bits >= 0 ? (double) bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }
}
