package dev.attn.render.encode;

import dev.attn.tensor.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Bytes as a zlib stream (RFC 1950) that several threads deflate: blocks of fixed size, each of
 * which knows what came just before it, so that the stream is the same for any number of threads
 * and hardly longer than in one piece.
 */
final class Deflated implements AutoCloseable {

  /** Bytes that are deflated together. */
  static final int BLOCK = 1 << 18;

  /** How far deflate looks back. */
  private static final int WINDOW = 1 << 15;

  /** Blocks that are held at once. */
  private static final int HELD = 8;

  private static final byte[] HEADER = {0x78, (byte) 0x9c};

  private final int level;
  private final OutputStream target;
  private final CheckSum sum = new CheckSum();
  private final byte[] held;
  private int before;
  private int filled;

  /** Begins a stream of {@code length} bytes; what is deflated goes to {@code target} in pieces. */
  Deflated(int level, long length, OutputStream target) throws IOException {
    this.level = level;
    this.target = target;
    this.held = new byte[WINDOW + (int) Math.min(HELD * BLOCK, length)];
    target.write(HEADER);
  }

  /** Adds bytes. */
  void write(byte[] bytes) throws IOException {
    write(bytes, bytes.length);
  }

  /** Adds the first {@code count} bytes. */
  void write(byte[] bytes, int count) throws IOException {
    for (int done = 0; done < count; ) {
      if (filled == HELD * BLOCK) {
        deflate(false);
      }
      int run = Math.min(count - done, HELD * BLOCK - filled);
      System.arraycopy(bytes, done, held, WINDOW + filled, run);
      filled += run;
      done += run;
    }
  }

  /** Ends the stream; the target stays open. */
  @Override
  public void close() throws IOException {
    deflate(true);
    int check = sum.value();
    target.write(
        new byte[] {(byte) (check >> 24), (byte) (check >> 16), (byte) (check >> 8), (byte) check});
  }

  private void deflate(boolean last) throws IOException {
    int blocks = Math.max(1, (filled + BLOCK - 1) / BLOCK);
    byte[][] deflated = new byte[blocks][];
    int[] sums = new int[blocks];
    Threads.current()
        .forEach(
            blocks,
            block -> {
              deflated[block] = block(block, last && block == blocks - 1);
              sums[block] = CheckSum.of(held, WINDOW + block * BLOCK, length(block));
            });
    for (int block = 0; block < blocks; block++) {
      target.write(deflated[block]);
      sum.add(sums[block], length(block));
    }
    before = Math.min(WINDOW, before + filled);
    System.arraycopy(held, WINDOW + filled - before, held, WINDOW - before, before);
    filled = 0;
  }

  private int length(int block) {
    return Math.min(BLOCK, filled - block * BLOCK);
  }

  private byte[] block(int block, boolean last) {
    Deflater deflater = new Deflater(level, true);
    try {
      int from = WINDOW + block * BLOCK;
      int known = Math.min(WINDOW, before + block * BLOCK);
      if (known > 0) {
        deflater.setDictionary(held, from - known, known);
      }
      deflater.setInput(held, from, length(block));
      if (last) {
        deflater.finish();
      }
      byte[] deflated = new byte[BLOCK / 4];
      int length = 0;
      while (true) {
        int mode = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        length += deflater.deflate(deflated, length, deflated.length - length, mode);
        if (length < deflated.length) {
          return Arrays.copyOf(deflated, length);
        }
        deflated = Arrays.copyOf(deflated, 2 * deflated.length);
      }
    } finally {
      deflater.end();
    }
  }
}
