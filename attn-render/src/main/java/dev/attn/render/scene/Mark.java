package dev.attn.render.scene;

import com.google.common.collect.ImmutableList;
import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Masked;
import dev.attn.render.text.Rotation;
import java.util.List;
import java.util.OptionalInt;

/**
 * One of the four things a picture is made of. Later marks lie over earlier ones. Colours are
 * {@code 0xRRGGBB}.
 */
public sealed interface Mark {

  /** Returns the name of this mark, unique in its scene, for example {@code panel[0,2].cells}. */
  String id();

  /** Returns what this mark is for. */
  Role role();

  /** Returns the pixels this mark may touch. */
  Box box();

  /**
   * A grid of equal cells, each of a whole number of pixels, coloured by value; holds no pixels.
   *
   * @param box exactly {@code grid.columns() * cellWidth} by {@code grid.rows() * cellHeight}
   * @param grid the values, in drawing order: row 0 is at the top
   * @param scale what colours a value
   * @param cellWidth width of a cell in px, at least 1
   * @param cellHeight height of a cell in px, at least 1
   * @param masked whether masked cells are told from values by a pattern or left plain
   */
  record Cells(
      String id,
      Role role,
      Box box,
      Grid grid,
      ColorScale scale,
      int cellWidth,
      int cellHeight,
      Masked masked)
      implements Mark {

    /** Has a pattern on masked cells. */
    public Cells(
        String id, Role role, Box box, Grid grid, ColorScale scale, int cellWidth, int cellHeight) {
      this(id, role, box, grid, scale, cellWidth, cellHeight, Masked.MARKED);
    }
  }

  /**
   * A filled rectangle, a frame, or both.
   *
   * @param fill colour of the inside, empty for none
   * @param border colour of the border, which lies inside the box, empty for none
   * @param borderWidth width of the border in px; 0 without a border
   */
  record Rect(String id, Role role, Box box, OptionalInt fill, OptionalInt border, int borderWidth)
      implements Mark {

    /** Returns a filled rectangle without a border. */
    public static Rect filled(String id, Role role, Box box, int color) {
      return new Rect(id, role, box, OptionalInt.of(color), OptionalInt.empty(), 0);
    }

    /** Returns a frame without a fill, {@code width} px wide inside {@code box}. */
    public static Rect frame(String id, Role role, Box box, int color, int width) {
      return new Rect(id, role, box, OptionalInt.empty(), OptionalInt.of(color), width);
    }
  }

  /**
   * A line through points of the pixel grid: link lines, brackets, braces, step lines.
   *
   * <p>A point of a curve or of a horizontal or vertical line of 1 px stands for the pixel right
   * below it, and both ends are drawn. An oblique line runs from corner to corner.
   *
   * @param points at least two; for {@link Curve#CUBIC} a start followed by triples of two control
   *     points and an end
   * @param curve how the points are joined
   * @param width line width in px, 1 or 2
   */
  record Path(String id, Role role, Box box, List<Point> points, Curve curve, int width, int color)
      implements Mark {

    /** Copies the points. */
    public Path {
      points = ImmutableList.copyOf(points);
    }
  }

  /** How the points of a {@link Path} are joined. */
  enum Curve {
    /** By straight lines. */
    LINES,
    /** By straight lines, the last point back to the first. */
    CLOSED,
    /** By cubic Bézier pieces. */
    CUBIC
  }

  /**
   * A line of text.
   *
   * @param box the pixels of its advance width and line height, turned
   * @param text drawn as it is, never parsed
   * @param size font size in px
   * @param origin where its baseline begins
   * @param rotation how it is turned about its origin
   */
  record Text(
      String id,
      Role role,
      Box box,
      String text,
      int size,
      int color,
      Point origin,
      Rotation rotation)
      implements Mark {}
}
