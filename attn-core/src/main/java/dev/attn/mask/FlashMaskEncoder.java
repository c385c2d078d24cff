package dev.attn.mask;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.mask.FlashMaskColumns.Layout;
import java.util.Arrays;

/**
 * Turns rows of allowed keys into columns of masked rows.
 *
 * <p>Only the keys whose state changes from one row to the next are touched, and the one key on the
 * diagonal, where a masked interval passes from the upper to the lower part.
 */
final class FlashMaskEncoder {

  private final int n;
  private final int[] lowerStart;
  private final int[] lowerEnd;
  private final int[] upperStart;
  private final int[] upperEnd;
  private final int[] lowerRuns;
  private final int[] upperRuns;

  private FlashMaskEncoder(int n) {
    this.n = n;
    lowerStart = new int[n];
    lowerEnd = new int[n];
    upperStart = new int[n];
    upperEnd = new int[n];
    lowerRuns = new int[n];
    upperRuns = new int[n];
    Arrays.fill(lowerStart, n);
    Arrays.fill(lowerEnd, n);
  }

  static Expressible<FlashMaskColumns> encode(AttentionMask mask, int limit) {
    if (mask.rows() != mask.keys()) {
      return Refusal.notSquare(mask);
    }
    if (4L * mask.keys() > limit) {
      return Refusal.tooMany(4L * mask.keys(), "row indices", limit);
    }
    FlashMaskEncoder encoder = new FlashMaskEncoder(mask.keys());
    encoder.readRows(mask);
    for (int k = 0; k < mask.keys(); k++) {
      if (encoder.lowerRuns[k] > 1) {
        String reason = encoder.lowerRuns[k] + " masked runs below the diagonal";
        return refusal(mask, k, k, reason);
      }
      if (encoder.upperRuns[k] > 1) {
        String reason = encoder.upperRuns[k] + " masked runs above the diagonal";
        return refusal(mask, k, 0, reason);
      }
    }
    return new Expressible.Value<>(encoder.columns());
  }

  private void readRows(AttentionMask mask) {
    int[] before = n == 0 ? new int[0] : new int[] {0, n};
    for (int q = 0; q < n; q++) {
      int[] now = bounds(mask.row(q));
      readChanges(q, before, now);
      boolean maskedBefore = q > 0 && !contains(before, q);
      if (maskedBefore) {
        upperEnd[q] = q;
      }
      if (!contains(now, q)) {
        open(q, q);
      }
      before = now;
    }
  }

  /** Visits the keys that exactly one of two rows allows, except the one on the diagonal. */
  private void readChanges(int q, int[] before, int[] now) {
    int i = 0;
    int j = 0;
    int from = 0;
    while (i < before.length || j < now.length) {
      boolean differs = i % 2 != j % 2;
      boolean allowed = j % 2 == 1;
      int nextBefore = i < before.length ? before[i] : n;
      int nextNow = j < now.length ? now[j] : n;
      int to = Math.min(nextBefore, nextNow);
      for (int k = from; differs && k < to; k++) {
        change(q, k, allowed);
      }
      i += i < before.length && before[i] == to ? 1 : 0;
      j += j < now.length && now[j] == to ? 1 : 0;
      from = to;
    }
  }

  private void change(int q, int k, boolean allowed) {
    if (k == q) {
      return;
    }
    if (!allowed) {
      open(q, k);
    } else if (q > k) {
      lowerEnd[k] = q;
    } else {
      upperEnd[k] = q;
    }
  }

  /** Begins a masked interval of key {@code k} at row {@code q}; it lasts until it is ended. */
  private void open(int q, int k) {
    if (q >= k) {
      lowerRuns[k]++;
      lowerStart[k] = q;
      lowerEnd[k] = n;
    } else {
      upperRuns[k]++;
      upperStart[k] = q;
    }
  }

  private FlashMaskColumns columns() {
    boolean causal = true;
    boolean lowerToEnd = true;
    boolean upperFromStart = true;
    for (int k = 0; k < n; k++) {
      causal &= upperStart[k] == 0 && upperEnd[k] == k;
      lowerToEnd &= lowerEnd[k] == n;
      upperFromStart &= upperStart[k] == 0;
    }
    if (causal) {
      return lowerToEnd
          ? columns(Layout.CAUSAL_LTS, lowerStart)
          : columns(Layout.CAUSAL_LTS_LTE, lowerStart, lowerEnd);
    }
    return lowerToEnd && upperFromStart
        ? columns(Layout.LTS_UTE, lowerStart, upperEnd)
        : columns(Layout.LTS_LTE_UTS_UTE, lowerStart, lowerEnd, upperStart, upperEnd);
  }

  private FlashMaskColumns columns(Layout layout, int[]... parts) {
    ImmutableIntArray.Builder numbers = ImmutableIntArray.builder(n * parts.length);
    for (int k = 0; k < n; k++) {
      for (int[] part : parts) {
        numbers.add(part[k]);
      }
    }
    return FlashMaskColumns.of(layout, numbers.build());
  }

  /** Names the row at which the second masked interval from {@code fromRow} on begins. */
  private static Expressible<FlashMaskColumns> refusal(
      AttentionMask mask, int key, int fromRow, String what) {
    int row = fromRow;
    while (mask.row(row).contains(key)) {
      row++;
    }
    while (!mask.row(row).contains(key)) {
      row++;
    }
    while (mask.row(row).contains(key)) {
      row++;
    }
    return Refusal.at(row, key, "key " + key + " has " + what);
  }

  private static int[] bounds(Runs runs) {
    int[] bounds = new int[2 * runs.count()];
    for (int i = 0; i < runs.count(); i++) {
      bounds[2 * i] = runs.start(i);
      bounds[2 * i + 1] = runs.end(i);
    }
    return bounds;
  }

  private static boolean contains(int[] bounds, int key) {
    int at = Arrays.binarySearch(bounds, key);
    return at >= 0 ? at % 2 == 0 : -at % 2 == 0;
  }
}
