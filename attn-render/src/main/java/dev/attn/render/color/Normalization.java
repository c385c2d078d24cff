package dev.attn.render.color;

/** What maps a value to its position in a colormap. */
public sealed interface Normalization permits LinearNormalization {

  /** Returns the linear norm that maps {@code lo} to 0 and {@code hi} to 1. */
  static Normalization linear(double lo, double hi) {
    return new LinearNormalization(lo, hi);
  }

  /** Returns the value at position 0. */
  double lo();

  /** Returns the value at position 1. */
  double hi();

  /** Returns the position of {@code value}: in [0, 1] inside the limits, outside of it beyond. */
  double position(double value);

  /** Returns the value at {@code position}. */
  double value(double position);
}
