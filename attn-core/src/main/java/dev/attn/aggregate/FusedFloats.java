package dev.attn.aggregate;

import dev.attn.tensor.AttentionLayer;
import java.util.Arrays;

/**
 * One row of several heads that are stored as floats, without a row of doubles for each: their sum
 * in doubles, which holds that of a few floats but for its last bits, or their extreme, which is
 * one of them.
 */
final class FusedFloats {

  private static final int GROUP = 4;

  private FusedFloats() {}

  static void fuse(AttentionLayer layer, int query, HeadFusion fusion, double[] target) {
    if (fusion.adds()) {
      add(layer, query, target);
      if (fusion == HeadFusion.MEAN) {
        divide(target, layer.heads());
      }
    } else {
      choose(layer, query, fusion, target);
    }
  }

  /** Adds heads in groups, so that the sums are read and written once for each group. */
  private static void add(AttentionLayer layer, int query, double[] target) {
    Arrays.fill(target, 0);
    float[][] rows = new float[GROUP][target.length];
    int head = 0;
    for (; head <= layer.heads() - GROUP; head += GROUP) {
      for (int i = 0; i < GROUP; i++) {
        layer.head(head + i).row(query, rows[i]);
      }
      add(rows[0], rows[1], rows[2], rows[3], target);
    }
    for (; head < layer.heads(); head++) {
      layer.head(head).row(query, rows[0]);
      add(rows[0], target);
    }
  }

  private static void add(float[] a, float[] b, float[] c, float[] d, double[] target) {
    for (int k = 0; k < target.length; k++) {
      target[k] += ((double) a[k] + b[k]) + ((double) c[k] + d[k]);
    }
  }

  private static void add(float[] row, double[] target) {
    for (int k = 0; k < target.length; k++) {
      target[k] += row[k];
    }
  }

  private static void divide(double[] row, double divisor) {
    for (int k = 0; k < row.length; k++) {
      row[k] /= divisor;
    }
  }

  private static void choose(AttentionLayer layer, int query, HeadFusion fusion, double[] target) {
    float[] chosen = new float[target.length];
    float[] row = new float[target.length];
    layer.head(0).row(query, chosen);
    for (int h = 1; h < layer.heads(); h++) {
      layer.head(h).row(query, row);
      if (fusion == HeadFusion.MAX) {
        largest(row, chosen);
      } else {
        smallest(row, chosen);
      }
    }
    for (int k = 0; k < target.length; k++) {
      target[k] = chosen[k];
    }
  }

  private static void largest(float[] row, float[] chosen) {
    for (int k = 0; k < row.length; k++) {
      chosen[k] = Math.max(chosen[k], row[k]);
    }
  }

  private static void smallest(float[] row, float[] chosen) {
    for (int k = 0; k < row.length; k++) {
      chosen[k] = Math.min(chosen[k], row[k]);
    }
  }
}
