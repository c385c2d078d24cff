package dev.attn.mask;

/** The cells of rows {@code [top, bottom)} and keys {@code [left, right)}. */
record Box(int top, int bottom, int left, int right) {

  int rows() {
    return bottom - top;
  }

  int keys() {
    return right - left;
  }

  /** Returns {@code part}, which is counted from the corner of this box. */
  Box part(Box part) {
    return new Box(top + part.top, top + part.bottom, left + part.left, left + part.right);
  }
}
