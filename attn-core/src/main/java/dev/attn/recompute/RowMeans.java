package dev.attn.recompute;

import dev.attn.metric.CompensatedSum;
import java.util.Arrays;
import java.util.List;

/** The means of row scores, each over the rows that have one. */
final class RowMeans implements RowFold {

  private final CompensatedSum[] sums;
  private final long[] used;

  RowMeans(int parts) {
    this.sums = new CompensatedSum[parts];
    Arrays.setAll(sums, i -> new CompensatedSum());
    this.used = new long[parts];
  }

  @Override
  public int width() {
    return sums.length;
  }

  @Override
  public void take(int query, double[] scores) {
    for (int part = 0; part < scores.length; part++) {
      if (!Double.isNaN(scores[part])) {
        sums[part].add(scores[part]);
        used[part]++;
      }
    }
  }

  @Override
  public List<Part> finish() {
    Part[] parts = new Part[sums.length];
    Arrays.setAll(parts, i -> Part.mean(sums[i].value(), used[i]));
    return List.of(parts);
  }
}
