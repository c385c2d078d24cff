package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trees of draft tokens, in which a node sees the context, its ancestors and itself. */
final class Trees {

  private Trees() {}

  /** Returns the tree mask of {@code parents}, written as {@code call}. */
  static Leaf leaf(Call call, ImmutableIntArray parents, int context) {
    Limits.atLeast("context", 0, context);
    for (int v = 0; v < parents.length(); v++) {
      int parent = parents.get(v);
      checkArgument(
          parent >= -1 && parent < v,
          "parent of node %s must be in [-1, %s), got %s",
          v,
          v,
          parent);
    }
    int keys = Limits.sum("context and nodes", context, parents.length());
    MaskShape shape = new MaskShape(parents.length(), keys, context);
    return Leaf.of(call, shape, new Ancestors(parents, context), Trait.CAUSAL, Trait.SELF_VISIBLE);
  }

  /**
   * Returns the parents of the nodes that {@code paths} name: the root, then the ends of the paths
   * by length and, at equal length, in lexicographic order.
   */
  static ImmutableIntArray parents(List<ImmutableIntArray> paths) {
    List<ImmutableIntArray> ordered = new ArrayList<>(paths);
    ordered.sort(
        Comparator.comparingInt(ImmutableIntArray::length)
            .thenComparing(ImmutableIntArray::toArray, Arrays::compare));
    Map<ImmutableIntArray, Integer> nodes = new HashMap<>();
    nodes.put(ImmutableIntArray.of(), 0);
    ImmutableIntArray.Builder parents = ImmutableIntArray.builder().add(-1);
    for (ImmutableIntArray path : ordered) {
      checkArgument(!path.isEmpty(), "path must not be empty, got []; the root is implied");
      checkArgument(
          path.stream().allMatch(step -> step >= 0), "path must not be negative, got %s", path);
      ImmutableIntArray prefix = path.subArray(0, path.length() - 1);
      Integer parent = nodes.get(prefix);
      checkArgument(
          parent != null, "paths must hold every prefix, got %s without %s", path, prefix);
      parents.add(parent);
      Integer twin = nodes.put(path.trimmed(), nodes.size());
      checkArgument(twin == null, "paths must differ, got %s twice", path);
    }
    return parents.build();
  }

  /** Context columns, then the chain from the root to the node itself. */
  record Ancestors(ImmutableIntArray parents, int context) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      int length = 0;
      for (int v = q; v >= 0; v = parents.get(v)) {
        length++;
      }
      int[] chain = new int[length];
      for (int v = q; v >= 0; v = parents.get(v)) {
        chain[--length] = v;
      }
      out.add(0, context);
      for (int v : chain) {
        out.add(context + v, context + v + 1);
      }
    }

    @Override
    public boolean allows(int q, int k) {
      if (k < context) {
        return true;
      }
      int node = k - context;
      int v = q;
      while (v > node) {
        v = parents.get(v);
      }
      return v == node;
    }

    @Override
    public String reason(Call call, int q, int k) {
      int node = k - context;
      if (node < 0) {
        return "key " + k + " is one of " + context + " context keys";
      }
      String chain = node + (allows(q, k) ? " is on" : " is not on") + " the way from the root to ";
      return "node " + chain + q;
    }

    @Override
    public long rowCells(int q, int keys, RunBuffer scratch) {
      long cells = context;
      for (int v = q; v >= 0; v = parents.get(v)) {
        cells++;
      }
      return cells;
    }
  }
}
