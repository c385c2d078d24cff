package dev.attn.render.color;

/** Evenly spaced values. */
record LinearNormalization(double lo, double hi) implements Normalization {

  LinearNormalization {
    Limits.check(lo, hi);
  }

  @Override
  public Kind kind() {
    return Kind.LINEAR;
  }

  @Override
  public double position(double value) {
    return Limits.fraction(value, lo, hi);
  }

  @Override
  public double value(double position) {
    return Limits.mix(position, lo, hi);
  }

  @Override
  public Normalization withLimits(double newLo, double newHi) {
    return new LinearNormalization(newLo, newHi);
  }

  @Override
  public String toString() {
    return "linear [" + lo + ", " + hi + "]";
  }
}
