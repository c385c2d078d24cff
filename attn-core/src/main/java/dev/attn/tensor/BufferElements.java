package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Elements in buffers, one after the other: those of a caller, or windows on a file. */
final class BufferElements implements Elements {

  private final ElementType type;
  private final BufferValues[] blocks;

  /** The number of the first element of each block, and after the last of these all elements. */
  private final long[] starts;

  private BufferElements(ElementType type, BufferValues[] blocks) {
    this.type = type;
    this.blocks = blocks;
    this.starts = new long[blocks.length + 1];
    for (int i = 0; i < blocks.length; i++) {
      starts[i + 1] = starts[i] + blocks[i].size();
    }
  }

  static BufferElements of(ElementType type, ByteBuffer... blocks) {
    BufferValues[] values = new BufferValues[blocks.length];
    for (int i = 0; i < blocks.length; i++) {
      ByteBuffer block = blocks[i].slice().order(blocks[i].order());
      checkArgument(
          block.limit() % type.bytes() == 0,
          "block %s must hold whole elements of %s bytes, got %s bytes",
          i,
          type.bytes(),
          block.limit());
      values[i] = BufferValues.of(type, block);
    }
    return new BufferElements(type, withoutEmpty(values));
  }

  static BufferElements of(FloatBuffer... blocks) {
    BufferValues[] values = new BufferValues[blocks.length];
    Arrays.setAll(values, i -> BufferValues.of(blocks[i].slice()));
    return new BufferElements(ElementType.F32, withoutEmpty(values));
  }

  /** Leaves each element one block that it can be in. */
  private static BufferValues[] withoutEmpty(BufferValues[] blocks) {
    List<BufferValues> full = new ArrayList<>();
    for (BufferValues block : blocks) {
      if (block.size() > 0) {
        full.add(block);
      }
    }
    return full.toArray(new BufferValues[0]);
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public long size() {
    return starts[blocks.length];
  }

  @Override
  public boolean fitsFloat() {
    return type.fitsFloat();
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    int block = block(from);
    for (int done = 0; done < count; block++) {
      int first = (int) (from + done - starts[block]);
      int run = Math.min(count - done, blocks[block].size() - first);
      blocks[block].read(first, target, offset + done, run);
      done += run;
    }
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    int block = block(from);
    for (int done = 0; done < count; block++) {
      int first = (int) (from + done - starts[block]);
      int run = Math.min(count - done, blocks[block].size() - first);
      blocks[block].read(first, target, offset + done, run);
      done += run;
    }
  }

  private int block(long element) {
    if (blocks.length <= 1) {
      return 0;
    }
    int found = Arrays.binarySearch(starts, element);
    return found >= 0 ? found : -found - 2;
  }
}
