package dev.attn.io;

import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;

/** Elements decoded from bytes that are in C order already. */
final class StoredElements implements Elements {

  private final Windows bytes;
  private final long start;
  private final ArrayLayout layout;
  private final long size;

  StoredElements(Windows bytes, long start, ArrayLayout layout) {
    this.bytes = bytes;
    this.start = start;
    this.layout = layout;
    this.size = layout.bytes() / layout.type().bytes();
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
    int width = layout.type().bytes();
    bytes.read(layout.type(), layout.order(), start + from * width, width, target, offset, count);
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    if (layout.type() == ElementType.F32) {
      bytes.readF32(layout.order(), start + from * Float.BYTES, target, offset, count);
    } else {
      Elements.super.read(from, target, offset, count);
    }
  }
}
