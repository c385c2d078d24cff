package dev.attn.testing;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Random;

/**
 * Small random attention for tests of laws.
 *
 * @param weights rows of random distributions over the allowed keys; NaN in rows without one
 * @param mask causal, window, prefix, padded or scattered; the last two have empty rows and rows of
 *     one key
 */
public record RandomAttention(AttentionTensor weights, AttentionMask mask) {

  /** At most 9 queries and 12 keys, never more queries than keys. */
  public static RandomAttention of(long seed, int layers, int heads) {
    Random random = new Random(seed);
    int queries = 1 + random.nextInt(9);
    return under(mask(random, queries, queries + random.nextInt(4)), random, layers, heads);
  }

  /** As many queries as keys. */
  public static RandomAttention square(long seed, int layers, int heads) {
    Random random = new Random(seed);
    int tokens = 1 + random.nextInt(9);
    return under(mask(random, tokens, tokens), random, layers, heads);
  }

  /** Random weights under a given mask. */
  public static RandomAttention under(AttentionMask mask, Random random, int layers, int heads) {
    double[] values = new double[layers * heads * mask.rows() * mask.keys()];
    for (int from = 0; from < values.length; from += mask.keys()) {
      int q = from / mask.keys() % mask.rows();
      fill(values, from, mask, q, random);
    }
    return new RandomAttention(
        NumericArray.copyOf(values, layers, heads, mask.rows(), mask.keys()).asAttention(), mask);
  }

  private static void fill(double[] values, int from, AttentionMask mask, int q, Random random) {
    if (mask.row(q).isEmpty()) {
      Arrays.fill(values, from, from + mask.keys(), Double.NaN);
      return;
    }
    double sharpness = random.nextDouble() * 20;
    double sum = 0;
    for (int k = 0; k < mask.keys(); k++) {
      values[from + k] = mask.allows(q, k) ? Math.exp(sharpness * random.nextDouble()) : 0;
      sum += values[from + k];
    }
    for (int k = 0; k < mask.keys(); k++) {
      values[from + k] /= sum;
    }
  }

  /** Returns a random mask of one of five kinds. */
  public static AttentionMask mask(Random random, int queries, int keys) {
    int kind = random.nextInt(5);
    int window = 1 + random.nextInt(3);
    int border = random.nextInt(keys + 1);
    boolean[][] cells = new boolean[queries][keys];
    for (int q = 0; q < queries; q++) {
      for (int k = 0; k < keys; k++) {
        int back = q + keys - queries - k;
        cells[q][k] =
            switch (kind) {
              case 0 -> back >= 0;
              case 1 -> back >= 0 && back < window;
              case 2 -> back >= 0 || k < border;
              case 3 -> back >= 0 && k >= border;
              default -> random.nextInt(4) == 0;
            };
      }
    }
    return Masks.fromDense(cells);
  }
}
