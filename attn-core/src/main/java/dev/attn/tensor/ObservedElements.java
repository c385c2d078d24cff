package dev.attn.tensor;

import java.util.function.LongConsumer;

/** Elements that tell how many of them have just been read. */
final class ObservedElements implements Elements {

  private final Elements elements;
  private final LongConsumer observer;

  ObservedElements(Elements elements, LongConsumer observer) {
    this.elements = elements;
    this.observer = observer;
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
    elements.read(from, target, offset, count);
    observer.accept(count);
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    elements.read(from, target, offset, count);
    observer.accept(count);
  }
}
