package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Trait;
import java.util.EnumSet;
import java.util.Set;

/** Laws checked against one mask. */
final class LawCheck {

  private final AttentionMask mask;
  private final Cells cells;
  private final Sample sample;
  private final Set<Trait> declared;
  private final Set<Trait> holding = EnumSet.noneOf(Trait.class);
  private final Set<Trait> broken = EnumSet.noneOf(Trait.class);

  LawCheck(AttentionMask mask, Set<Trait> declared) {
    this.mask = mask;
    this.cells = Cells.of(mask);
    this.sample = new Sample(mask);
    this.declared = declared;
  }

  Set<Trait> holding() {
    return holding;
  }

  LawReport.Coverage coverage() {
    long sampled = 0;
    for (int q : sample.isExhaustive() ? new int[0] : sample.rows()) {
      sampled += sample.keys(q).length;
    }
    long all = Failure.cells(mask);
    return new LawReport.Coverage(sample.isExhaustive() ? all : sampled, all);
  }

  LawReport report(String subject, Set<Trait> unchecked) {
    return new LawReport(
        subject, holding, Findings.minus(holding, declared), unchecked, coverage());
  }

  /** Checks all laws that need no other mask. */
  void singleMask() {
    emptyRows();
    Law.of(mask, cells).forEach(this::law);
    if (mask.rows() != mask.keys()) {
      requireSquare(Trait.SYMMETRIC);
      requireSquare(Trait.EQUIVALENCE);
    }
  }

  private void requireSquare(Trait trait) {
    if (declared.contains(trait)) {
      throw new AssertionError(
          "mask must be square to have "
              + trait
              + ", got ["
              + mask.rows()
              + ", "
              + mask.keys()
              + "]: "
              + Failure.name(mask));
    }
  }

  private void emptyRows() {
    long wrong = 0;
    int first = -1;
    int[] rows = sample.rows();
    for (int q : rows) {
      if (isEmptyRow(q)) {
        first = first < 0 ? q : first;
        wrong++;
      }
    }
    if (wrong == 0) {
      holding.add(Trait.NO_EMPTY_ROWS);
    } else if (declared.contains(Trait.NO_EMPTY_ROWS)) {
      String headline =
          "mask must have NO_EMPTY_ROWS (every query sees a key), got "
              + Failure.name(mask)
              + ", which has none in "
              + Failure.share(wrong, rows.length, "rows");
      throw RowChecks.failure(mask, headline, first);
    }
  }

  /** A row is only computed if no cell of the sample shows that it has keys. */
  private boolean isEmptyRow(int q) {
    for (int k : sample.keys(q)) {
      if (cells.allows(q, k)) {
        return false;
      }
    }
    return sample.isExhaustive() || mask.row(q).isEmpty();
  }

  /**
   * Checks one law; what is not declared is left at the first cell that breaks it. A trait that
   * several laws stand for holds if none of them is broken.
   */
  void law(Law law) {
    boolean isDeclared = declared.contains(law.trait());
    long seen = 0;
    long wrong = 0;
    int[] first = {-1, -1};
    for (int q : sample.rows()) {
      for (int k : sample.keys(q)) {
        seen++;
        if (cells.allows(q, k) != law.expected().allows(q, k)) {
          if (wrong == 0) {
            first = new int[] {q, k};
          }
          wrong++;
        }
      }
      if (wrong > 0 && !isDeclared) {
        broken.add(law.trait());
        holding.remove(law.trait());
        return;
      }
    }
    if (wrong > 0) {
      throw failure(law, wrong, seen, first);
    }
    if (!broken.contains(law.trait())) {
      holding.add(law.trait());
    }
  }

  private AssertionError failure(Law law, long wrong, long seen, int[] first) {
    String headline =
        "mask must have "
            + law.trait()
            + " ("
            + law.rule()
            + "), got "
            + Failure.name(mask)
            + ", which breaks it in "
            + Failure.share(wrong, seen, "cells")
            + ", first ("
            + first[0]
            + ","
            + first[1]
            + ")";
    return Failure.broken(headline, mask, first[0], first[1], law.expected());
  }
}
