package dev.attn.io;

import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;

/** Elements of an open file in the order in which they are stored, readable until it is closed. */
final class StoredElements implements Elements {

  private final Lifetime lifetime;
  private final Elements elements;

  StoredElements(Lifetime lifetime, Elements elements) {
    this.lifetime = lifetime;
    this.elements = elements;
  }

  @Override
  public ElementType type() {
    return elements.type();
  }

  @Override
  public long size() {
    return elements.size();
  }

  @Override
  public boolean fitsFloat() {
    return elements.fitsFloat();
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    lifetime.check();
    elements.read(from, target, offset, count);
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    lifetime.check();
    elements.read(from, target, offset, count);
  }
}
