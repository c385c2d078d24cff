package dev.attn.mask;

/** How long an expression is: its names, numbers, lists and operators. */
final class ExpressionLength {

  private ExpressionLength() {}

  static long of(Node node) {
    if (node instanceof Leaf leaf) {
      return of(leaf.call());
    } else if (node instanceof Named named) {
      return of(named.call());
    } else if (node instanceof Not not) {
      return 1 + of(not.part());
    } else if (node instanceof Combination joined) {
      return joined.parts().size()
          - 1L
          + joined.parts().stream().mapToLong(ExpressionLength::of).sum();
    }
    return node.size();
  }

  private static long of(Call call) {
    return 1 + call.arguments().stream().mapToLong(ExpressionLength::of).sum();
  }

  private static long of(Argument argument) {
    if (argument instanceof Argument.Size size) {
      MaskShape shape = size.value();
      boolean aligned = shape.off() == 0 || shape.off() == shape.keys() - shape.rows();
      return shape.isSquare() ? 1 : aligned ? 2 : 3;
    } else if (argument instanceof Argument.Ints list) {
      return 1L + list.values().length();
    } else if (argument instanceof Argument.Rest list) {
      return list.values().length();
    } else if (argument instanceof Argument.Lists lists) {
      return 1 + lists.values().stream().mapToLong(list -> 1L + list.length()).sum();
    } else if (argument instanceof Argument.Cells list) {
      return 1 + 2 * list.cells().cells();
    } else if (argument instanceof Argument.Mask mask) {
      return of(mask.node());
    }
    return 1;
  }
}
