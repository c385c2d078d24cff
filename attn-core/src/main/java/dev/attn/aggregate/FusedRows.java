package dev.attn.aggregate;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several heads as one, row by row, with only the rows that are in use. */
final class FusedRows {

  private final List<AttentionMatrix> matrices = new ArrayList<>();
  private final List<HeadRows> rows = new ArrayList<>();
  private final List<Double> factors = new ArrayList<>();
  private final Fusion fusion;

  private FusedRows(Fusion fusion) {
    this.fusion = fusion;
  }

  /** Members in the order of {@code layers} and {@code heads}, which are of equal length. */
  private static FusedRows of(MaskedAttention source, Fusion fusion, int[] layers, int[] heads) {
    FusedRows fused = new FusedRows(fusion);
    for (int i = 0; i < layers.length; i++) {
      if (fusion.weight(i) > 0) {
        fused.matrices.add(source.matrix(layers[i], heads[i]));
        fused.rows.add(source.rows(layers[i], heads[i]));
        fused.factors.add(fusion.weight(i));
      }
    }
    return fused;
  }

  static MaskedAttention heads(MaskedAttention source, Fusion fusion) {
    TensorShape from = source.shape();
    int[] members = fusion.members("head", from.heads());
    List<FusedRows> fused = new ArrayList<>();
    for (int l = 0; l < from.layers(); l++) {
      fused.add(of(source, fusion, repeated(l, members.length), members));
    }
    return view(source, fusion, fused, from.layers(), 1);
  }

  static MaskedAttention headGroups(MaskedAttention source, KeyHeadMap map, Fusion fusion) {
    TensorShape from = source.shape();
    List<FusedRows> fused = new ArrayList<>();
    for (int l = 0; l < from.layers(); l++) {
      for (int g = 0; g < map.groups(); g++) {
        List<Integer> group = map.members(g);
        int[] members = fusion.members("head", group.size());
        Arrays.setAll(members, i -> group.get(members[i]));
        fused.add(of(source, fusion, repeated(l, members.length), members));
      }
    }
    return view(source, fusion, fused, from.layers(), map.groups());
  }

  static MaskedAttention layers(MaskedAttention source, Fusion fusion) {
    TensorShape from = source.shape();
    int[] members = fusion.members("layer", from.layers());
    List<FusedRows> fused = new ArrayList<>();
    for (int h = 0; h < from.heads(); h++) {
      fused.add(of(source, fusion, members, repeated(h, members.length)));
    }
    return view(source, fusion, fused, 1, from.heads());
  }

  private static int[] repeated(int value, int count) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  private static MaskedAttention view(
      MaskedAttention source, Fusion fusion, List<FusedRows> fused, int layers, int heads) {
    TensorShape from = source.shape();
    List<HeadRows> rows = new ArrayList<>();
    long zero = source.zeroRows();
    for (FusedRows head : fused) {
      List<Integer> empty = fusion.renormalises() ? head.withoutWeight(from) : List.of();
      rows.add(HeadRows.union(head.rows).without(empty));
      zero += empty.size();
    }
    AttentionTensor weights =
        AttentionTensor.computed(
            TensorShape.of(layers, heads, from.queries(), from.keys()),
            precision(source.weights().type()),
            (l, h, q, row) -> fused.get(l * heads + h).row(q, row));
    return new MaskedAttention(
        weights,
        rows,
        source.keyCounts(),
        source.massPreserving() && fusion.keepsRowSums(),
        source.brokenRows(),
        zero);
  }

  /**
   * Returns the rows that members enter without a common weight, so that nothing can scale them.
   */
  private List<Integer> withoutWeight(TensorShape shape) {
    List<Integer> zero = new ArrayList<>();
    double[] row = new double[shape.keys()];
    for (int q = 0; q < shape.queries(); q++) {
      row(q, row);
      if (entered(q) && CompensatedRow.total(row) == 0) {
        zero.add(q);
      }
    }
    return zero;
  }

  private boolean entered(int query) {
    return rows.stream().anyMatch(head -> head.count(query) > 0);
  }

  private void row(int query, double[] target) {
    double[] next = new double[target.length];
    FusedRow fused = fusion.start(target.length);
    double share = 0;
    for (int i = 0; i < matrices.size(); i++) {
      if (rows.get(i).count(query) > 0) {
        double factor = factors.get(i);
        matrices.get(i).row(query, next);
        rows.get(i).clearBlocked(query, next);
        fused.add(next, factor);
        share += factor;
      }
    }
    if (fused.entered() == 0) {
      Arrays.fill(target, 0);
    } else {
      fusion.finish(fused, share, target);
    }
  }

  /** Fused weights are no more exact than the weights they come from. */
  static ElementType precision(ElementType type) {
    return switch (type) {
      case F64, F32, F16, BF16 -> type;
      default -> ElementType.F64;
    };
  }
}
