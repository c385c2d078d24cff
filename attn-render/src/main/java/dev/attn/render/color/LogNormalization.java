package dev.attn.render.color;

/** Equal ratios are equally far apart; what is not above 0 lies below every limit. */
record LogNormalization(double lo, double hi) implements Normalization {

  LogNormalization {
    Limits.check(lo, hi);
    if (!(lo > 0)) {
      throw new IllegalArgumentException(
          "limits of a log norm must be above 0, got [" + lo + ", " + hi + "]");
    }
  }

  @Override
  public Kind kind() {
    return Kind.LOG;
  }

  @Override
  public double position(double value) {
    if (value <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double position = StrictMath.log(value / lo) / StrictMath.log(hi / lo);
    return Limits.inside(value, lo, hi, position);
  }

  @Override
  public double value(double position) {
    if (position == 0 || position == 1) {
      return position == 0 ? lo : hi;
    }
    double value = lo * StrictMath.pow(hi / lo, position);
    return position > 0 && position < 1 ? Math.min(Math.max(value, lo), hi) : value;
  }

  @Override
  public Normalization withLimits(double newLo, double newHi) {
    return new LogNormalization(newLo, newHi);
  }

  @Override
  public String toString() {
    return "log [" + lo + ", " + hi + "]";
  }
}
