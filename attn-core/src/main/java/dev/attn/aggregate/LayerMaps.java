package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of all layers side by side: strips of query rows, and maps of layers over tokens. */
final class LayerMaps {

  private LayerMaps() {}

  /** Chosen rows of runs with one head in each layer. */
  static MaskedAttention strips(List<MaskedAttention> runs, List<RunQuery> chosen) {
    TensorShape first = runs.get(0).shape();
    List<HeadRows> rows = new ArrayList<>();
    for (int l = 0; l < first.layers(); l++) {
      rows.add(pick(runs, chosen, l));
    }
    AttentionTensor weights =
        AttentionTensor.computed(
            TensorShape.of(first.layers(), 1, chosen.size(), first.keys()),
            runs.get(0).weights().type(),
            (l, h, r, row) -> {
              MaskedAttention run = runs.get(chosen.get(r).run());
              run.matrix(l, 0).row(chosen.get(r).query(), row);
              run.rows(l, 0).clearBlocked(chosen.get(r).query(), row);
            });
    return like(runs.get(0), weights, rows);
  }

  private static HeadRows pick(List<MaskedAttention> runs, List<RunQuery> chosen, int layer) {
    AttentionMask[] masks = new AttentionMask[chosen.size()];
    int[] counts = new int[masks.length];
    for (int r = 0; r < masks.length; r++) {
      HeadRows rows = runs.get(chosen.get(r).run()).rows(layer, 0);
      masks[r] = rows.mask().selectRows(chosen.get(r).query());
      counts[r] = rows.count(chosen.get(r).query());
    }
    return new HeadRows(masks.length == 1 ? masks[0] : Masks.vstack(masks), counts);
  }

  /** The mean of some rows of each layer, with the layers as rows. */
  static MaskedAttention layerTokenMap(MaskedAttention fused, int[] queries) {
    TensorShape from = fused.shape();
    TokenGroups keys = TokenGroups.singles(from.keys());
    TokenGroups all = TokenGroups.together(queries.length);
    List<RunQuery> chosen = IntStream.of(queries).mapToObj(q -> RunQuery.of(0, q)).toList();
    MaskedAttention mean =
        MergedRows.of(strips(List.of(fused), chosen), all, keys, RowMerge.MEAN, KeyMerge.SUM);
    AttentionMask[] masks = new AttentionMask[from.layers()];
    Arrays.setAll(masks, l -> mean.mask(l, 0));
    int[] counts = IntStream.range(0, masks.length).map(l -> mean.rowCount(l, 0, 0)).toArray();
    AttentionTensor weights =
        AttentionTensor.computed(
            TensorShape.of(1, 1, from.layers(), from.keys()),
            mean.weights().type(),
            (l, h, layer, row) -> mean.matrix(layer, 0).row(0, row));
    AttentionMask mask = masks.length == 1 ? masks[0] : Masks.vstack(masks);
    return like(fused, weights, List.of(new HeadRows(mask, counts)));
  }

  private static MaskedAttention like(
      MaskedAttention source, AttentionTensor weights, List<HeadRows> rows) {
    return new MaskedAttention(
        weights,
        rows,
        source.keyCounts(),
        source.massPreserving(),
        source.brokenRows(),
        source.zeroRows());
  }

  static AttentionMatrix received(MaskedAttention fused) {
    TensorShape from = fused.shape();
    double[][] received = new double[from.layers()][from.keys()];
    double[] row = new double[from.keys()];
    for (int l = 0; l < received.length; l++) {
      CompensatedRow sum = new CompensatedRow(row.length);
      long[] readers = new long[from.keys()];
      HeadRows rows = fused.rows(l, 0);
      for (int q = 0; q < from.queries(); q++) {
        if (rows.count(q) > 0) {
          fused.matrix(l, 0).row(q, row);
          receive(row, rows.mask().row(q), rows.count(q), sum, readers);
        }
      }
      for (int k = 0; k < readers.length; k++) {
        received[l][k] = sum.value(k) / readers[k];
      }
    }
    return AttentionMatrix.copyOf(received);
  }

  private static void receive(
      double[] row, Runs allowed, int count, CompensatedRow received, long[] readers) {
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        received.add(k, count * row[k]);
        readers[k] += count;
      }
    }
  }

  static MaskedAttention stack(List<MaskedAttention> layers) {
    checkArgument(!layers.isEmpty(), "layers must be at least one, got none");
    MaskedAttention first = layers.get(0);
    TensorShape shape = first.shape();
    List<HeadRows> rows = new ArrayList<>();
    boolean massPreserving = true;
    long skipped = 0;
    long zero = 0;
    List<AttentionTensor> tensors = new ArrayList<>();
    List<Integer> layerOf = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      MaskedAttention next = layers.get(i);
      checkLike(i, next, first);
      for (int l = 0; l < next.shape().layers(); l++) {
        tensors.add(next.weights());
        layerOf.add(l);
        for (int h = 0; h < shape.heads(); h++) {
          rows.add(next.rows(l, h));
        }
      }
      massPreserving &= next.massPreserving();
      skipped += next.brokenRows();
      zero += next.zeroRows();
    }
    AttentionTensor weights =
        AttentionTensor.computed(
            TensorShape.of(tensors.size(), shape.heads(), shape.queries(), shape.keys()),
            first.weights().type(),
            (l, h, q, row) -> tensors.get(l).layer(layerOf.get(l)).head(h).row(q, row));
    return new MaskedAttention(weights, rows, first.keyCounts(), massPreserving, skipped, zero);
  }

  private static void checkLike(int part, MaskedAttention next, MaskedAttention first) {
    TensorShape a = next.shape();
    TensorShape b = first.shape();
    checkArgument(
        a.heads() == b.heads() && a.queries() == b.queries() && a.keys() == b.keys(),
        "layers must have equal heads, queries and keys to be stacked, got %s after %s",
        a,
        b);
    checkArgument(
        next.keyCounts().equals(first.keyCounts()),
        "layers must have their keys merged alike to be stacked, got other groups in part %s",
        part);
  }
}
