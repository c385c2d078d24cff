package dev.attn.mask;

import java.util.ArrayList;
import java.util.List;

/** Collects the rows that a format was decoded to, from the first to the last. */
final class DecodedRows {

  private final int keys;
  private final RunBuffer row = new RunBuffer();
  private final List<Runs> rows = new ArrayList<>();

  DecodedRows(int keys) {
    this.keys = keys;
  }

  /** Allows {@code [start, end)} in the present row; runs come in ascending order. */
  void allow(int start, int end) {
    row.add(start, end);
  }

  /** Ends the present row. */
  void endRow() {
    rows.add(row.toRuns());
    row.clear();
  }

  AttentionMask toMask() {
    return new AttentionMask(new StoredRuns(rows.size(), keys, List.copyOf(rows)));
  }
}
