package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cells at which a law is checked: all of them, or for large masks the edges, the diagonal, the
 * powers of two and evenly spread cells.
 *
 * <p>The choice depends on the size alone, so that a check gives the same answer every time.
 */
final class Sample {

  /** Larger masks are sampled. */
  static final long MOST_CELLS = 1L << 22;

  private static final int SPREAD = 48;

  private final int rows;
  private final int keys;

  Sample(AttentionMask mask) {
    this.rows = mask.rows();
    this.keys = mask.keys();
  }

  boolean isExhaustive() {
    return (long) rows * keys <= MOST_CELLS;
  }

  /** Returns the rows to check, in ascending order. */
  int[] rows() {
    return isExhaustive() ? all(rows) : spread(rows, 0);
  }

  /** Returns the keys to check in row {@code q}, in ascending order. */
  int[] keys(int q) {
    return isExhaustive() ? all(keys) : spread(keys, (long) q + keys - rows);
  }

  private static int[] all(int size) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
    }
    return all;
  }

  private static int[] spread(int size, long centre) {
    Set<Integer> chosen = new TreeSet<>();
    for (int i = 0; i <= SPREAD; i++) {
      add(chosen, (size - 1L) * i / SPREAD, size);
    }
    for (long step = 1; step < size; step *= 2) {
      for (long near = step - 1; near <= step + 1; near++) {
        add(chosen, near, size);
        add(chosen, size - 1 - near, size);
        add(chosen, centre - near, size);
        add(chosen, centre + near, size);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void add(Set<Integer> chosen, long index, int size) {
    if (index >= 0 && index < size) {
      chosen.add((int) index);
    }
  }
}
