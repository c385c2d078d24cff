package dev.attn.tensor;

/** Elements held in one array of doubles. */
final class DoubleElements implements Elements {

  private final double[] values;

  /** Takes over {@code values}, which the caller must have created for this purpose. */
  DoubleElements(double[] values) {
    this.values = values;
  }

  @Override
  public ElementType type() {
    return ElementType.F64;
  }

  @Override
  public long size() {
    return values.length;
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    System.arraycopy(values, (int) from, target, offset, count);
  }
}
