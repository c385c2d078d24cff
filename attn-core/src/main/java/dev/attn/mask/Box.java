package dev.attn.mask;

/** The cells of rows {@code [top, bottom)} and keys {@code [left, right)}. */
record Box(int top, int bottom, int left, int right) {

  int rows() {
    return bottom - top;
  }

  int keys() {
    return right - left;
  }

  boolean contains(int q, int k) {
    return top <= q && q < bottom && left <= k && k < right;
  }

  boolean isEmpty() {
    return top >= bottom || left >= right;
  }

  Box intersection(Box other) {
    return new Box(
        Math.max(top, other.top),
        Math.min(bottom, other.bottom),
        Math.max(left, other.left),
        Math.min(right, other.right));
  }

  /** Returns {@code part}, which is counted from the corner of this box. */
  Box part(Box part) {
    return new Box(top + part.top, top + part.bottom, left + part.left, left + part.right);
  }

  /** Returns this box as seen from inside {@code window}, cut to it. */
  Box inside(Box window) {
    Box cut = intersection(window);
    return cut.isEmpty()
        ? new Box(0, 0, 0, 0)
        : new Box(
            cut.top - window.top,
            cut.bottom - window.top,
            cut.left - window.left,
            cut.right - window.left);
  }
}
