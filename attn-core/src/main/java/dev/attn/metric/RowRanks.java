package dev.attn.metric;

/**
 * The ranks of the weights of one row, kept in buffers that serve row after row.
 *
 * <p>Equal weights are tied, and among them the smaller key stands first.
 */
final class RowRanks {

  private final int[] order;
  private final int[] spare;
  private final int[] group;
  private final int[] centred;
  private int count;
  private int groups;
  private long tiedPairs;
  private long squares;

  RowRanks(int keys) {
    order = new int[keys];
    spare = new int[keys];
    group = new int[keys];
    centred = new int[keys];
  }

  /** Ranks a new row. */
  void rank(MetricRow row) {
    count = row.count();
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    sort(row, 0, count);
    groups = 0;
    tiedPairs = 0;
    squares = 0;
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && row.weight(order[to]) == row.weight(order[from])) {
        to++;
      }
      close(from, to);
      from = to;
    }
  }

  /** Gives the keys {@code order[from, to)}, which are tied, their ranks. */
  private void close(int from, int to) {
    long size = (long) to - from;
    int middle = from + to - count;
    for (int i = from; i < to; i++) {
      group[order[i]] = groups;
      centred[order[i]] = middle;
    }
    groups++;
    tiedPairs += size * (size - 1) / 2;
    squares += size * middle * middle;
  }

  /** Merge sort, largest weight first; stable, so that ties stay in the order of keys. */
  private void sort(MetricRow row, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(row, from, middle);
    sort(row, middle, to);
    System.arraycopy(order, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right == to || (left < middle && row.weight(spare[left]) >= row.weight(spare[right]));
      order[i] = takeLeft ? spare[left++] : spare[right++];
    }
  }

  int count() {
    return count;
  }

  /** Returns the key that stands at {@code place}, 0 for the largest weight. */
  int key(int place) {
    return order[place];
  }

  /** Returns the rank of a key without gaps, 0 for the largest weights. */
  int group(int key) {
    return group[key];
  }

  /** Returns the number of different weights. */
  int groups() {
    return groups;
  }

  /** Returns twice the distance of the mean rank of a key and its ties from the middle rank. */
  int centred(int key) {
    return centred[key];
  }

  /** Returns the sum of the squares of {@link #centred}. */
  long squares() {
    return squares;
  }

  /** Returns the number of pairs of keys with equal weights. */
  long tiedPairs() {
    return tiedPairs;
  }
}
