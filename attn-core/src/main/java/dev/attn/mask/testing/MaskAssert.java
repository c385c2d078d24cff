package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.CellDifference;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import java.util.Locale;

/**
 * Assertions on one mask; each throws an {@link AssertionError} or returns this object.
 *
 * <p>A failure names the first cell that is wrong, says how many there are and which part of the
 * expression decided that cell, and draws the surroundings of the cell.
 *
 * <pre>{@code
 * MaskAssert.that(mask)
 *     .hasShape(10, 10).allows(9, 8).blocks(9, 3)
 *     .row(9).isExactly("[8,10)")
 *     .hasNoEmptyRows().isSubsetOf(Masks.causal(10))
 *     .isEqualTo(Masks.packedCausal(3, 1, 4, 2));
 * }</pre>
 *
 * @cost comparisons walk the rows of both masks once
 */
public final class MaskAssert {

  private final AttentionMask actual;

  private MaskAssert(AttentionMask actual) {
    this.actual = actual;
  }

  /** Returns assertions on {@code mask}. */
  public static MaskAssert that(AttentionMask mask) {
    return new MaskAssert(mask);
  }

  /** Asserts the number of queries and keys. */
  public MaskAssert hasShape(int rows, int keys) {
    if (actual.rows() != rows || actual.keys() != keys) {
      throw new AssertionError(
          "mask must have the shape [" + rows + ", " + keys + "], got " + shape());
    }
    return this;
  }

  private String shape() {
    return "[" + actual.rows() + ", " + actual.keys() + "]: " + Failure.name(actual);
  }

  /** Asserts that query {@code q} may attend to key {@code k}. */
  public MaskAssert allows(int q, int k) {
    return hasCell(q, k, true);
  }

  /** Asserts that query {@code q} may not attend to key {@code k}. */
  public MaskAssert blocks(int q, int k) {
    return hasCell(q, k, false);
  }

  private MaskAssert hasCell(int q, int k, boolean allowed) {
    if (actual.allows(q, k) != allowed) {
      String verb = allowed ? "allow" : "block";
      String opposite = allowed ? "blocks" : "allows";
      String headline =
          "mask must "
              + verb
              + " ("
              + q
              + ","
              + k
              + "), got "
              + Failure.name(actual)
              + ", which "
              + opposite
              + " it";
      throw Failure.broken(
          headline, actual, q, k, (i, j) -> (i == q && j == k) ? allowed : actual.allows(i, j));
    }
    return this;
  }

  /** Returns assertions on one row. */
  public RowAssert row(int q) {
    return new RowAssert(this, actual, q);
  }

  /** Asserts that every query sees a key. */
  public MaskAssert hasNoEmptyRows() {
    return hasEmptyRows();
  }

  /** Asserts that exactly these queries, in any order, see no key. */
  public MaskAssert hasEmptyRows(int... rows) {
    RowChecks.emptyRows(actual, rows);
    return this;
  }

  /** Asserts the number of allowed cells. */
  public MaskAssert hasCellCount(long cells) {
    if (actual.cellCount() != cells) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "mask must have %,d allowed cells, got %,d: %s",
              cells,
              actual.cellCount(),
              Failure.name(actual)));
    }
    return this;
  }

  /** Asserts that the share of allowed cells lies between the two, both included. */
  public MaskAssert hasDensityBetween(double least, double most) {
    double density = actual.density();
    if (!(density >= least && density <= most)) {
      throw new AssertionError(
          "mask must have a density in ["
              + least
              + ", "
              + most
              + "], got "
              + density
              + ": "
              + Failure.name(actual));
    }
    return this;
  }

  /** Asserts that no query sees a key after its own position, the last query at the last key. */
  public MaskAssert isCausal() {
    int rows = actual.rows();
    int keys = actual.keys();
    return isSubsetOf(rows == keys ? Masks.causal(keys) : Masks.causalBottomRight(rows, keys));
  }

  /** Asserts that {@code other} allows every cell that this mask allows. */
  public MaskAssert isSubsetOf(AttentionMask other) {
    checkShape(other);
    AttentionMask extra = actual.minus(other);
    return compare("be a subset of", "allows more in", extra, other);
  }

  /** Asserts that this mask allows every cell that {@code other} allows. */
  public MaskAssert contains(AttentionMask other) {
    checkShape(other);
    return compare("contain", "lacks", other.minus(actual), other);
  }

  /** Asserts that there is no cell that both masks allow. */
  public MaskAssert isDisjointFrom(AttentionMask other) {
    checkShape(other);
    AttentionMask allowed = other.not();
    return compare("be a subset of", "allows more in", actual.minus(allowed), allowed);
  }

  /** Asserts that both masks allow the same cells, however they are written. */
  public MaskAssert isEqualTo(AttentionMask expected) {
    checkShape(expected);
    return compare("equal", "differs in", actual.xor(expected), expected);
  }

  private void checkShape(AttentionMask other) {
    if (actual.rows() != other.rows() || actual.keys() != other.keys()) {
      throw new AssertionError(
          "mask must have the shape ["
              + other.rows()
              + ", "
              + other.keys()
              + "] of "
              + Failure.name(other)
              + ", got "
              + shape());
    }
  }

  private MaskAssert compare(
      String rule, String finding, AttentionMask wrong, AttentionMask expected) {
    AttentionMask none = Masks.none(MaskShape.topLeft(actual.rows(), actual.keys()));
    CellDifference first = wrong.firstDifference(none).orElse(null);
    if (first != null) {
      String headline =
          "mask must "
              + rule
              + " "
              + Failure.name(expected)
              + ", got "
              + Failure.name(actual)
              + ", which "
              + finding
              + " "
              + Failure.share(wrong.cellCount(), Failure.cells(actual), "cells")
              + ", first ("
              + first.query()
              + ","
              + first.key()
              + ")";
      throw Failure.difference(headline, actual, expected, first);
    }
    return this;
  }
}
