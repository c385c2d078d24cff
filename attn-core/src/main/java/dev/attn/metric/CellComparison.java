package dev.attn.metric;

/**
 * A comparison of two rows that is a sum over their keys: what it takes to compare rows that go by
 * piece by piece.
 *
 * <pre>
 * a' = weight(a, n)      score = score(Σ compare(a', aside(a'), b', aside(b')))
 * </pre>
 *
 * <p>Example: the total variation of (1, 0) and (0.5, 0.5) is {@code score(compare(1, .., 0.5, ..)
 * + compare(0, .., 0.5, ..))} = (0.5 + 0.5) / 2.
 */
public interface CellComparison {

  /**
   * Returns the weight that is compared, for a stored one.
   *
   * @param count the number of keys that the row may see
   */
  double weight(double stored, int count);

  /** Returns a function of one weight that costs too much to be computed for each pair of heads. */
  double aside(double weight);

  /** Returns what one key adds, from its weight in each row and what was computed aside of them. */
  double compare(double first, double asideOfFirst, double second, double asideOfSecond);

  /** Returns the score of two rows whose keys add up to {@code sum}. */
  double score(double sum);
}
