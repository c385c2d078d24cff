package dev.attn.recompute;

/**
 * What one metric keeps of one row while its scores go by, beside the {@link SoftmaxState}: a few
 * numbers, never the row.
 */
abstract class RowSketch {

  /** Multiplies what was added so far, because a larger score came. */
  void rescale(double factor) {}

  /**
   * Takes one allowed key.
   *
   * @param e exp(score - m), with m the largest score so far
   */
  void add(int key, double score, double e) {}

  /**
   * Takes the weight of one allowed key, in the second pass, with the finished state of the row.
   */
  void weigh(double weight, SoftmaxState state) {}

  /**
   * Scores the row.
   *
   * @param count the number of allowed keys
   * @param scores one entry for each part, NaN on entry; NaN on return means that there is no
   *     answer
   */
  abstract void finish(SoftmaxState state, int count, double[] scores);
}
