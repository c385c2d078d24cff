package dev.attn.render.scene;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.Grid;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A scene as text, one JSON object per line: what layout tests compare and people read.
 *
 * <p>Numbers are integers, colours {@code #rrggbb}; a grid appears as the beginning of the SHA-256
 * of its shape, limits, values and masked cells.
 */
public final class SceneText {

  private static final int HASH_DIGITS = 12;
  private static final int CANONICAL_NAN = 0x7fc00000;

  private SceneText() {}

  /** Returns the text of a scene: a line for the scene, then one per mark in drawing order. */
  public static String of(Scene scene) {
    StringBuilder text = new StringBuilder();
    text.append("{\"width\":").append(scene.width());
    text.append(",\"height\":").append(scene.height());
    text.append(",\"background\":").append(color(scene.background())).append("}\n");
    for (Mark mark : scene.marks()) {
      text.append(of(mark)).append('\n');
    }
    return text.toString();
  }

  /** Returns the line of one mark. */
  public static String of(Mark mark) {
    if (mark instanceof Mark.Cells cells) {
      return line("cells", cells)
          + ",\"cell\":["
          + cells.cellWidth()
          + ","
          + cells.cellHeight()
          + "],\"colors\":"
          + quoted(cells.scale().map().name())
          + ",\"grid\":"
          + quoted(hash(cells.grid(), cells.scale()))
          + "}";
    }
    if (mark instanceof Mark.Rect rect) {
      return line("rect", rect)
          + optional("fill", rect.fill())
          + optional("border", rect.border())
          + (rect.border().isPresent() ? ",\"line\":" + rect.borderWidth() : "")
          + "}";
    }
    if (mark instanceof Mark.Path path) {
      return line("path", path)
          + ",\"points\":"
          + points(path.points())
          + ",\"curve\":"
          + quoted(path.curve().name().toLowerCase(Locale.ROOT))
          + ",\"line\":"
          + path.width()
          + ",\"color\":"
          + color(path.color())
          + "}";
    }
    Mark.Text text = (Mark.Text) mark;
    return line("text", text)
        + ",\"text\":"
        + quoted(text.text())
        + ",\"size\":"
        + text.size()
        + ",\"color\":"
        + color(text.color())
        + ",\"origin\":"
        + points(List.of(text.origin()))
        + ",\"turned\":"
        + quoted(text.rotation().name().toLowerCase(Locale.ROOT))
        + "}";
  }

  private static String line(String kind, Mark mark) {
    Box box = mark.box();
    return "{\"mark\":"
        + quoted(kind)
        + ",\"id\":"
        + quoted(mark.id())
        + ",\"role\":"
        + quoted(mark.role().name().toLowerCase(Locale.ROOT))
        + ",\"box\":["
        + box.x()
        + ","
        + box.y()
        + ","
        + box.width()
        + ","
        + box.height()
        + "]";
  }

  private static String optional(String key, OptionalInt color) {
    return color.isPresent() ? ",\"" + key + "\":" + color(color.getAsInt()) : "";
  }

  private static String points(List<Point> points) {
    return points.stream()
        .map(point -> point.x() + "," + point.y())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String color(int color) {
    return String.format(Locale.US, "\"#%06x\"", color);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format(Locale.US, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static String hash(Grid grid, ColorScale scale) {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putInt(grid.rows()).putInt(grid.columns());
    hasher.putDouble(scale.norm().lo()).putDouble(scale.norm().hi());
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        boolean masked = grid.masked(r, c);
        float value = masked ? 0 : grid.value(r, c);
        hasher.putBoolean(masked);
        hasher.putInt(Float.isNaN(value) ? CANONICAL_NAN : Float.floatToIntBits(value));
      }
    }
    return hasher.hash().toString().substring(0, HASH_DIGITS);
  }
}
