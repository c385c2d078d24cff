package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A number that is added to a score before the softmax, for each head and pair of positions.
 *
 * <p>Positions are absolute: a query's position is counted in keys, so the query of a decoding step
 * with {@code t} keys in the cache has position {@code t}. A bias says how much, not whether: that
 * a key may not be attended to is for a mask to say, and {@link AttentionLogits} puts both
 * together.
 *
 * <p>Implementations must be immutable and give the same number for the same arguments.
 */
public interface AttentionBias {

  /** The largest array that {@link #toArray} makes: 2²⁶ values. */
  int LARGEST_ARRAY = 1 << 26;

  /** Returns the number of heads. */
  int heads();

  /**
   * Returns what is added to the score of one query and key.
   *
   * @param head which head, from 0
   * @param query position of the query
   * @param key position of the key
   */
  float at(int head, int query, int key);

  /** Returns what one query adds to its scores with the keys from 0 up to {@code keys}. */
  default float[] row(int head, int query, int keys) {
    Limits.index("head", head, heads());
    float[] row = new float[Limits.atLeast("keys", 0, keys)];
    for (int k = 0; k < keys; k++) {
      row[k] = at(head, query, k);
    }
    return row;
  }

  /**
   * Returns the bias of {@code n} queries and keys at the positions 0 to {@code n}, query by query.
   *
   * @shape {@code [n, n]}
   */
  default float[] toArray(int head, int n) {
    Limits.index("head", head, heads());
    Limits.atLeast("n", 0, n);
    checkArgument(
        (long) n * n <= LARGEST_ARRAY,
        "bias array must have at most %s values, got %s; compute it row by row",
        Refusal.grouped(LARGEST_ARRAY),
        Refusal.grouped((long) n * n));
    float[] values = new float[n * n];
    for (int q = 0; q < n; q++) {
      System.arraycopy(row(head, q, n), 0, values, q * n, n);
    }
    return values;
  }
}
