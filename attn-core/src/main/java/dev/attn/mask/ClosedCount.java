package dev.attn.mask;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mask as a sum of regions whose cells can be counted by a formula, so that the number of its
 * rows does not matter.
 *
 * <p>The cells of two masks are multiplied by taking what is common to them, and every operator is
 * a sum of such products: {@code a | b} is {@code a + b - ab}. Bands with bands and sets of rows
 * and keys with each other have one region in common at most, so a sum stays short where an
 * expression is.
 */
final class ClosedCount {

  private static final int MOST_REGIONS = 32;
  private static final int MOST_PIECES = 16;

  /** The cells of a band in some rows and keys. */
  private record Region(BandRule band, Runs rows, Runs keys) {

    boolean isEmpty() {
      return band.isEmpty() || rows.isEmpty() || keys.isEmpty();
    }

    int pieces() {
      return Math.max(rows.count(), 1) * Math.max(keys.count(), 1);
    }

    Region common(Region other) {
      return new Region(
          band.intersection(other.band),
          rows.combine(other.rows, Operator.AND, band.rows()),
          keys.combine(other.keys, Operator.AND, band.keys()));
    }

    /** Returns the number of cells in the first {@code height} rows and {@code width} keys. */
    long cells(int height, int width) {
      long cells = 0;
      for (int i = 0; i < rows.count() && rows.start(i) < height; i++) {
        int top = rows.start(i);
        int bottom = Math.min(rows.end(i), height);
        for (int j = 0; j < keys.count() && keys.start(j) < width; j++) {
          int right = Math.min(keys.end(j), width);
          cells += below(top, bottom, right) - below(top, bottom, keys.start(j));
        }
      }
      return cells;
    }

    private long below(int top, int bottom, int width) {
      return band.cells(bottom, width) - band.cells(top, width);
    }
  }

  private final Map<Region, Integer> regions = new LinkedHashMap<>();

  private ClosedCount() {}

  /** Returns the sum for {@code node}, or null if it has none or only a long one. */
  static @Nullable ClosedCount of(Node node) {
    if (node instanceof Leaf leaf) {
      return of(leaf);
    } else if (node instanceof Named named) {
      return of(named.body());
    } else if (node instanceof Not not) {
      ClosedCount part = of(not.part());
      return part == null ? null : full(node).plus(part, -1);
    } else if (node instanceof Combination combination) {
      return of(combination);
    }
    return null;
  }

  private static @Nullable ClosedCount of(Leaf leaf) {
    Runs rows = Runs.of(0, leaf.rows());
    Runs keys = Runs.of(0, leaf.keys());
    if (leaf.rule() instanceof BandRule band) {
      return of(new Region(band, rows, keys));
    } else if (leaf.rule() instanceof IndexRule index) {
      return of(new Region(all(leaf), index.rows(), index.keys()));
    } else if (leaf.rule() instanceof SparseRules.SinksAndWindow sinks) {
      return of(sinks.asUnion(leaf.rows()));
    }
    return null;
  }

  private static BandRule all(Node node) {
    return BandRule.of(node.rows(), node.keys(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static ClosedCount full(Node node) {
    return new ClosedCount()
        .add(new Region(all(node), Runs.of(0, node.rows()), Runs.of(0, node.keys())), 1);
  }

  private static @Nullable ClosedCount of(Region region) {
    return region.pieces() > MOST_PIECES ? null : new ClosedCount().add(region, 1);
  }

  private static @Nullable ClosedCount of(Combination combination) {
    ClosedCount sum = of(combination.parts().get(0));
    for (Node part : combination.parts().subList(1, combination.parts().size())) {
      ClosedCount next = of(part);
      ClosedCount both = sum == null || next == null ? null : sum.times(next);
      if (sum == null || next == null || both == null) {
        return null;
      }
      sum =
          switch (combination.operator()) {
            case AND -> both;
            case OR -> sum.plus(next, 1).plus(both, -1);
            case XOR -> sum.plus(next, 1).plus(both, -2);
            case MINUS -> sum.plus(both, -1);
            case IMPLIES -> full(part).plus(sum, -1).plus(both, 1);
          };
      if (sum.regions.size() > MOST_REGIONS) {
        return null;
      }
    }
    return sum;
  }

  private ClosedCount add(Region region, int times) {
    if (!region.isEmpty()) {
      int sum = regions.getOrDefault(region, 0) + times;
      if (sum == 0) {
        regions.remove(region);
      } else {
        regions.put(region, sum);
      }
    }
    return this;
  }

  private ClosedCount plus(ClosedCount other, int times) {
    ClosedCount sum = new ClosedCount();
    regions.forEach(sum::add);
    other.regions.forEach((region, count) -> sum.add(region, count * times));
    return sum;
  }

  private @Nullable ClosedCount times(ClosedCount other) {
    ClosedCount product = new ClosedCount();
    for (Map.Entry<Region, Integer> left : regions.entrySet()) {
      for (Map.Entry<Region, Integer> right : other.regions.entrySet()) {
        Region common = left.getKey().common(right.getKey());
        if (common.pieces() > MOST_PIECES) {
          return null;
        }
        product.add(common, left.getValue() * right.getValue());
      }
    }
    return product.regions.size() > MOST_REGIONS ? null : product;
  }

  /** Returns how many formulas {@link #cells} evaluates at most. */
  int cost() {
    return regions.keySet().stream().mapToInt(region -> 4 * region.pieces()).sum();
  }

  /** Returns the number of cells in the first {@code height} rows and {@code width} keys. */
  long cells(int height, int width) {
    long cells = 0;
    for (Map.Entry<Region, Integer> region : regions.entrySet()) {
      cells += region.getValue() * region.getKey().cells(height, width);
    }
    return cells;
  }
}
