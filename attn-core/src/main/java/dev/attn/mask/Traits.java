package dev.attn.mask;

import static com.google.common.collect.Sets.immutableEnumSet;

import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** How traits follow from positions, and how they pass through the algebra. */
final class Traits {

  static final ImmutableSet<Trait> NONE = ImmutableSet.of();

  private Traits() {}

  /**
   * Returns what remains of {@code traits}, which hold for positions p and keys k, once the rows
   * are those of {@code shape}.
   */
  static ImmutableSet<Trait> of(MaskShape shape, Trait... traits) {
    int end = shape.keys() - shape.rows();
    boolean inside = shape.off() >= 0 && shape.off() <= end;
    Set<Trait> kept = EnumSet.noneOf(Trait.class);
    for (Trait trait : traits) {
      boolean holds =
          switch (trait) {
            case CAUSAL -> shape.off() <= end;
            case SELF_VISIBLE -> shape.off() == end;
            case SYMMETRIC, EQUIVALENCE -> shape.isSquare();
            case NO_EMPTY_ROWS -> inside;
            case TOEPLITZ, POSITION_ONLY, PREFIX_STABLE -> true;
          };
      if (holds) {
        kept.add(trait);
      }
      if (trait == Trait.SELF_VISIBLE && inside) {
        kept.add(Trait.NO_EMPTY_ROWS);
      }
    }
    return immutableEnumSet(kept);
  }

  /** Returns the traits of an intersection, or of a union. */
  static ImmutableSet<Trait> of(Operator operator, Collection<Node> parts) {
    Set<Trait> all = EnumSet.allOf(Trait.class);
    Set<Trait> any = EnumSet.noneOf(Trait.class);
    for (Node part : parts) {
      all.retainAll(part.traits());
      any.addAll(part.traits());
    }
    Node first = parts.iterator().next();
    Set<Trait> result = EnumSet.copyOf(all);
    switch (operator) {
      case AND -> {
        any.retainAll(EnumSet.of(Trait.CAUSAL));
        result.addAll(any);
        result.remove(Trait.NO_EMPTY_ROWS);
        if (result.contains(Trait.SELF_VISIBLE) && first.rows() <= first.keys()) {
          result.add(Trait.NO_EMPTY_ROWS);
        }
      }
      case OR -> {
        any.retainAll(EnumSet.of(Trait.SELF_VISIBLE, Trait.NO_EMPTY_ROWS));
        result.addAll(any);
        result.remove(Trait.EQUIVALENCE);
      }
      case MINUS -> {
        result.removeAll(
            EnumSet.of(Trait.SELF_VISIBLE, Trait.NO_EMPTY_ROWS, Trait.EQUIVALENCE, Trait.CAUSAL));
        if (first.traits().contains(Trait.CAUSAL)) {
          result.add(Trait.CAUSAL);
        }
      }
      case XOR -> {
        result.removeAll(EnumSet.of(Trait.SELF_VISIBLE, Trait.NO_EMPTY_ROWS, Trait.EQUIVALENCE));
      }
      case IMPLIES -> {
        result.removeAll(EnumSet.of(Trait.CAUSAL, Trait.NO_EMPTY_ROWS, Trait.EQUIVALENCE));
      }
    }
    return immutableEnumSet(result);
  }

  static ImmutableSet<Trait> ofNot(Node node) {
    return keep(node, Trait.SYMMETRIC, Trait.TOEPLITZ, Trait.POSITION_ONLY, Trait.PREFIX_STABLE);
  }

  /** Returns those of {@code traits} that {@code node} has. */
  static ImmutableSet<Trait> keep(Node node, Trait... traits) {
    Set<Trait> kept = EnumSet.noneOf(Trait.class);
    for (Trait trait : traits) {
      if (node.traits().contains(trait)) {
        kept.add(trait);
      }
    }
    return immutableEnumSet(kept);
  }

  /** Returns {@code trait} if one of {@code parts} has it. */
  static ImmutableSet<Trait> any(Collection<Node> parts, Trait trait) {
    return parts.stream().anyMatch(part -> part.traits().contains(trait))
        ? immutableEnumSet(trait)
        : NONE;
  }

  /** Returns those of {@code traits} that all of {@code parts} have. */
  static ImmutableSet<Trait> all(Collection<Node> parts, Trait... traits) {
    Set<Trait> kept = EnumSet.noneOf(Trait.class);
    for (Trait trait : traits) {
      if (parts.stream().allMatch(part -> part.traits().contains(trait))) {
        kept.add(trait);
      }
    }
    return immutableEnumSet(kept);
  }

  /** Returns the traits of masks along the diagonal. */
  static ImmutableSet<Trait> ofBlocks(Collection<Node> parts) {
    return parts.stream().allMatch(part -> part.rows() == part.keys())
        ? all(
            parts,
            Trait.CAUSAL,
            Trait.SELF_VISIBLE,
            Trait.SYMMETRIC,
            Trait.EQUIVALENCE,
            Trait.NO_EMPTY_ROWS)
        : all(parts, Trait.NO_EMPTY_ROWS);
  }

  static ImmutableSet<Trait> without(Set<Trait> traits, Trait... removed) {
    Set<Trait> kept = EnumSet.noneOf(Trait.class);
    kept.addAll(traits);
    for (Trait trait : removed) {
      kept.remove(trait);
    }
    return immutableEnumSet(kept);
  }
}
