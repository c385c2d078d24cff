package dev.attn.recompute;

/**
 * What one metric keeps of one row while its scores go by, beside the {@link SoftmaxState}: a few
 * numbers, never the row. Keys come in rising order.
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
  void weigh(int key, double weight, SoftmaxState state) {}

  /**
   * Says what the row comes to.
   *
   * @param count the number of allowed keys
   * @param numbers one entry for each number that the metric wants of a row, NaN on entry; NaN on
   *     return means that there is no answer
   */
  abstract void finish(SoftmaxState state, int count, double[] numbers);
}
