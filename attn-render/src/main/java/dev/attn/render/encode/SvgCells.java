package dev.attn.render.encode;

import dev.attn.render.paint.CellColors;
import dev.attn.render.paint.CellColors.Pattern;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cells of an SVG file: rectangles of whole pixels as long as the file does not hold too many, else
 * pictures at full size.
 */
final class SvgCells {

  /** So many rectangles are written into one file; the marks with the fewest come first. */
  static final int MOST_RECTANGLES = 20_000;

  private final ScenePainter painter;
  private final Xml xml;
  private final IdentityHashMap<Mark.Cells, CellRects> rectangles = new IdentityHashMap<>();
  private final Set<String> patterns = new HashSet<>();

  SvgCells(Scene scene, ScenePainter painter, Xml xml) {
    this.painter = painter;
    this.xml = xml;
    List<Mark.Cells> marks = new ArrayList<>();
    for (Mark mark : scene.marks()) {
      if (mark instanceof Mark.Cells cells) {
        Optional<CellRects> found = CellRects.of(cells, MOST_RECTANGLES);
        found.ifPresent(
            rects -> {
              rectangles.put(cells, rects);
              marks.add(cells);
            });
      }
    }
    marks.sort(Comparator.comparingInt(cells -> count(cells)));
    long total = 0;
    for (Mark.Cells cells : marks) {
      total += count(cells);
      if (total > MOST_RECTANGLES) {
        rectangles.remove(cells);
      }
    }
  }

  private int count(Mark.Cells cells) {
    CellRects rects = rectangles.get(cells);
    return rects == null ? 0 : rects.count();
  }

  void write(Mark.Cells cells) {
    CellRects rects = rectangles.get(cells);
    if (rects == null) {
      image(cells);
      return;
    }
    rects.fills().forEach((fill, list) -> fill(cells, fill, list));
  }

  private void fill(Mark.Cells cells, CellRects.Fill fill, List<CellRects.Rect> rects) {
    StringBuilder path = new StringBuilder();
    for (CellRects.Rect rect : rects) {
      path.append(
          SvgPaths.rectangle(
              cells.box().x() + rect.left() * cells.cellWidth(),
              cells.box().y() + rect.top() * cells.cellHeight(),
              (rect.right() - rect.left()) * cells.cellWidth(),
              (rect.bottom() - rect.top()) * cells.cellHeight()));
    }
    xml.empty("path", "fill", SvgPaths.color(fill.color()), "d", path.toString());
    if (fill.pattern() == Pattern.HATCH) {
      String hatch = hatch(cells, fill.color());
      xml.empty("path", "fill", "url(#" + hatch + ")", "d", path.toString());
    } else if (fill.pattern() == Pattern.CROSS) {
      crosses(cells, fill.color(), rects);
    }
  }

  /** A tile of the lines on masked cells; its name says where it begins and which colour it has. */
  private String hatch(Mark.Cells cells, int ground) {
    int period = CellColors.HATCH_PERIOD;
    int x = Math.floorMod(cells.box().x(), period);
    int y = Math.floorMod(cells.box().y(), period);
    String color = SvgPaths.color(CellColors.hatchColor(ground));
    String id = "hatch-" + x + "-" + y + "-" + color.substring(1);
    if (patterns.add(id)) {
      String edge = Integer.toString(period);
      xml.start(
          "pattern",
          "id",
          id,
          "patternUnits",
          "userSpaceOnUse",
          "x",
          Integer.toString(x),
          "y",
          Integer.toString(y),
          "width",
          edge,
          "height",
          edge);
      StringBuilder tile = new StringBuilder();
      for (int i = 0; i < period; i++) {
        tile.append(SvgPaths.rectangle((period - i) % period, i, 1, 1));
      }
      xml.empty("path", "fill", color, "d", tile.toString());
      xml.end();
    }
    return id;
  }

  private void crosses(Mark.Cells cells, int ground, List<CellRects.Rect> rects) {
    StringBuilder path = new StringBuilder();
    CellColors.cross(cells.cellWidth(), cells.cellHeight())
        .forEach(
            pixel -> {
              for (CellRects.Rect rect : rects) {
                int x = cells.box().x() + rect.left() * cells.cellWidth() + pixel.x();
                int y = cells.box().y() + rect.top() * cells.cellHeight() + pixel.y();
                path.append(SvgPaths.rectangle(x, y, 1, 1));
              }
            });
    String color = SvgPaths.color(CellColors.crossColor(ground));
    xml.empty("path", "fill", color, "d", path.toString());
  }

  private void image(Mark.Cells cells) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      new PngEncoder(1).write(painter.cells(cells), png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    xml.empty(
        "image",
        "x",
        Integer.toString(cells.box().x()),
        "y",
        Integer.toString(cells.box().y()),
        "width",
        Integer.toString(cells.box().width()),
        "height",
        Integer.toString(cells.box().height()),
        "preserveAspectRatio",
        "none",
        "style",
        "image-rendering:pixelated",
        "xlink:href",
        "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
  }
}
