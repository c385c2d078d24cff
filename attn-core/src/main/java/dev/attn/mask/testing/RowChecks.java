package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import java.util.BitSet;

/** What rows are compared with. */
final class RowChecks {

  private RowChecks() {}

  /** Checks that row {@code q} has these runs. */
  static void runs(AttentionMask actual, int q, String text) {
    // The run form of a mask with a single row reads and checks the text.
    AttentionMask expected = Masks.parse("1x" + actual.keys() + "\n0: " + text.strip());
    Runs row = actual.row(q);
    if (row.equals(expected.row(0))) {
      return;
    }
    AttentionMask single = actual.slice(q, q + 1, 0, actual.keys());
    int k = single.firstDifference(expected).orElseThrow().key();
    String headline =
        "row "
            + q
            + " must be "
            + expected.row(0)
            + ", got "
            + row
            + " of "
            + Failure.name(actual)
            + ", which differs in "
            + Failure.share(single.differenceCount(expected), actual.keys(), "cells")
            + ", first ("
            + q
            + ","
            + k
            + ")";
    throw Failure.broken(
        headline, actual, q, k, (i, j) -> i == q ? expected.allows(0, j) : actual.allows(i, j));
  }

  /** Checks that exactly these rows are empty. */
  static void emptyRows(AttentionMask actual, int... rows) {
    BitSet expected = new BitSet();
    for (int row : rows) {
      actual.row(row);
      expected.set(row);
    }
    Runs empty = actual.emptyRows();
    BitSet found = new BitSet();
    for (int i = 0; i < empty.count(); i++) {
      found.set(empty.start(i), empty.end(i));
    }
    if (found.equals(expected)) {
      return;
    }
    String headline =
        "mask must have "
            + (expected.isEmpty() ? "no empty rows" : "the empty rows " + text(expected))
            + ", got "
            + (empty.isEmpty() ? "none" : empty.toString())
            + " of "
            + Failure.name(actual);
    expected.xor(found);
    throw failure(actual, headline, expected.nextSetBit(0));
  }

  static AssertionError failure(AttentionMask actual, String headline, int q) {
    if (actual.keys() == 0) {
      return new AssertionError(headline);
    }
    int self = Math.max(0, Math.min(q + actual.keys() - actual.rows(), actual.keys() - 1));
    Runs row = actual.row(q);
    int k = row.isEmpty() ? self : row.start(0);
    String text = headline + ", first wrong row " + q;
    return Failure.broken(text, actual, q, k, actual::allows);
  }

  /** Returns set bits the way rows are written. */
  private static String text(BitSet rows) {
    StringBuilder text = new StringBuilder();
    for (int from = rows.nextSetBit(0); from >= 0; ) {
      int to = rows.nextClearBit(from);
      text.append(text.length() == 0 ? "[" : " [").append(from).append(',').append(to).append(')');
      from = rows.nextSetBit(to);
    }
    return text.toString();
  }
}
