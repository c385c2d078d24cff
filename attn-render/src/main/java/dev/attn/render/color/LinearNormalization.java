package dev.attn.render.color;

/** Evenly spaced values. */
record LinearNormalization(double lo, double hi) implements Normalization {

  @Override
  public double position(double value) {
    return (value - lo) / (hi - lo);
  }

  @Override
  public double value(double position) {
    return lo + position * (hi - lo);
  }
}
