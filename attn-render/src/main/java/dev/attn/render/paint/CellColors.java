package dev.attn.render.paint;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Contrast;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Masked;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import java.util.Arrays;
import java.util.List;

/** The colours and patterns of cells, read row by row. */
public final class CellColors {

  /** What tells a cell without a value from the others by more than its colour. */
  public enum Pattern {
    NONE,
    HATCH,
    CROSS
  }

  /** How far apart the lines of a hatch are; they begin at the corner of the first cell. */
  public static final int HATCH_PERIOD = CellPattern.HATCH_PERIOD;

  private final Mark.Cells cells;
  private final float[] values;
  private final int[] colors;
  private final Pattern[] patterns;

  /** Returns a reader that has read no row yet. */
  public CellColors(Mark.Cells cells) {
    this.cells = cells;
    values = new float[cells.grid().columns()];
    colors = new int[values.length];
    patterns = new Pattern[values.length];
  }

  /** Reads one row, the top one being 0. */
  public void read(int row) {
    Grid grid = cells.grid();
    ColorScale scale = cells.scale();
    grid.row(row, values);
    Arrays.fill(patterns, Pattern.NONE);
    Pattern onMasked =
        pattern(cells.masked() != Masked.BLANK, CellPattern.HATCH_FROM, Pattern.HATCH);
    Pattern onNan = pattern(true, CellPattern.CROSS_FROM, Pattern.CROSS);
    for (int column = 0; column < values.length; column++) {
      if (grid.masked(row, column)) {
        colors[column] = scale.map().masked();
        patterns[column] = onMasked;
      } else {
        colors[column] = scale.rgb(values[column]);
        patterns[column] = Float.isNaN(values[column]) ? onNan : Pattern.NONE;
      }
    }
  }

  private Pattern pattern(boolean wanted, int smallest, Pattern pattern) {
    boolean fits = Math.min(cells.cellWidth(), cells.cellHeight()) >= smallest;
    return wanted && fits ? pattern : Pattern.NONE;
  }

  /** Returns the colour of a hatch on {@code ground}. */
  public static int hatchColor(int ground) {
    return CellPattern.hatchColor(ground);
  }

  /** Returns the colour of a cross on {@code ground}. */
  public static int crossColor(int ground) {
    return Contrast.blackOrWhite(ground);
  }

  /** Returns the pixels of a cross, counted from the corner of its cell. */
  public static List<Point> cross(int cellWidth, int cellHeight) {
    return CellPattern.cross(cellWidth, cellHeight);
  }

  /** Returns the colour of a cell of the row. */
  public int color(int column) {
    return colors[column];
  }

  /** Returns the pattern on a cell of the row. */
  public Pattern pattern(int column) {
    return patterns[column];
  }
}
