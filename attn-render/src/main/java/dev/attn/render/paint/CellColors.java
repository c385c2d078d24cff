package dev.attn.render.paint;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Contrast;
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
  private final ValueColors scale;
  private final float[] values;
  private final boolean[] masks;
  private final int[] colors;
  private final Pattern[] patterns;
  private boolean patterned;

  /** Colours values as their scale does. */
  interface ValueColors {
    void color(float[] values, int[] target);
  }

  /** Returns a reader that has read no row yet. */
  public CellColors(Mark.Cells cells) {
    this(cells, each(cells.scale()));
  }

  /** Returns a reader that colours values by another way to the same colours. */
  CellColors(Mark.Cells cells, ValueColors scale) {
    this.cells = cells;
    this.scale = scale;
    values = new float[cells.grid().columns()];
    masks = new boolean[values.length];
    colors = new int[values.length];
    patterns = new Pattern[values.length];
    Arrays.fill(patterns, Pattern.NONE);
  }

  /** Returns what asks a scale for the colour of each value. */
  static ValueColors each(ColorScale scale) {
    return (values, target) -> {
      for (int i = 0; i < values.length; i++) {
        target[i] = scale.rgb(values[i]);
      }
    };
  }

  /** Reads one row, the top one being 0. */
  public void read(int index) {
    if (patterned) {
      Arrays.fill(patterns, Pattern.NONE);
      patterned = false;
    }
    cells.grid().row(index, values);
    scale.color(values, colors);
    boolean anyMasked = cells.grid().masked(index, masks);
    for (int column = 0; column < colors.length; column++) {
      if (anyMasked && masks[column]) {
        colors[column] = cells.scale().map().masked();
        mark(column, cells.masked() != Masked.BLANK, CellPattern.HATCH_FROM, Pattern.HATCH);
      } else if (Float.isNaN(values[column])) {
        mark(column, true, CellPattern.CROSS_FROM, Pattern.CROSS);
      }
    }
  }

  private void mark(int column, boolean wanted, int smallest, Pattern pattern) {
    if (wanted && Math.min(cells.cellWidth(), cells.cellHeight()) >= smallest) {
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
