package dev.attn.io;

import com.google.common.primitives.Ints;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;

/**
 * Elements delivered in C order from bytes whose first axis is the fastest, without copying the
 * array: neighbours on the last axis lie a fixed number of bytes apart.
 */
final class FortranElements implements Elements {

  private final Windows bytes;
  private final long start;
  private final ArrayLayout layout;
  private final int[] shape;
  private final long[] steps;
  private final long size;

  /** Takes a layout of at least one axis. */
  FortranElements(Windows bytes, long start, ArrayLayout layout) {
    this.bytes = bytes;
    this.start = start;
    this.layout = layout;
    this.shape = Ints.toArray(layout.shape());
    this.steps = new long[shape.length];
    this.size = layout.bytes() / layout.type().bytes();
    long step = layout.type().bytes();
    for (int axis = 0; axis < shape.length; axis++) {
      steps[axis] = step;
      step *= shape[axis];
    }
  }

  @Override
  public ElementType type() {
    return layout.type();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    int last = shape.length - 1;
    for (int done = 0; done < count; ) {
      int column = (int) ((from + done) % shape[last]);
      int run = Math.min(count - done, shape[last] - column);
      bytes.read(
          layout.type(),
          layout.order(),
          position(from + done),
          steps[last],
          target,
          offset + done,
          run);
      done += run;
    }
  }

  private long position(long index) {
    long position = start;
    long rest = index;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      position += rest % shape[axis] * steps[axis];
      rest /= shape[axis];
    }
    return position;
  }
}
