package dev.attn.mask;

/** Collects the rows that a format was decoded to, from the first to the last. */
final class DecodedRows {

  private final RunBuffer row = new RunBuffer();
  private final RowTableBuilder rows;

  DecodedRows(int keys) {
    this.rows = new RowTableBuilder(keys);
  }

  /** Allows {@code [start, end)} in the present row; runs come in ascending order. */
  void allow(int start, int end) {
    row.add(start, end);
  }

  /** Ends the present row. */
  void endRow() {
    rows.add(row, 1);
    row.clear();
  }

  AttentionMask toMask() {
    RowTable table = rows.build();
    return Masks.listed(MaskShape.topLeft(table.rows(), table.keys()), table);
  }
}
