package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * Two or more masks joined by one operator, from left to right.
 *
 * <p>The depth is kept: parts that share parts of their own would be walked again for every path to
 * them.
 */
record Combination(Operator operator, ImmutableList<Node> parts, int depth) implements Node {

  Combination(Operator operator, ImmutableList<Node> parts) {
    this(operator, parts, 1 + parts.stream().mapToInt(Node::depth).max().orElse(0));
  }

  static Combination of(Operator operator, Node left, Node right) {
    return new Combination(operator, ImmutableList.of(left, right));
  }

  @Override
  public int rows() {
    return parts.get(0).rows();
  }

  @Override
  public int keys() {
    return parts.get(0).keys();
  }

  @Override
  public void row(int q, RunBuffer out) {
    RunBuffer left = out.scratch(0);
    RunBuffer right = out.scratch(1);
    RunBuffer spare = out.scratch(2);
    int last = parts.size() - 1;
    parts.get(0).row(q, left);
    for (int i = 1; i <= last; i++) {
      if (operator == Operator.AND && left.isEmpty()) {
        break;
      }
      parts.get(i).row(q, right);
      RunBuffer joined = i == last ? out : spare;
      joined.merge(left, right, operator.table(), keys());
      if (i == last) {
        return;
      }
      spare = left;
      left = joined;
    }
    out.clear();
  }

  @Override
  public boolean allows(int q, int k) {
    boolean allowed = parts.get(0).allows(q, k);
    for (int i = 1; i < parts.size(); i++) {
      boolean decided =
          (operator == Operator.AND && !allowed) || (operator == Operator.OR && allowed);
      if (decided) {
        return allowed;
      }
      allowed = operator.apply(allowed, parts.get(i).allows(q, k));
    }
    return allowed;
  }

  @Override
  public long cells() {
    ClosedCount closed = ClosedCount.of(this);
    return closed == null ? Node.super.cells() : closed.cells(rows(), keys());
  }

  @Override
  public Explanation explain(int q, int k) {
    return Explanation.joined(this, q, k);
  }

  @Override
  public void print(StringBuilder out, int level) {
    boolean enclosed = operator.level() < level;
    boolean rightToLeft = operator == Operator.IMPLIES;
    out.append(enclosed ? "(" : "");
    parts.get(0).print(out, operator.level() + (rightToLeft ? 1 : 0));
    for (Node part : parts.subList(1, parts.size())) {
      out.append(' ').append(operator.sign()).append(' ');
      part.print(out, operator.level() + (rightToLeft ? 0 : 1));
    }
    out.append(enclosed ? ")" : "");
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return Traits.of(operator, parts);
  }

  @Override
  public int size() {
    return parts.size() - 1 + parts.stream().mapToInt(Node::size).sum();
  }

  @Override
  public Node transposed() {
    return new Combination(
        operator, parts.stream().map(Node::transposed).collect(ImmutableList.toImmutableList()));
  }

  @Override
  public Node sliced(Box box) {
    return new Combination(
        operator,
        parts.stream().map(part -> part.sliced(box)).collect(ImmutableList.toImmutableList()));
  }
}
