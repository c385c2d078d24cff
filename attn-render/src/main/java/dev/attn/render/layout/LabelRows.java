package dev.attn.render.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Places the numbers of a bar so that none touches another: both ends first, pushed apart if the
 * bar is lower than two lines, then from the lower end whatever keeps clear.
 *
 * @param line height of a line of text
 */
record LabelRows(int line) {

  static final int LEFT_OUT = Integer.MIN_VALUE;

  /**
   * Returns the top of each label, or {@link #LEFT_OUT}.
   *
   * @param rows of the ticks, the largest (lowest) first
   */
  List<Integer> tops(List<Integer> rows) {
    List<Integer> tops = new ArrayList<>(Collections.nCopies(rows.size(), LEFT_OUT));
    if (rows.isEmpty()) {
      return tops;
    }
    int last = rows.size() - 1;
    int low = rows.get(0) - line / 2;
    int high = rows.get(last) - line / 2;
    int missing = last == 0 ? 0 : Math.max(0, line - (low - high));
    tops.set(0, low + (missing + 1) / 2);
    tops.set(last, high - missing / 2);
    int previous = tops.get(0);
    for (int i = 1; i < last; i++) {
      int top = rows.get(i) - line / 2;
      if (top + line <= previous && tops.get(last) + line <= top) {
        tops.set(i, top);
        previous = top;
      }
    }
    return tops;
  }
}
