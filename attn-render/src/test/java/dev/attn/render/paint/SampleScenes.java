package dev.attn.render.paint;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Grid;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.Typeface;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Scenes made by hand, with every kind of mark. */
public final class SampleScenes {

  private static final int INK = 0x222222;
  private static final String[] TOKENS = {
    "<CHI>", "painted", "horse", "\\frac{", "a\u200bb", "\u6c34", "\uff5c", "the"
  };

  private SampleScenes() {}

  /**
   * Cells with masked and NaN ones, a frame, text in four directions, a brace, links, an outline.
   */
  public static Scene everything() {
    List<Mark> marks = new ArrayList<>();
    Box cells = new Box(90, 40, 8 * 24, 8 * 24);
    marks.add(Mark.Rect.frame("frame", Role.FRAME, cells.grow(1), INK, 1));
    marks.add(new Mark.Cells("cells", Role.CELLS, cells, causal(), viridis(), 24, 24));
    marks.add(text("title", 90, 26, 14, Rotation.NONE, "Saliency \u2212 layer 1, head 10"));
    for (int i = 0; i < TOKENS.length; i++) {
      int middle = 12 + 24 * i;
      int width = Typeface.bundled().width(TOKENS[i], 11);
      marks.add(
          text("row" + i, cells.x() - 5 - width, 40 + middle + 4, 11, Rotation.NONE, TOKENS[i]));
      Rotation turn = i % 2 == 0 ? Rotation.UP : Rotation.DOWN;
      int x = cells.x() + middle + (turn == Rotation.UP ? 4 : -4);
      int y = cells.bottom() + 5 + (turn == Rotation.UP ? width : 0);
      marks.add(text("column" + i, x, y, 11, turn, TOKENS[i]));
    }
    addBrace(marks, cells);
    addZoom(marks);
    return new Scene(460, 360, 0xffffff, marks);
  }

  private static void addBrace(List<Mark> marks, Box cells) {
    int top = cells.bottom() + 58;
    int left = cells.x() + 1;
    int right = cells.right() - 2;
    int middle = (left + right) / 2;
    List<Point> points =
        List.of(
            new Point(left, top),
            new Point(left, top + 4),
            new Point(left, top + 4),
            new Point(left + 4, top + 4),
            new Point(left + 5, top + 4),
            new Point(middle - 5, top + 4),
            new Point(middle - 4, top + 4),
            new Point(middle, top + 4),
            new Point(middle, top + 4),
            new Point(middle, top + 8),
            new Point(middle, top + 4),
            new Point(middle, top + 4),
            new Point(middle + 4, top + 4),
            new Point(middle + 5, top + 4),
            new Point(right - 5, top + 4),
            new Point(right - 4, top + 4),
            new Point(right, top + 4),
            new Point(right, top + 4),
            new Point(right, top));
    Box box = new Box(left, top, right - left + 1, 9);
    marks.add(new Mark.Path("brace", Role.SPAN, box, points, Mark.Curve.CUBIC, 1, INK));
    marks.add(text("brace label", middle - 46, top + 22, 12, Rotation.NONE, "Context Length"));
  }

  private static void addZoom(List<Mark> marks) {
    Box zoom = new Box(320, 120, 9 * 12, 9 * 12);
    marks.add(Mark.Rect.frame("outline", Role.OUTLINE, new Box(114, 88, 24, 24), 0xfde725, 2));
    addLink(marks, new Point(138, 88), new Point(zoom.x() - 1, zoom.y() - 1));
    addLink(marks, new Point(138, 112), new Point(zoom.x() - 1, zoom.bottom()));
    marks.add(
        new Mark.Rect(
            "zoom frame",
            Role.FRAME,
            zoom.grow(1),
            OptionalInt.of(0xffffff),
            OptionalInt.of(INK),
            1));
    marks.add(new Mark.Cells("zoom cells", Role.CELLS, zoom, waves(9), viridis(), 12, 12));
    for (int i = 0; i < 9; i++) {
      marks.add(text("tilt" + i, zoom.x() + 12 * i + 8, 114, 11, Rotation.DIAGONAL, "head " + i));
    }
    List<Point> bracket =
        List.of(new Point(320, 238), new Point(320, 244), new Point(427, 244), new Point(427, 238));
    marks.add(
        new Mark.Path(
            "bracket", Role.SPAN, new Box(320, 238, 108, 7), bracket, Mark.Curve.LINES, 1, INK));
    marks.add(text("bracket label", 352, 258, 11, Rotation.NONE, "<ENV>"));
  }

  private static void addLink(List<Mark> marks, Point from, Point to) {
    Box box =
        new Box(
            from.x(), Math.min(from.y(), to.y()), to.x() - from.x(), Math.abs(to.y() - from.y()));
    marks.add(
        new Mark.Path(
            "link" + marks.size(),
            Role.LINK,
            box,
            List.of(from, to),
            Mark.Curve.LINES,
            1,
            0x808080));
  }

  private static Mark text(
      String id, int x, int baseline, int size, Rotation rotation, String text) {
    return new Mark.Text(
        id,
        Role.TICK_LABEL,
        new Box(0, 0, 0, 0),
        text,
        size,
        0x000000,
        new Point(x, baseline),
        rotation);
  }

  /** Viridis from 0 to 1. */
  public static ColorScale viridis() {
    return new ColorScale(Colormaps.viridis(), Normalization.linear(0, 1));
  }

  /** Two greys, black below a half. */
  public static ColorScale blackAndWhite() {
    Colormap map = Colormap.copyOf("black and white", new int[] {0x000000, 0xffffff});
    return new ColorScale(map, Normalization.linear(0, 1));
  }

  /** An 8 by 8 causal pattern: masked above the diagonal, two NaN below it. */
  public static Grid causal() {
    return new Grid() {
      @Override
      public int rows() {
        return 8;
      }

      @Override
      public int columns() {
        return 8;
      }

      @Override
      public float value(int row, int column) {
        boolean broken = (row == 5 && column == 2) || (row == 6 && column == 1);
        return broken ? Float.NaN : (1f + column) / (1f + row);
      }

      @Override
      public boolean masked(int row, int column) {
        return column > row;
      }
    };
  }

  /** Nothing but cells of {@code size} by {@code size}, hardly two equal ones side by side. */
  public static Scene scattered(int size) {
    Grid grid = Grid.of(size, size, (r, c) -> (r * 37 + c * 61) % 97 / 97f);
    Box box = new Box(5, 5, 3 * size, 2 * size);
    Mark cells = new Mark.Cells("cells", Role.CELLS, box, grid, viridis(), 3, 2);
    return new Scene(3 * size + 10, 2 * size + 10, 0xffffff, List.of(cells));
  }

  /** Nothing but cells of 400 colours. */
  public static Scene colorful() {
    int[] colors = IntStream.range(0, 400).map(i -> i * 0x35b9 & 0xffffff).toArray();
    ColorScale scale =
        new ColorScale(Colormap.copyOf("many", colors), Normalization.linear(0, 400));
    Grid grid = Grid.of(20, 20, (r, c) -> 20 * r + c + 0.5f);
    Box box = new Box(5, 5, 60, 40);
    Mark cells = new Mark.Cells("cells", Role.CELLS, box, grid, scale, 3, 2);
    return new Scene(70, 50, 0xffffff, List.of(cells));
  }

  /** A square of smooth values in [0, 1], the same everywhere. */
  public static Grid waves(int size) {
    return new Grid() {
      @Override
      public int rows() {
        return size;
      }

      @Override
      public int columns() {
        return size;
      }

      @Override
      public float value(int row, int column) {
        return (row * 7 + column * 3) % 64 / 63f;
      }
    };
  }
}
