package dev.attn.render.color;

/** Even near 0 and logarithmic far from it, on both sides. */
record SymlogNormalization(double even, double lo, double hi) implements Normalization {

  SymlogNormalization {
    if (!(even > 0 && Double.isFinite(even))) {
      throw new IllegalArgumentException(
          "even part of a symlog norm must be finite and above 0, got " + even);
    }
    Limits.check(lo, hi);
  }

  @Override
  public Kind kind() {
    return Kind.SYMLOG;
  }

  @Override
  public double position(double value) {
    double position = Limits.fraction(bent(value), bent(lo), bent(hi));
    return Limits.inside(value, lo, hi, position);
  }

  @Override
  public double value(double position) {
    if (position == 0 || position == 1) {
      return position == 0 ? lo : hi;
    }
    double bent = Limits.mix(position, bent(lo), bent(hi));
    double value = Math.copySign(even * StrictMath.expm1(Math.abs(bent)), bent);
    return position > 0 && position < 1 ? Math.min(Math.max(value, lo), hi) : value;
  }

  private double bent(double value) {
    return Math.copySign(StrictMath.log1p(Math.abs(value) / even), value);
  }

  @Override
  public Normalization withLimits(double newLo, double newHi) {
    return new SymlogNormalization(even, newLo, newHi);
  }

  @Override
  public String toString() {
    return "symlog " + even + " [" + lo + ", " + hi + "]";
  }
}
