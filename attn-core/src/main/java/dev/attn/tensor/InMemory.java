package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.LongMath;

/** Rows of any origin, computed or read once and then held in memory as they were. */
final class InMemory {

  /**
   * The values that one part of the work reads, unless a single row is longer: small enough that no
   * collector gives a block regions of its own, of which it would leave up to a half empty.
   */
  private static final int PART = 1 << 15;

  private final Elements source;
  private final long offset;
  private final long stride;
  private final long rows;
  private final int keys;
  private final int rowsOfBlock;

  private InMemory(Elements source, long offset, long stride, long rows, int keys) {
    this.source = source;
    this.offset = offset;
    this.stride = stride;
    this.rows = rows;
    this.keys = keys;
    this.rowsOfBlock = Math.max(1, PART / Math.max(1, keys));
  }

  static boolean holds(Elements elements) {
    return elements instanceof HeapElements || elements instanceof DoubleElements;
  }

  /** Returns the rows that begin at {@code offset}, {@code stride} elements apart. */
  static Elements copyOf(Elements source, long offset, long stride, long rows, int keys) {
    InMemory copy = new InMemory(source, offset, stride, rows, keys);
    return source.fitsFloat() ? copy.floats() : copy.doubles();
  }

  private Elements floats() {
    float[][] blocks = new float[blockCount(Float.BYTES)][];
    Threads.current()
        .forEach(
            blocks.length,
            block -> {
              float[] values = new float[rowsOf(block) * keys];
              for (int row = 0; row < values.length / keys; row++) {
                source.read(place(block, row), values, row * keys, keys);
              }
              blocks[block] = values;
            });
    return new HeapElements(source.type(), blocks, rowsOfBlock * keys, rows * keys);
  }

  private Elements doubles() {
    double[][] blocks = new double[blockCount(Double.BYTES)][];
    Threads.current()
        .forEach(
            blocks.length,
            block -> {
              double[] values = new double[rowsOf(block) * keys];
              for (int row = 0; row < values.length / keys; row++) {
                source.read(place(block, row), values, row * keys, keys);
              }
              blocks[block] = values;
            });
    return new DoubleElements(source.type(), blocks, rowsOfBlock * keys, rows * keys);
  }

  /** Returns into how many blocks the rows go, which does not depend on the threads. */
  private int blockCount(int width) {
    long bytes = LongMath.saturatedMultiply(LongMath.saturatedMultiply(rows, keys), width);
    long heap = Runtime.getRuntime().maxMemory();
    // The rest is for all else that the program has, and for the collector to work in.
    long most = heap - heap / 8;
    checkArgument(
        bytes <= most,
        "values must fit %s bytes, 7/8 of the heap, got %s bytes; read them row by row or raise"
            + " -Xmx",
        most,
        bytes);
    return keys == 0 ? 0 : Math.toIntExact((rows + rowsOfBlock - 1) / rowsOfBlock);
  }

  private int rowsOf(int block) {
    return (int) Math.min(rowsOfBlock, rows - (long) block * rowsOfBlock);
  }

  private long place(int block, int row) {
    return offset + ((long) block * rowsOfBlock + row) * stride;
  }
}
