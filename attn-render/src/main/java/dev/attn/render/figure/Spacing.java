package dev.attn.render.figure;

import dev.attn.render.color.Normalization;

/** How the values between the two limits of a scale are spread over its colours. */
public sealed interface Spacing {

  /** Returns even spacing. */
  static Spacing linear() {
    return new Linear();
  }

  /** Returns the norm with this spacing between two limits. */
  Normalization between(double lo, double hi);

  /** Evenly. */
  record Linear() implements Spacing {

    @Override
    public Normalization between(double lo, double hi) {
      return Normalization.linear(lo, hi);
    }

    @Override
    public String toString() {
      return "linear";
    }
  }
}
