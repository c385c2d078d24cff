package dev.attn.render.color;

/** A power of the linear position; odd, so that what lies below the limits stays below 0. */
record PowerNormalization(double exponent, double lo, double hi) implements Normalization {

  PowerNormalization {
    if (!(exponent > 0 && Double.isFinite(exponent))) {
      throw new IllegalArgumentException("exponent must be finite and above 0, got " + exponent);
    }
    Limits.check(lo, hi);
  }

  @Override
  public Kind kind() {
    return Kind.POWER;
  }

  @Override
  public double position(double value) {
    return signedPower(Limits.fraction(value, lo, hi), exponent);
  }

  @Override
  public double value(double position) {
    return Limits.mix(signedPower(position, 1 / exponent), lo, hi);
  }

  @Override
  public Normalization withLimits(double newLo, double newHi) {
    return new PowerNormalization(exponent, newLo, newHi);
  }

  @Override
  public String toString() {
    return "power " + exponent + " [" + lo + ", " + hi + "]";
  }

  // StrictMath, as Math.pow may differ in its last bit between machines and with it a colour.
  private static double signedPower(double base, double exponent) {
    return Math.copySign(StrictMath.pow(Math.abs(base), exponent), base);
  }
}
