package dev.attn.tensor;

import com.google.common.math.IntMath;
import java.math.RoundingMode;
import java.nio.FloatBuffer;

/** Elements held in arrays of one block each, so that no single array must hold a whole tensor. */
final class HeapElements implements Elements {

  private final float[][] blocks;
  private final int blockSize;
  private final long size;

  private HeapElements(float[][] blocks, int blockSize, long size) {
    this.blocks = blocks;
    this.blockSize = blockSize;
    this.size = size;
  }

  /** Takes over {@code blocks}, which the caller must have created for this purpose. */
  static HeapElements ofBlocks(float[][] blocks, int blockSize) {
    return new HeapElements(blocks, blockSize, (long) blocks.length * blockSize);
  }

  static HeapElements copyOf(FloatBuffer values, int blockSize) {
    FloatBuffer source = values.duplicate();
    int size = source.remaining();
    int count = blockSize == 0 ? 0 : IntMath.divide(size, blockSize, RoundingMode.UNNECESSARY);
    float[][] blocks = new float[count][blockSize];
    for (float[] block : blocks) {
      source.get(block);
    }
    return new HeapElements(blocks, blockSize, size);
  }

  @Override
  public ElementType type() {
    return ElementType.F32;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean fitsFloat() {
    return true;
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    int done = 0;
    while (done < count) {
      float[] block = blocks[(int) ((from + done) / blockSize)];
      int start = (int) ((from + done) % blockSize);
      int length = Math.min(count - done, blockSize - start);
      for (int i = 0; i < length; i++) {
        target[offset + done + i] = block[start + i];
      }
      done += length;
    }
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    int done = 0;
    while (done < count) {
      float[] block = blocks[(int) ((from + done) / blockSize)];
      int start = (int) ((from + done) % blockSize);
      int length = Math.min(count - done, blockSize - start);
      System.arraycopy(block, start, target, offset + done, length);
      done += length;
    }
  }
}
