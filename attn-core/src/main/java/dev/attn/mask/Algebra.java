package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Set operations on nodes, simplified while they are built.
 *
 * <p>A simplification never changes a cell and never makes the expression longer: full and empty
 * masks disappear, repeated and absorbed parts are dropped, and two bands or two products of rows
 * and keys become one where the result has a name.
 */
final class Algebra {

  /** Deeper expressions are refused, so that walking one cannot exhaust the stack. */
  static final int DEEPEST = 200;

  /** Longer chains are joined without looking for simplifications. */
  private static final int LONGEST_SEARCH = 64;

  private Algebra() {}

  static Node and(Node left, Node right) {
    return join(Operator.AND, left, right);
  }

  static Node or(Node left, Node right) {
    return join(Operator.OR, left, right);
  }

  static Node not(Node node) {
    if (node instanceof Not negation) {
      return negation.part();
    } else if (isFull(node)) {
      return none(node);
    } else if (isEmpty(node)) {
      return full(node);
    }
    return checkDepth(new Not(node));
  }

  static Node minus(Node left, Node right) {
    if (left.equals(right) || isEmpty(left) || isFull(right)) {
      return none(left);
    } else if (isEmpty(right)) {
      return left;
    } else if (isFull(left)) {
      return not(right);
    }
    List<Node> parts = new ArrayList<>(parts(Operator.MINUS, left));
    parts.add(right);
    return checkDepth(new Combination(Operator.MINUS, ImmutableList.copyOf(parts)));
  }

  static Node xor(Node left, Node right) {
    if (left.equals(right)) {
      return none(left);
    } else if (isEmpty(left) || isEmpty(right)) {
      return isEmpty(left) ? right : left;
    } else if (isFull(left) || isFull(right)) {
      return not(isFull(left) ? right : left);
    }
    List<Node> parts = new ArrayList<>(parts(Operator.XOR, left));
    for (Node part : parts(Operator.XOR, right)) {
      // Two equal parts cancel, wherever they stand in the chain.
      if (!parts.remove(part)) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return none(left);
    }
    return parts.size() == 1
        ? parts.get(0)
        : checkDepth(new Combination(Operator.XOR, ImmutableList.copyOf(parts)));
  }

  static Node implies(Node left, Node right) {
    if (left.equals(right) || isEmpty(left) || isFull(right)) {
      return full(left);
    } else if (isFull(left)) {
      return right;
    } else if (isEmpty(right)) {
      return not(left);
    }
    return checkDepth(Combination.of(Operator.IMPLIES, left, right));
  }

  static boolean isFull(Node node) {
    return node.core() instanceof Leaf leaf
        && ((leaf.rule() instanceof BandRule band && band.isFull())
            || (leaf.rule() instanceof IndexRule index
                && index.coversAllRows()
                && index.coversAllKeys()));
  }

  static boolean isEmpty(Node node) {
    return node.core() instanceof Leaf leaf
        && ((leaf.rule() instanceof BandRule band && band.isEmpty())
            || (leaf.rule() instanceof IndexRule index && index.isEmpty()));
  }

  static Leaf none(Node like) {
    return BandRule.leaf(BandRule.of(like.rows(), like.keys(), Long.MIN_VALUE, Long.MIN_VALUE));
  }

  static Leaf full(Node like) {
    return BandRule.leaf(BandRule.of(like.rows(), like.keys(), Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** Joins two nodes by and or or, flattening chains of the same operator. */
  private static Node join(Operator operator, Node left, Node right) {
    List<Node> parts = new ArrayList<>(parts(operator, left));
    for (Node part : parts(operator, right)) {
      if (parts.size() > LONGEST_SEARCH) {
        parts.add(part);
      } else {
        insert(operator, parts, part);
      }
    }
    return parts.size() == 1
        ? parts.get(0)
        : checkDepth(new Combination(operator, ImmutableList.copyOf(parts)));
  }

  private static List<Node> parts(Operator operator, Node node) {
    return node instanceof Combination joined && joined.operator() == operator
        ? joined.parts()
        : List.of(node);
  }

  /** Adds {@code part} to {@code parts}, which have been through this method one by one. */
  private static void insert(Operator operator, List<Node> parts, Node part) {
    for (int i = 0; i < parts.size(); i++) {
      Node merged = merge(operator, parts.get(i), part);
      if (merged != null) {
        parts.remove(i);
        if (parts.isEmpty()) {
          parts.add(merged);
        } else {
          // The merged part may swallow others, so it goes through the same search.
          insert(operator, parts, merged);
        }
        return;
      }
    }
    parts.add(part);
  }

  /** Returns one node for the two, no longer than both, or null if they have to stay two. */
  private static @Nullable Node merge(Operator operator, Node a, Node b) {
    boolean and = operator == Operator.AND;
    if (a.equals(b) || absorbs(operator, a, b)) {
      return a;
    } else if (absorbs(operator, b, a)) {
      return b;
    } else if (isFull(a) || isFull(b)) {
      return and == isFull(a) ? b : a;
    } else if (isEmpty(a) || isEmpty(b)) {
      return and == isEmpty(a) ? a : b;
    } else if (areComplements(a, b)) {
      return and ? none(a) : full(a);
    } else if (a.core() instanceof Leaf left && b.core() instanceof Leaf right) {
      return mergeLeaves(and, a, left.rule(), b, right.rule());
    }
    return null;
  }

  /** Returns whether {@code b} has {@code a} as a part and adds nothing: M & (M | N) is M. */
  private static boolean absorbs(Operator operator, Node a, Node b) {
    Operator dual = operator == Operator.AND ? Operator.OR : Operator.AND;
    return b instanceof Combination joined
        && joined.operator() == dual
        && joined.parts().contains(a);
  }

  private static boolean areComplements(Node a, Node b) {
    return (a instanceof Not left && left.part().equals(b))
        || (b instanceof Not right && right.part().equals(a));
  }

  private static @Nullable Node mergeLeaves(boolean and, Node a, Rule left, Node b, Rule right) {
    Rule merged = null;
    if (left instanceof BandRule first && right instanceof BandRule second) {
      merged = and ? first.intersection(second) : first.union(second);
    } else if (left instanceof IndexRule first && right instanceof IndexRule second) {
      merged = and ? first.intersection(second) : first.union(second);
    }
    if (merged == null) {
      return null;
    } else if (merged.equals(left)) {
      return a;
    } else if (merged.equals(right)) {
      return b;
    }
    return merged instanceof BandRule band
        ? BandRule.leaf(band)
        : IndexRule.leaf((IndexRule) merged);
  }

  static Node checkDepth(Node node) {
    if (node.depth() > DEEPEST) {
      throw new IllegalArgumentException(
          "mask expression must nest at most "
              + DEEPEST
              + " levels, got "
              + node.depth()
              + "; join many masks with allOf or anyOf");
    }
    return node;
  }
}
