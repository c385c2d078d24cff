package dev.attn.mask;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;

/** Moves and cuts of nodes, written as a call and computed in closed form where there is one. */
final class Geometry {

  private Geometry() {}

  static Node transpose(Node node) {
    return node instanceof Named named && named.call().name().equals("transpose")
        ? argument(named)
        : named(Call.of("transpose", node), node.transposed());
  }

  static Node slice(Node node, Box box) {
    if (box.equals(new Box(0, node.rows(), 0, node.keys()))) {
      return node;
    }
    if (node instanceof Named named && named.call().name().equals("slice")) {
      Node whole = argument(named);
      Box outer = ((Argument.Part) named.call().arguments().get(1)).box();
      return slice(whole, outer.part(box));
    }
    return named(Call.of("slice", node, new Argument.Part(box)), node.sliced(box));
  }

  private static Node argument(Named named) {
    return ((Argument.Mask) named.call().arguments().get(0)).node();
  }

  static Named named(Call call, Node body) {
    ImmutableSet<Trait> traits =
        Traits.without(body.traits(), Trait.POSITION_ONLY, Trait.PREFIX_STABLE);
    return (Named) Algebra.checkDepth(new Named(call, body, traits));
  }

  static Node selectRows(Node node, int[] rows) {
    return Algebra.checkDepth(new GatheredRows(node, indices("row", rows, node.rows())));
  }

  static Node selectKeys(Node node, int[] keys) {
    return Algebra.checkDepth(new GatheredKeys(node, indices("key", keys, node.keys())));
  }

  private static ImmutableIntArray indices(String name, int[] indices, int size) {
    for (int index : indices) {
      if (index < 0 || index >= size) {
        throw new IllegalArgumentException(name + " must be in [0, " + size + "), got " + index);
      }
    }
    return ImmutableIntArray.copyOf(indices);
  }

  static Node permute(Node node, int[] rows, int[] keys) {
    ImmutableIntArray rowOrder = permutation("rows", rows, node.rows());
    ImmutableIntArray keyOrder = permutation("keys", keys, node.keys());
    Node body = new GatheredKeys(new GatheredRows(node, rowOrder), keyOrder);
    return named(Call.of("permute", node, rowOrder, keyOrder), body);
  }

  private static ImmutableIntArray permutation(String name, int[] order, int size) {
    boolean[] seen = new boolean[size];
    boolean valid = order.length == size;
    for (int i = 0; valid && i < size; i++) {
      valid = order[i] >= 0 && order[i] < size && !seen[order[i]];
      if (valid) {
        seen[order[i]] = true;
      }
    }
    if (!valid) {
      throw new IllegalArgumentException(
          name
              + " must be a permutation of [0, "
              + size
              + "), got "
              + new Argument.Ints(ImmutableIntArray.copyOf(order)).text());
    }
    return ImmutableIntArray.copyOf(order);
  }

  static Node shift(Node node, int rows, int keys) {
    Node body = new Placed(node, node.rows(), node.keys(), rows, keys, Fill.BLOCKED);
    return rows == 0 && keys == 0 ? node : named(Call.of("shift", node, rows, keys), body);
  }

  static Node pad(Node node, int top, int bottom, int left, int right, Fill fill) {
    Limits.atLeast("top", 0, top);
    Limits.atLeast("bottom", 0, bottom);
    Limits.atLeast("left", 0, left);
    Limits.atLeast("right", 0, right);
    int rows = Limits.sum("rows", top, node.rows(), bottom);
    int keys = Limits.sum("keys", left, node.keys(), right);
    return Algebra.checkDepth(new Placed(node, rows, keys, top, left, fill));
  }
}
