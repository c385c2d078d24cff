package dev.attn.tensor;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * The numbers behind the bytes of one buffer, copied out in pieces.
 *
 * <p>A call for each number would cost a choice of buffer class each time, once a program reads
 * from more than two of them. Pieces are therefore copied as they are and turned into numbers by
 * loops over arrays; only rows too short to be worth a second array are read number by number.
 */
abstract sealed class BufferValues {

  /** Small enough that the array of a piece stays in the nearest cache, and cheap to create. */
  private static final int PIECE = 256;

  /** Below this, creating the array of a piece costs more than it saves. */
  private static final int FEW = 32;

  static BufferValues of(ElementType type, ByteBuffer bytes) {
    return switch (type) {
      case F64 -> new Doubles(bytes.asDoubleBuffer());
      case F32 -> new Floats(bytes.asFloatBuffer());
      case F16 -> new Halves(bytes.asShortBuffer());
      case BF16 -> new BrainFloats(bytes.asShortBuffer());
      default -> new Integers(type, bytes);
    };
  }

  static BufferValues of(FloatBuffer values) {
    return new Floats(values);
  }

  abstract int size();

  /** Copies {@code count} numbers, beginning at {@code from}. */
  abstract void read(int from, double[] target, int offset, int count);

  /** Copies {@code count} numbers, beginning at {@code from}, each rounded to {@code float}. */
  abstract void read(int from, float[] target, int offset, int count);

  private static final class Doubles extends BufferValues {

    private final DoubleBuffer buffer;

    Doubles(DoubleBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    int size() {
      return buffer.limit();
    }

    @Override
    void read(int from, double[] target, int offset, int count) {
      buffer.get(from, target, offset, count);
    }

    @Override
    void read(int from, float[] target, int offset, int count) {
      double[] piece = new double[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += PIECE) {
        int length = Math.min(PIECE, count - done);
        buffer.get(from + done, piece, 0, length);
        for (int i = 0; i < length; i++) {
          target[offset + done + i] = (float) piece[i];
        }
      }
    }
  }

  private static final class Floats extends BufferValues {

    private final FloatBuffer buffer;

    Floats(FloatBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    int size() {
      return buffer.limit();
    }

    @Override
    void read(int from, double[] target, int offset, int count) {
      if (count <= FEW) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = buffer.get(from + i);
        }
        return;
      }
      float[] piece = new float[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += PIECE) {
        int length = Math.min(PIECE, count - done);
        buffer.get(from + done, piece, 0, length);
        for (int i = 0; i < length; i++) {
          target[offset + done + i] = piece[i];
        }
      }
    }

    @Override
    void read(int from, float[] target, int offset, int count) {
      buffer.get(from, target, offset, count);
    }
  }

  private static final class Halves extends BufferValues {

    private final ShortBuffer buffer;

    Halves(ShortBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    int size() {
      return buffer.limit();
    }

    @Override
    void read(int from, double[] target, int offset, int count) {
      short[] piece = new short[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += PIECE) {
        int length = Math.min(PIECE, count - done);
        buffer.get(from + done, piece, 0, length);
        for (int i = 0; i < length; i++) {
          target[offset + done + i] = NarrowFloats.ofF16(piece[i]);
        }
      }
    }

    @Override
    void read(int from, float[] target, int offset, int count) {
      short[] piece = new short[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += PIECE) {
        int length = Math.min(PIECE, count - done);
        buffer.get(from + done, piece, 0, length);
        for (int i = 0; i < length; i++) {
          target[offset + done + i] = NarrowFloats.ofF16(piece[i]);
        }
      }
    }
  }

  private static final class BrainFloats extends BufferValues {

    private final ShortBuffer buffer;

    BrainFloats(ShortBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    int size() {
      return buffer.limit();
    }

    @Override
    void read(int from, double[] target, int offset, int count) {
      short[] piece = new short[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += PIECE) {
        int length = Math.min(PIECE, count - done);
        buffer.get(from + done, piece, 0, length);
        for (int i = 0; i < length; i++) {
          target[offset + done + i] = NarrowFloats.ofBf16(piece[i]);
        }
      }
    }

    @Override
    void read(int from, float[] target, int offset, int count) {
      short[] piece = new short[Math.min(PIECE, count)];
      for (int done = 0; done < count; done += PIECE) {
        int length = Math.min(PIECE, count - done);
        buffer.get(from + done, piece, 0, length);
        for (int i = 0; i < length; i++) {
          target[offset + done + i] = NarrowFloats.ofBf16(piece[i]);
        }
      }
    }
  }

  /** Integers and truth values, which no pass over weights reads: number by number. */
  private static final class Integers extends BufferValues {

    private final ElementType type;
    private final ByteBuffer bytes;

    Integers(ElementType type, ByteBuffer bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    @Override
    int size() {
      return bytes.limit() / type.bytes();
    }

    @Override
    void read(int from, double[] target, int offset, int count) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = value(from + i);
      }
    }

    @Override
    void read(int from, float[] target, int offset, int count) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = (float) value(from + i);
      }
    }

    private double value(int index) {
      int at = index * type.bytes();
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

    /** Halves a value with the top bit set, keeping its lost bit as a sticky one for rounding. */
    private static double unsigned(long bits) {
      return bits >= 0 ? (double) bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
    }
  }
}
