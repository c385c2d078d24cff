package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

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
}
