package dev.attn.mask;

/** Rows that are written down. Equal rows are stored in the same form, so that tables compare. */
sealed interface RowTable extends Rule permits RunTable, BitTable {

  int rows();

  int keys();

  /** Returns the number of allowed cells. */
  default long cells() {
    return cells(rows(), keys());
  }

  @Override
  default String reason(Call call, int q, int k) {
    return (allows(q, k) ? "one of " : "none of ") + cells() + " listed cells";
  }
}
