package dev.attn.io;

import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;

/**
 * Elements delivered in C order from ones whose first axis is the fastest, without copying the
 * array: neighbours on the last axis lie a fixed number of elements apart.
 */
final class FortranElements implements Elements {

  private final Elements stored;
  private final int[] shape;
  private final long[] steps;

  /** Takes over a shape of at least one axis. */
  FortranElements(Elements stored, int[] shape) {
    this.stored = stored;
    this.shape = shape;
    this.steps = new long[shape.length];
    long step = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      steps[axis] = step;
      step *= shape[axis];
    }
  }

  @Override
  public ElementType type() {
    return stored.type();
  }

  @Override
  public long size() {
    return stored.size();
  }

  @Override
  public boolean fitsFloat() {
    return stored.fitsFloat();
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    int last = shape.length - 1;
    for (int done = 0; done < count; ) {
      int run = run(from + done, count - done);
      long place = place(from + done);
      for (int i = 0; i < run; i++) {
        stored.read(place + i * steps[last], target, offset + done + i, 1);
      }
      done += run;
    }
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    int last = shape.length - 1;
    for (int done = 0; done < count; ) {
      int run = run(from + done, count - done);
      long place = place(from + done);
      for (int i = 0; i < run; i++) {
        stored.read(place + i * steps[last], target, offset + done + i, 1);
      }
      done += run;
    }
  }

  /** Returns how many of {@code left} elements stand in one line of the last axis. */
  private int run(long index, int left) {
    int length = shape[shape.length - 1];
    return Math.min(left, length - (int) (index % length));
  }

  private long place(long index) {
    long place = 0;
    long rest = index;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      place += rest % shape[axis] * steps[axis];
      rest /= shape[axis];
    }
    return place;
  }
}
