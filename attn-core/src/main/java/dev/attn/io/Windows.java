package dev.attn.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
  private final ByteBuffer[] buffers;

  private Windows(Lifetime lifetime, List<ByteBuffer> buffers, long stride, long size) {
    this.lifetime = lifetime;
    this.stride = stride;
    this.size = size;
    this.buffers = new ByteBuffer[buffers.size()];
    for (int i = 0; i < this.buffers.length; i++) {
      this.buffers[i] = buffers.get(i).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
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
    return Byte.toUnsignedInt(buffers[(int) (at / stride)].get((int) (at % stride)));
  }

  int u2(long at) {
    return Short.toUnsignedInt(buffers[(int) (at / stride)].getShort((int) (at % stride)));
  }

  long u4(long at) {
    return Integer.toUnsignedLong(buffers[(int) (at / stride)].getInt((int) (at % stride)));
  }

  long i8(long at) {
    return buffers[(int) (at / stride)].getLong((int) (at % stride));
  }

  /** Copies bytes, which must lie in {@code [0, size())}. */
  void copy(long from, byte[] target, int offset, int count) {
    for (int done = 0; done < count; ) {
      int within = (int) ((from + done) % stride);
      int run = (int) Math.min(count - done, stride - within);
      buffers[(int) ((from + done) / stride)].get(within, target, offset + done, run);
      done += run;
    }
  }

  /**
   * Returns the bytes {@code [start, start + length)} as buffers of the given byte order, each with
   * the elements of {@code width} bytes that begin in one window.
   */
  ByteBuffer[] blocks(long start, long length, int width, ByteOrder order) {
    List<ByteBuffer> blocks = new ArrayList<>();
    for (long at = start; at < start + length; ) {
      int within = (int) (at % stride);
      long elements = Math.min((start + length - at) / width, (stride - 1 - within) / width + 1);
      int bytes = (int) (elements * width);
      blocks.add(buffers[(int) (at / stride)].slice(within, bytes).order(order));
      at += bytes;
    }
    return blocks.toArray(new ByteBuffer[0]);
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
