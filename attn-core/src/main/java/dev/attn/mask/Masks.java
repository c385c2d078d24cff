package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/** The masks that models use, each under its usual name. */
public final class Masks {

  private static final long FAR = Integer.MAX_VALUE;

  private Masks() {}

  /** Returns the mask in which every query sees itself and the keys before it. */
  public static AttentionMask causal(int n) {
    Limits.atLeast("n", 0, n);
    return new AttentionMask(new Band("causal(" + n + ")", n, n, -FAR, 0));
  }

  /**
   * Returns the causal mask whose last query sees every key: query {@code q} sees the keys up to
   * {@code q + keys - queries}. If there are more queries than keys, the first rows are empty.
   */
  public static AttentionMask causalBottomRight(int queries, int keys) {
    Limits.atLeast("queries", 0, queries);
    Limits.atLeast("keys", 0, keys);
    String text = "causalBottomRight(" + queries + ", " + keys + ")";
    return new AttentionMask(new Band(text, queries, keys, -FAR, (long) keys - queries));
  }

  /** Returns the mask in which every query sees every key. */
  public static AttentionMask full(int queries, int keys) {
    Limits.atLeast("queries", 0, queries);
    Limits.atLeast("keys", 0, keys);
    String text = "full(" + queries + "x" + keys + "+0)";
    return new AttentionMask(new Band(text, queries, keys, -FAR, FAR));
  }

  /** Returns the mask with a copy of {@code cells[query][key]}; all rows must be of one length. */
  public static AttentionMask fromDense(boolean[][] cells) {
    for (int q = 0; q < cells.length; q++) {
      checkArgument(
          cells[q].length == cells[0].length,
          "query %s must have %s keys like the first, got %s",
          q,
          cells[0].length,
          cells[q].length);
    }
    return new AttentionMask(StoredRuns.of(cells));
  }

  /**
   * Returns the mask drawn by {@code grid}: one line per query, {@code #} allowed, {@code .}
   * blocked.
   */
  public static AttentionMask parse(String grid) {
    List<String> lines = grid.strip().lines().map(String::strip).toList();
    boolean[][] cells = new boolean[lines.size()][];
    for (int q = 0; q < cells.length; q++) {
      String line = lines.get(q);
      cells[q] = new boolean[line.length()];
      for (int k = 0; k < line.length(); k++) {
        char cell = line.charAt(k);
        checkArgument(
            cell == '#' || cell == '.', "cell must be '#' or '.', got '%s' in row %s", cell, q);
        cells[q][k] = cell == '#';
      }
    }
    return fromDense(cells);
  }
}
