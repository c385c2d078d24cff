package dev.attn.render.encode;

import dev.attn.render.paint.CellColors;
import dev.attn.render.scene.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cells as rectangles of one colour: runs of equal cells in a row, joined with equal runs of the
 * rows below.
 *
 * @param fills the rectangles of each colour, in the order in which colours appear
 */
record CellRects(Map<Fill, List<Rect>> fills) {

  /** How a rectangle is filled. */
  record Fill(int color, CellColors.Pattern pattern) {}

  /**
   * A rectangle of cells, not of pixels.
   *
   * @param left first column
   * @param top first row
   * @param right first column behind it
   * @param bottom first row below it
   */
  record Rect(int left, int top, int right, int bottom) {}

  /** Returns the rectangles of cells, or nothing if there are more than {@code limit}. */
  static Optional<CellRects> of(Mark.Cells cells, int limit) {
    Sweep sweep = new Sweep();
    CellColors colors = new CellColors(cells);
    int rows = cells.grid().rows();
    for (int row = 0; row < rows; row++) {
      colors.read(row);
      sweep.row(row, colors, cells.grid().columns());
      if (sweep.count > limit) {
        return Optional.empty();
      }
    }
    sweep.close(rows);
    return Optional.of(new CellRects(sweep.fills));
  }

  int count() {
    return fills.values().stream().mapToInt(List::size).sum();
  }

  /** Goes down the rows with the runs that may still grow. */
  private static final class Sweep {

    private final Map<Fill, List<Rect>> fills = new LinkedHashMap<>();
    private Map<Integer, Run> open = new LinkedHashMap<>();
    private int count;

    private record Run(int left, int right, int top, Fill fill) {}

    void row(int row, CellColors colors, int columns) {
      Map<Integer, Run> next = new LinkedHashMap<>();
      for (int left = 0; left < columns; ) {
        int right = left + 1;
        while (right < columns && same(colors, left, right)) {
          right++;
        }
        Run run = new Run(left, right, row, new Fill(colors.color(left), colors.pattern(left)));
        next.put(left, continued(run, row));
        left = right;
      }
      close(row);
      open = next;
    }

    /** A cross is drawn cell by cell. */
    private static boolean same(CellColors colors, int a, int b) {
      return colors.color(a) == colors.color(b)
          && colors.pattern(a) == colors.pattern(b)
          && colors.pattern(a) != CellColors.Pattern.CROSS;
    }

    private Run continued(Run run, int row) {
      Run above = open.remove(run.left);
      if (above == null) {
        count++;
        return run;
      }
      boolean grows =
          above.right == run.right
              && above.fill.equals(run.fill)
              && run.fill.pattern() != CellColors.Pattern.CROSS;
      if (!grows) {
        count++;
        add(above, row);
      }
      return grows ? above : run;
    }

    void close(int bottom) {
      open.values().forEach(run -> add(run, bottom));
    }

    private void add(Run run, int bottom) {
      fills
          .computeIfAbsent(run.fill, fill -> new ArrayList<>())
          .add(new Rect(run.left, run.top, run.right, bottom));
    }
  }
}
