package dev.attn.tensor;

/**
 * Doubles held in arrays of one block each, so that no single array must hold a whole tensor; only
 * the last block may be shorter.
 */
final class DoubleElements implements Elements {

  private final ElementType type;
  private final double[][] blocks;
  private final int blockSize;
  private final long size;

  /** Takes over {@code blocks}, which the caller must have created for this purpose. */
  DoubleElements(ElementType type, double[][] blocks, int blockSize, long size) {
    this.type = type;
    this.blocks = blocks;
    this.blockSize = blockSize;
    this.size = size;
  }

  /** Takes over {@code values}, which the caller must have created for this purpose. */
  static DoubleElements of(double[] values) {
    return new DoubleElements(
        ElementType.F64, new double[][] {values}, values.length, values.length);
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    int done = 0;
    while (done < count) {
      double[] block = blocks[(int) ((from + done) / blockSize)];
      int start = (int) ((from + done) % blockSize);
      int length = Math.min(count - done, blockSize - start);
      System.arraycopy(block, start, target, offset + done, length);
      done += length;
    }
  }
}
