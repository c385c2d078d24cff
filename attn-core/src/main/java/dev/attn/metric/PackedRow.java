package dev.attn.metric;

/** The allowed weights of one row, one after the other, and what metrics ask of them together. */
sealed interface PackedRow permits FloatRow, DoubleRow {

  /** Returns the weight of the i-th allowed key. */
  double weight(int i);

  /** Returns Σ a. */
  double sum();

  /** Returns Σ |a|. */
  double magnitude();

  /** Returns Σ a². */
  double squares();

  /** Returns the largest weight of a row that has one. */
  double largest();

  /** Returns H = -Σ a ln a, in nats; a weight of 0 adds 0, and so does one just below 0. */
  double entropy();

  /** Returns Σ a (ln a + H)², in squared nats. */
  double varentropy();

  /** Returns how many weights are at most {@code limit}. */
  int countUpTo(double limit);

  /** Returns the i-th smallest weight; a row is sorted once. */
  double ascending(int i);

  /**
   * Returns how many of the largest weights it takes to add up to at least {@code mass}; one more
   * than there are if all of them add up to less.
   */
  int reach(double mass);

  /** Returns Σ (2 r - n - 1) a(r) over the ascending weights: exactly 0 if they are equal. */
  double ranked();
}
