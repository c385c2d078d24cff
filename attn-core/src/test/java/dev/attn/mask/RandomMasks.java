package dev.attn.mask;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Masks of every shape that exports have trouble with, and of the kinds that they can say. */
final class RandomMasks {

  private RandomMasks() {}

  /** What decides the cells of a random mask. */
  enum Kind {
    EMPTY,
    FULL,
    SPARSE,
    HALF,
    NEARLY_FULL,
    ONE_RUN_PER_ROW,
    CAUSAL,
    WINDOW,
    CAUSAL_WINDOW,
    DOCUMENTS,
    CAUSAL_DOCUMENTS,
    MASKED_COLUMN_RUNS,
    MASKED_COLUMN_RUNS_ABOVE
  }

  static Arbitrary<AttentionMask> any() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.of(0, 1, 2, 63, 64, 65, 127, 128, 129),
            Arbitraries.integers().between(0, 80));
    Arbitrary<AttentionMask> square =
        Combinators.combine(sizes, Arbitraries.of(Kind.class), Arbitraries.longs())
            .as((n, kind, seed) -> mask(n, n, kind, seed));
    Arbitrary<AttentionMask> any =
        Combinators.combine(sizes, sizes, Arbitraries.of(Kind.class), Arbitraries.longs())
            .as(RandomMasks::mask);
    return Arbitraries.oneOf(square, any);
  }

  static AttentionMask mask(int rows, int keys, Kind kind, long seed) {
    if (rows == 0) {
      return Masks.full(0, keys);
    }
    Random random = new Random(seed);
    boolean[][] cells = new boolean[rows][keys];
    int[] document = documents(Math.max(rows, keys), random);
    int width = 1 + random.nextInt(10);
    int[][] columnRuns = randomRuns(keys, rows, random);
    int[][] rowRuns = randomRuns(rows, keys, random);
    for (int q = 0; q < rows; q++) {
      for (int k = 0; k < keys; k++) {
        cells[q][k] =
            switch (kind) {
              case EMPTY -> false;
              case FULL -> true;
              case SPARSE -> random.nextInt(50) == 0;
              case HALF -> random.nextBoolean();
              case NEARLY_FULL -> random.nextInt(50) != 0;
              case ONE_RUN_PER_ROW -> inside(rowRuns[q], k);
              case CAUSAL -> k <= q;
              case WINDOW -> Math.abs(q - k) < width;
              case CAUSAL_WINDOW -> k <= q && q - k < width;
              case DOCUMENTS -> document[q] == document[k];
              case CAUSAL_DOCUMENTS -> k <= q && document[q] == document[k];
              case MASKED_COLUMN_RUNS -> !inside(columnRuns[k], q);
              case MASKED_COLUMN_RUNS_ABOVE -> q >= k || !inside(columnRuns[k], q);
            };
      }
    }
    return Masks.fromDense(cells);
  }

  private static int[] documents(int n, Random random) {
    int[] document = new int[n];
    for (int i = 1; i < n; i++) {
      document[i] = document[i - 1] + (random.nextInt(6) == 0 ? 1 : 0);
    }
    return document;
  }

  private static int[][] randomRuns(int count, int length, Random random) {
    int[][] runs = new int[count][];
    for (int i = 0; i < count; i++) {
      int a = random.nextInt(length + 1);
      int b = random.nextInt(length + 1);
      runs[i] = new int[] {Math.min(a, b), Math.max(a, b)};
    }
    return runs;
  }

  private static boolean inside(int[] run, int i) {
    return run[0] <= i && i < run[1];
  }

  /** Returns the cells one by one, the naive way. */
  static boolean[][] cells(AttentionMask mask) {
    boolean[][] cells = new boolean[mask.rows()][mask.keys()];
    for (int q = 0; q < mask.rows(); q++) {
      for (int k = 0; k < mask.keys(); k++) {
        cells[q][k] = mask.allows(q, k);
      }
    }
    return cells;
  }
}
