package dev.attn.render.paint;

import dev.attn.render.color.Contrast;
import dev.attn.render.figure.CellRow;
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
  private final CellRow row;
  private final ValueColor values;
  private final int[] colors;
  private final Pattern[] patterns;
  private boolean patterned;

  /** Colours a value that is not masked. */
  interface ValueColor {
    int rgb(float value);
  }

  /** Returns a reader that has read no row yet. */
  public CellColors(Mark.Cells cells) {
    this(cells, cells.scale()::rgb);
  }

  /** Returns a reader that colours values by another way to the same colours. */
  CellColors(Mark.Cells cells, ValueColor values) {
    this.cells = cells;
    row = new CellRow(cells.grid().columns());
    this.values = values;
    colors = new int[row.columns()];
    patterns = new Pattern[row.columns()];
    Arrays.fill(patterns, Pattern.NONE);
  }

  /** Reads one row, the top one being 0. */
  public void read(int index) {
    row.read(cells.grid(), index);
    if (patterned) {
      Arrays.fill(patterns, Pattern.NONE);
      patterned = false;
    }
    for (int column = 0; column < colors.length; column++) {
      float value = row.value(column);
      if (row.masked(column)) {
        colors[column] = cells.scale().map().masked();
        if (cells.masked() != Masked.BLANK) {
          mark(column, CellPattern.HATCH_FROM, Pattern.HATCH);
        }
      } else {
        colors[column] = values.rgb(value);
        if (Float.isNaN(value)) {
          mark(column, CellPattern.CROSS_FROM, Pattern.CROSS);
        }
      }
    }
  }

  private void mark(int column, int smallest, Pattern pattern) {
    if (Math.min(cells.cellWidth(), cells.cellHeight()) >= smallest) {
      patterns[column] = pattern;
      patterned = true;
    }
  }

  /** Returns whether any cell of the row has a pattern. */
  boolean patterned() {
    return patterned;
  }

  /** Returns the colours of the row. */
  int[] colors() {
    return colors;
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
