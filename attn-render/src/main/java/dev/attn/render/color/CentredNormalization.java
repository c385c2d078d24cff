package dev.attn.render.color;

import com.google.common.collect.ImmutableList;

/** Two slopes that meet in the middle of the map. */
record CentredNormalization(double centre, double lo, double hi) implements Normalization {

  CentredNormalization {
    Limits.check(lo, hi);
    if (!(lo < centre && centre < hi)) {
      throw new IllegalArgumentException(
          "centre must lie between the limits [" + lo + ", " + hi + "], got " + centre);
    }
  }

  @Override
  public Kind kind() {
    return Kind.CENTRED;
  }

  @Override
  public double position(double value) {
    return value < centre
        ? Limits.fraction(value, lo, centre) / 2
        : 0.5 + Limits.fraction(value, centre, hi) / 2;
  }

  @Override
  public double value(double position) {
    return position < 0.5
        ? Limits.mix(2 * position, lo, centre)
        : Limits.mix(2 * (position - 0.5), centre, hi);
  }

  @Override
  public ImmutableList<Double> knots() {
    return ImmutableList.of(lo, centre, hi);
  }

  @Override
  public Normalization bar() {
    return new LinearNormalization(lo, hi);
  }

  @Override
  public Normalization withLimits(double newLo, double newHi) {
    return new CentredNormalization(centre, newLo, newHi);
  }

  @Override
  public String toString() {
    return "centred " + centre + " [" + lo + ", " + hi + "]";
  }
}
