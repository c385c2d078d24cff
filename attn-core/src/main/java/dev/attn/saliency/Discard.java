package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.attn.mask.Runs;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Which fused weights of a layer are set to zero before a rollout, because they are too small to
 * matter.
 *
 * <p>The lowest {@code floor(share · cells)} of the allowed cells are chosen, and those of
 * protected keys among them are kept after all. A row that loses everything becomes the identity
 * row of its query, and is counted.
 *
 * <p>Example: half of the cells {@code 0.1 0.4 0.2 0.3} are 0.1 and 0.2; with key 0 protected only
 * 0.2 goes.
 *
 * <h2>Ties</h2>
 *
 * Of equal weights the one of the smaller query, then of the smaller key, is kept.
 *
 * @param scope what the share is counted over
 * @param share how much goes, in [0, 1)
 * @param protectedKeys columns that are kept whatever they hold
 */
public record Discard(Scope scope, double share, List<Integer> protectedKeys) {

  /** What the lowest share of cells is a share of. */
  public enum Scope {
    /** Nothing is discarded. */
    NONE,
    /** The allowed cells of each row. */
    PER_ROW,
    /** The allowed cells of the whole layer. */
    GLOBAL,
    /** As in the tool vit-explain: the whole layer, where only the cell (0, 0) is protected. */
    GLOBAL_BUT_FIRST_CELL
  }

  /** Checks share and keys. */
  public Discard {
    checkArgument(share >= 0 && share < 1, "share must be in [0, 1), got %s", share);
    protectedKeys = protectedKeys.stream().distinct().sorted().toList();
    for (int key : protectedKeys) {
      checkArgument(key >= 0, "protected key must be at least 0, got %s", key);
    }
  }

  /** Returns the choice to keep every weight. */
  public static Discard none() {
    return new Discard(Scope.NONE, 0, List.of());
  }

  /** Returns the choice of the lowest share of each row. */
  public static Discard perRow(double share) {
    return new Discard(Scope.PER_ROW, share, List.of());
  }

  /** Returns the choice of the lowest share of each layer. */
  public static Discard global(double share) {
    return new Discard(Scope.GLOBAL, share, List.of());
  }

  /** Returns the choice of the lowest share of each layer but its cell (0, 0), as vit-explain. */
  public static Discard globalButFirstCell(double share) {
    return new Discard(Scope.GLOBAL_BUT_FIRST_CELL, share, List.of());
  }

  /** Returns this choice with the columns of these keys kept. */
  public Discard protecting(int... keys) {
    return new Discard(scope, share, Ints.asList(keys));
  }

  /** Sets the chosen cells to zero, in place. */
  void apply(double[][] fused, MaskedWeights mask) {
    switch (scope) {
      case NONE -> {}
      case PER_ROW -> {
        for (int q = 0; q < fused.length; q++) {
          clearLowest(fused, mask, q, q + 1);
        }
      }
      case GLOBAL, GLOBAL_BUT_FIRST_CELL -> clearLowest(fused, mask, 0, fused.length);
    }
  }

  private void clearLowest(double[][] fused, MaskedWeights mask, int from, int to) {
    double[] sorted = allowedWeights(fused, mask, from, to);
    int discarded = count(sorted.length);
    if (discarded == 0) {
      return;
    }
    Arrays.sort(sorted);
    double limit = sorted[discarded - 1];
    int equal = discarded;
    while (equal > 0 && sorted[equal - 1] == limit) {
      equal--;
    }
    clear(fused, mask, from, to, limit, discarded - equal);
  }

  private int count(int cells) {
    return scope == Scope.GLOBAL_BUT_FIRST_CELL
        ? (int) (cells * share)
        : BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(cells)).intValue();
  }

  /** Clears the weights below {@code limit}, and the last {@code equal} of those that are equal. */
  private void clear(
      double[][] fused, MaskedWeights mask, int from, int to, double limit, int equal) {
    int left = equal;
    for (int q = to - 1; q >= from; q--) {
      Runs allowed = mask.allowed(q);
      for (int run = allowed.count() - 1; run >= 0; run--) {
        for (int k = allowed.end(run) - 1; k >= allowed.start(run); k--) {
          boolean chosen = fused[q][k] < limit || (fused[q][k] == limit && left-- > 0);
          if (chosen && !isProtected(q, k)) {
            fused[q][k] = 0;
          }
        }
      }
    }
  }

  private boolean isProtected(int query, int key) {
    return protectedKeys.contains(key)
        || (scope == Scope.GLOBAL_BUT_FIRST_CELL && query == 0 && key == 0);
  }

  private static double[] allowedWeights(double[][] fused, MaskedWeights mask, int from, int to) {
    int cells = 0;
    for (int q = from; q < to; q++) {
      cells = Math.addExact(cells, mask.allowed(q).cells());
    }
    double[] weights = new double[cells];
    int at = 0;
    for (int q = from; q < to; q++) {
      Runs allowed = mask.allowed(q);
      for (int run = 0; run < allowed.count(); run++) {
        int length = allowed.end(run) - allowed.start(run);
        System.arraycopy(fused[q], allowed.start(run), weights, at, length);
        at += length;
      }
    }
    return weights;
  }

  /** Returns scope, share and protected keys, for example {@code GLOBAL(0.9, keep [0])}. */
  @Override
  public String toString() {
    if (scope == Scope.NONE) {
      return "NONE";
    }
    String kept = protectedKeys.isEmpty() ? "" : ", keep " + protectedKeys;
    return scope + "(" + share + kept + ")";
  }
}
