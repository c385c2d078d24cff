package dev.attn.io;

import dev.attn.tensor.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Bytes seen through a row of buffers, so that no single buffer must hold them all.
 *
 * <p>Window {@code i} begins at byte {@code i * stride}. An element of up to eight bytes that
 * begins in a window also ends in it: mapped windows reach seven bytes into their successor, and
 * windows of inflated data have a stride that every element size divides. Many threads may read at
 * once: buffers are only read at absolute positions.
 */
final class Windows {

  private static final int OVERLAP = Long.BYTES - 1;

  private final Lifetime lifetime;
  private final long stride;
  private final long size;
  private final ByteBuffer[] little;
  private final ByteBuffer[] big;

  private Windows(Lifetime lifetime, List<ByteBuffer> buffers, long stride, long size) {
    this.lifetime = lifetime;
    this.stride = stride;
    this.size = size;
    this.little = ordered(buffers, ByteOrder.LITTLE_ENDIAN);
    this.big = ordered(buffers, ByteOrder.BIG_ENDIAN);
  }

  private static ByteBuffer[] ordered(List<ByteBuffer> buffers, ByteOrder order) {
    return buffers.stream().map(b -> b.duplicate().order(order)).toArray(ByteBuffer[]::new);
  }

  /** Maps a whole file; the file itself is closed again at once. */
  static Windows map(Path file, Lifetime lifetime, long stride) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer[] buffers = new ByteBuffer[Math.toIntExact((size + stride - 1) / stride)];
      for (int i = 0; i < buffers.length; i++) {
        long start = i * stride;
        long length = Math.min(stride + OVERLAP, size - start);
        buffers[i] = channel.map(MapMode.READ_ONLY, start, length);
      }
      return new Windows(lifetime, List.of(buffers), stride, size);
    }
  }

  /** Takes over blocks of {@code stride} bytes each, of which only the last may be shorter. */
  static Windows ofBlocks(List<byte[]> blocks, int stride, Lifetime lifetime) {
    long size = blocks.stream().mapToLong(block -> block.length).sum();
    List<ByteBuffer> buffers = blocks.stream().map(ByteBuffer::wrap).toList();
    return new Windows(lifetime, buffers, stride, size);
  }

  Lifetime lifetime() {
    return lifetime;
  }

  long size() {
    return size;
  }

  int u1(long at) {
    return Byte.toUnsignedInt(little[(int) (at / stride)].get((int) (at % stride)));
  }

  int u2(long at) {
    return Short.toUnsignedInt(little[(int) (at / stride)].getShort((int) (at % stride)));
  }

  long u4(long at) {
    return Integer.toUnsignedLong(little[(int) (at / stride)].getInt((int) (at % stride)));
  }

  long i8(long at) {
    return little[(int) (at / stride)].getLong((int) (at % stride));
  }

  /** Copies bytes, which must lie in {@code [0, size())}. */
  void copy(long from, byte[] target, int offset, int count) {
    for (int done = 0; done < count; ) {
      int within = (int) ((from + done) % stride);
      int run = (int) Math.min(count - done, stride - within);
      little[(int) ((from + done) / stride)].get(within, target, offset + done, run);
      done += run;
    }
  }

  /** Decodes {@code count} elements, {@code step} bytes apart from byte {@code at} on. */
  void read(
      ElementType type,
      ByteOrder order,
      long at,
      long step,
      double[] target,
      int offset,
      int count) {
    lifetime.check();
    ByteBuffer[] buffers = buffers(order);
    for (int done = 0; done < count; ) {
      long position = at + done * step;
      int within = (int) (position % stride);
      int run = (int) Math.min(count - done, (stride - 1 - within) / step + 1);
      ByteBuffer buffer = buffers[(int) (position / stride)];
      Decoding.read(type, buffer, within, (int) step, target, offset + done, run);
      done += run;
    }
  }

  /** Copies {@code count} neighbouring f32 elements from byte {@code at} on, as they are. */
  void readF32(ByteOrder order, long at, float[] target, int offset, int count) {
    lifetime.check();
    ByteBuffer[] buffers = buffers(order);
    for (int done = 0; done < count; ) {
      long position = at + (long) done * Float.BYTES;
      int within = (int) (position % stride);
      int run = (int) Math.min(count - done, (stride - 1 - within) / Float.BYTES + 1);
      ByteBuffer buffer = buffers[(int) (position / stride)];
      buffer
          .slice(within, run * Float.BYTES)
          .order(order)
          .asFloatBuffer()
          .get(target, offset + done, run);
      done += run;
    }
  }

  private ByteBuffer[] buffers(ByteOrder order) {
    return order == ByteOrder.LITTLE_ENDIAN ? little : big;
  }

  /** Returns the bytes {@code [from, to)} as a stream. */
  InputStream stream(long from, long to) {
    return new InputStream() {
      private long at = from;

      @Override
      public int read() {
        return at < to ? u1(at++) : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (at >= to && length > 0) {
          return -1;
        }
        int count = (int) Math.min(length, to - at);
        copy(at, target, offset, count);
        at += count;
        return count;
      }
    };
  }
}
