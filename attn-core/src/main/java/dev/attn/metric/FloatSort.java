package dev.attn.metric;

import java.util.Arrays;

/**
 * Sorts rows of floats of at least 0 into about as many buckets as there are floats, by their bits:
 * equal steps of the bits are equal steps of exponent and fraction, and weights of a softmax spread
 * over them evenly enough that few share a bucket.
 */
final class FloatSort {

  /** Below this length a comparison sort is as fast. */
  private static final int SHORT = 48;

  /** A bucket of more floats is sorted by itself before all are moved to their places. */
  private static final int CROWDED = 16;

  /** How many times more buckets there are than floats, as a power of two. */
  private static final int ROOM = 1;

  private final float[] sorted;
  private int[] ends = {};

  FloatSort(int most) {
    this.sorted = new float[most];
  }

  /** Returns the array that the last call of {@link #sort} has filled from its start. */
  float[] sorted() {
    return sorted;
  }

  void sort(float[] values, int count) {
    if (count < SHORT) {
      System.arraycopy(values, 0, sorted, 0, count);
      Arrays.sort(sorted, 0, count);
      return;
    }
    int least = Integer.MAX_VALUE;
    int largest = 0;
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      least = Math.min(least, bits);
      largest = Math.max(largest, bits);
    }
    int lengthOfRange = Integer.SIZE - Integer.numberOfLeadingZeros(largest - least);
    int lengthOfCount = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    int step = Math.max(0, lengthOfRange - lengthOfCount - ROOM);
    spread(values, count, least, step, ((largest - least) >>> step) + 1);
  }

  private void spread(float[] values, int count, int least, int step, int buckets) {
    if (ends.length < buckets) {
      ends = new int[buckets];
    }
    Arrays.fill(ends, 0, buckets, 0);
    for (int i = 0; i < count; i++) {
      ends[(Float.floatToRawIntBits(values[i]) - least) >>> step]++;
    }
    int start = 0;
    int fullest = 0;
    for (int b = 0; b < buckets; b++) {
      int size = ends[b];
      fullest = Math.max(fullest, size);
      ends[b] = start;
      start += size;
    }
    for (int i = 0; i < count; i++) {
      sorted[ends[(Float.floatToRawIntBits(values[i]) - least) >>> step]++] = values[i];
    }
    if (fullest > CROWDED) {
      sortCrowded(buckets);
    }
    carry(count);
    insert(count);
  }

  private void sortCrowded(int buckets) {
    int from = 0;
    for (int b = 0; b < buckets; b++) {
      if (ends[b] - from > CROWDED) {
        Arrays.sort(sorted, from, ends[b]);
      }
      from = ends[b];
    }
  }

  /**
   * Two passes of bubble sort in one: each float is carried up until a larger one takes its place.
   * It has no branch to guess wrongly, and leaves nearly nothing to do, as few buckets hold more
   * than three.
   */
  private void carry(int count) {
    int zeroth = Float.floatToRawIntBits(sorted[0]);
    int first = Float.floatToRawIntBits(sorted[1]);
    int largest = Math.max(zeroth, first);
    int second = Math.min(zeroth, first);
    for (int i = 2; i < count; i++) {
      int next = Float.floatToRawIntBits(sorted[i]);
      int lower = Math.min(largest, next);
      largest = Math.max(largest, next);
      sorted[i - 2] = Float.intBitsToFloat(Math.min(second, lower));
      second = Math.max(second, lower);
    }
    sorted[count - 2] = Float.intBitsToFloat(second);
    sorted[count - 1] = Float.intBitsToFloat(largest);
  }

  /** Moves each float back over the larger ones before it, which are in its own bucket. */
  private void insert(int count) {
    for (int i = 1; i < count; i++) {
      float value = sorted[i];
      int at = i;
      while (at > 0 && sorted[at - 1] > value) {
        sorted[at] = sorted[at - 1];
        at--;
      }
      sorted[at] = value;
    }
  }

  /** Returns how many of the first {@code count} ascending floats are at most {@code limit}. */
  static int countUpTo(float[] ascending, int count, float limit) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
