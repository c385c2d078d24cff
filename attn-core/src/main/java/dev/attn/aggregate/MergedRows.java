package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows and columns put together by groups of tokens: W = R A C, columns first. */
final class MergedRows {

  private final MaskedAttention source;
  private final TokenGroups queries;
  private final TokenGroups keys;
  private final RowMerge rowMerge;
  private final KeyMerge keyMerge;
  private final int[] keyCounts;

  private MergedRows(
      MaskedAttention source,
      TokenGroups queries,
      TokenGroups keys,
      RowMerge rowMerge,
      KeyMerge keyMerge) {
    this.source = source;
    this.queries = queries;
    this.keys = keys;
    this.rowMerge = rowMerge;
    this.keyMerge = keyMerge;
    this.keyCounts = new int[keys.count()];
    for (int k = 0; k < keys.tokens(); k++) {
      if (keys.groupOf(k) >= 0) {
        keyCounts[keys.groupOf(k)] += source.keyCount(k);
      }
    }
  }

  static MaskedAttention of(
      MaskedAttention source,
      TokenGroups queries,
      TokenGroups keys,
      RowMerge rowMerge,
      KeyMerge keyMerge) {
    TensorShape from = source.shape();
    checkArgument(
        queries.tokens() == from.queries(),
        "groups of queries must be made from %s tokens like the weights, got %s",
        from.queries(),
        queries.tokens());
    checkArgument(
        keys.tokens() == from.keys(),
        "groups of keys must be made from %s tokens like the weights, got %s",
        from.keys(),
        keys.tokens());
    MergedRows merged = new MergedRows(source, queries, keys, rowMerge, keyMerge);
    return new MaskedAttention(
        AttentionTensor.computed(
            TensorShape.of(from.layers(), from.heads(), queries.count(), keys.count()),
            FusedRows.precision(source.weights().type()),
            merged::row),
        merged.rows(),
        ImmutableIntArray.copyOf(merged.keyCounts),
        source.massPreserving()
            && keyMerge == KeyMerge.SUM
            && rowMerge != RowMerge.MAX
            && keys.coverAll(),
        source.brokenRows(),
        source.zeroRows());
  }

  private List<HeadRows> rows() {
    TensorShape from = source.shape();
    Map<HeadRows, HeadRows> known = new HashMap<>();
    List<HeadRows> rows = new ArrayList<>();
    for (int l = 0; l < from.layers(); l++) {
      for (int h = 0; h < from.heads(); h++) {
        rows.add(known.computeIfAbsent(source.rows(l, h), this::merge));
      }
    }
    return rows;
  }

  private HeadRows merge(HeadRows from) {
    int[] counts = new int[queries.count()];
    boolean[][] cells = new boolean[counts.length][keys.count()];
    for (int w = 0; w < counts.length; w++) {
      for (int q : queries.list(w).toArray()) {
        counts[w] += from.count(q);
      }
      for (int q : entering(w, from)) {
        mark(from.mask().row(q), cells[w]);
      }
      if (!any(cells[w])) {
        counts[w] = 0;
      }
    }
    AttentionMask mask = counts.length == 0 ? Masks.full(0, keys.count()) : Masks.fromDense(cells);
    return new HeadRows(mask, counts);
  }

  private void mark(Runs allowed, boolean[] cells) {
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        if (keys.groupOf(k) >= 0) {
          cells[keys.groupOf(k)] = true;
        }
      }
    }
  }

  private static boolean any(boolean[] cells) {
    for (boolean cell : cells) {
      if (cell) {
        return true;
      }
    }
    return false;
  }

  /** Returns the rows of a group that enter the merged row. */
  private int[] entering(int group, HeadRows from) {
    int[] used = queries.list(group).stream().filter(q -> from.count(q) > 0).toArray();
    if (used.length < 2) {
      return used;
    }
    return switch (rowMerge) {
      case MEAN, MAX -> used;
      case FIRST -> new int[] {used[0]};
      case LAST -> new int[] {used[used.length - 1]};
    };
  }

  private void row(int layer, int head, int group, double[] target) {
    AttentionMatrix matrix = source.matrix(layer, head);
    HeadRows from = source.rows(layer, head);
    double[] stored = new double[matrix.keys()];
    double[] merged = new double[target.length];
    long total = 0;
    Arrays.fill(target, 0);
    for (int q : entering(group, from)) {
      matrix.row(q, stored);
      mergeKeys(stored, from.mask().row(q), merged);
      for (int g = 0; g < target.length; g++) {
        if (rowMerge == RowMerge.MAX) {
          target[g] = total == 0 ? merged[g] : Math.max(target[g], merged[g]);
        } else {
          target[g] += from.count(q) * merged[g];
        }
      }
      total += from.count(q);
    }
    if (total > 0 && rowMerge != RowMerge.MAX) {
      for (int g = 0; g < target.length; g++) {
        target[g] /= total;
      }
    }
  }

  private void mergeKeys(double[] row, Runs allowed, double[] merged) {
    double nothing = keyMerge == KeyMerge.MAX ? Double.NEGATIVE_INFINITY : 0;
    Arrays.fill(merged, nothing);
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        int g = keys.groupOf(k);
        if (g >= 0) {
          merged[g] =
              switch (keyMerge) {
                case SUM -> merged[g] + row[k];
                case MEAN -> merged[g] + row[k] * source.keyCount(k);
                case MAX -> Math.max(merged[g], row[k]);
              };
        }
      }
    }
    for (int g = 0; g < merged.length; g++) {
      if (keyMerge == KeyMerge.MEAN) {
        merged[g] /= keyCounts[g];
      } else if (merged[g] == Double.NEGATIVE_INFINITY) {
        merged[g] = 0;
      }
    }
  }
}
