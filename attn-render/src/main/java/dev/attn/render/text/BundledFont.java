package dev.attn.render.text;

import java.awt.geom.Path2D;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The font that comes with the library, read in place as its glyphs are asked for: a program that
 * draws one picture and ends would spend a fifth of its time in a parser of all fonts.
 *
 * <p>It knows what this font has and checks nothing: characters of 32 bits, and outlines of
 * quadratic curves or of other outlines that are moved.
 *
 * @source ISO/IEC 14496-22, Open Font Format: tables cmap (format 12), glyf, head, hhea, hmtx, loca
 *     and maxp
 */
final class BundledFont implements FontReader {

  /** A point of a contour. */
  private record Point(int x, int y, boolean onCurve) {}

  private static final int DIRECTORY = 12;
  private static final int DIRECTORY_ENTRY = 16;
  private static final int WINDOWS_UNICODE = 3 << 16 | 10;
  private static final int CHARACTER_GROUPS = 16;
  private static final int CHARACTER_GROUP = 12;

  /** Flags of the points of a contour. */
  private static final int ON_CURVE = 1;

  private static final int X_IS_BYTE = 2;
  private static final int Y_IS_BYTE = 4;
  private static final int REPEATED = 8;
  private static final int X_IS_SAME = 16;
  private static final int Y_IS_SAME = 32;

  /** Flags of the parts of an outline. */
  private static final int WORDS = 1;

  private static final int MORE_PARTS = 32;

  private final ByteBuffer file;
  private final int characters;
  private final int advances;
  private final int ownAdvances;
  private final int places;
  private final int outlines;
  private final int glyphs;

  BundledFont(byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
    characters = characters();
    advances = table("hmtx");
    ownAdvances = file.getChar(table("hhea") + 34);
    places = table("loca");
    outlines = table("glyf");
    glyphs = file.getChar(table("maxp") + 4);
  }

  private int table(String tag) {
    int name = ByteBuffer.wrap(tag.getBytes(StandardCharsets.ISO_8859_1)).getInt();
    int at = DIRECTORY;
    while (file.getInt(at) != name) {
      at += DIRECTORY_ENTRY;
    }
    return file.getInt(at + 8);
  }

  private int characters() {
    int maps = table("cmap");
    int at = maps + 4;
    while (file.getInt(at) != WINDOWS_UNICODE) {
      at += 8;
    }
    return maps + file.getInt(at + 4);
  }

  @Override
  public int unitsPerEm() {
    return file.getChar(table("head") + 18);
  }

  @Override
  public int ascent() {
    return file.getShort(table("hhea") + 4);
  }

  @Override
  public int descent() {
    return -file.getShort(table("hhea") + 6);
  }

  @Override
  public int glyphs() {
    return glyphs;
  }

  @Override
  public int glyphOf(int codePoint) {
    int low = 0;
    int high = file.getInt(characters + CHARACTER_GROUPS - 4);
    while (low < high) {
      int middle = (low + high) / 2;
      int group = characters + CHARACTER_GROUPS + middle * CHARACTER_GROUP;
      if (codePoint > file.getInt(group + 4)) {
        low = middle + 1;
      } else if (codePoint < file.getInt(group)) {
        high = middle;
      } else {
        return file.getInt(group + 8) + codePoint - file.getInt(group);
      }
    }
    return 0;
  }

  @Override
  public int advance(int glyph) {
    return file.getChar(advances + 4 * Math.min(glyph, ownAdvances - 1));
  }

  @Override
  public Path2D outline(int glyph) {
    Path2D path = new Path2D.Float();
    add(glyph, 0, 0, path);
    return path;
  }

  private void add(int glyph, int x, int y, Path2D path) {
    int begin = file.getInt(places + 4 * glyph);
    if (begin == file.getInt(places + 4 * glyph + 4)) {
      return;
    }
    ByteBuffer outline = file.duplicate().position(outlines + begin);
    int contours = outline.getShort();
    int left = outline.getShort();
    outline.position(outline.position() + 6);
    if (contours < 0) {
      addParts(outline, x, y, path);
    } else {
      addContours(outline, contours, x + leftBearing(glyph) - left, y, path);
    }
  }

  /** Where the left end of an outline belongs. */
  private int leftBearing(int glyph) {
    int alone = Math.max(0, glyph - ownAdvances + 1);
    return file.getShort(advances + 4 * (glyph - alone) + 2 + 2 * alone);
  }

  private void addParts(ByteBuffer parts, int x, int y, Path2D path) {
    int flags = MORE_PARTS;
    while ((flags & MORE_PARTS) != 0) {
      flags = parts.getChar();
      int glyph = parts.getChar();
      boolean words = (flags & WORDS) != 0;
      int right = words ? parts.getShort() : parts.get();
      int up = words ? parts.getShort() : parts.get();
      add(glyph, x + right, y + up, path);
    }
  }

  private static void addContours(ByteBuffer outline, int contours, int x, int y, Path2D path) {
    int[] ends = new int[contours];
    for (int i = 0; i < contours; i++) {
      ends[i] = outline.getChar() + 1;
    }
    int instructions = outline.getChar();
    outline.position(outline.position() + instructions);
    byte[] flags = flags(outline, ends[contours - 1]);
    int[] xs = coordinates(outline, flags, X_IS_BYTE, X_IS_SAME, x);
    int[] ys = coordinates(outline, flags, Y_IS_BYTE, Y_IS_SAME, y);
    int start = 0;
    for (int end : ends) {
      List<Point> contour = new ArrayList<>(end - start + 1);
      for (int i = start; i < end; i++) {
        contour.add(new Point(xs[i], ys[i], (flags[i] & ON_CURVE) != 0));
      }
      addContour(contour, path);
      start = end;
    }
  }

  private static byte[] flags(ByteBuffer outline, int points) {
    byte[] flags = new byte[points];
    for (int i = 0; i < points; i++) {
      flags[i] = outline.get();
      int repeats = (flags[i] & REPEATED) == 0 ? 0 : Byte.toUnsignedInt(outline.get());
      for (int r = 0; r < repeats; r++, i++) {
        flags[i + 1] = flags[i];
      }
    }
    return flags;
  }

  private static int[] coordinates(
      ByteBuffer outline, byte[] flags, int isByte, int isSame, int from) {
    int[] coordinates = new int[flags.length];
    int last = from;
    for (int i = 0; i < flags.length; i++) {
      boolean same = (flags[i] & isSame) != 0;
      if ((flags[i] & isByte) != 0) {
        int step = Byte.toUnsignedInt(outline.get());
        last += same ? step : -step;
      } else if (!same) {
        last += outline.getShort();
      }
      coordinates[i] = last;
    }
    return coordinates;
  }

  /** Between two points off the curve lies one on it. */
  private static void addContour(List<Point> contour, Path2D path) {
    Point first = contour.get(0);
    Point last = contour.get(contour.size() - 1);
    Point begin = first.onCurve ? first : last.onCurve ? last : middle(first, last);
    path.moveTo(begin.x, begin.y);
    if (first.onCurve || !last.onCurve) {
      contour.add(begin);
    }
    Point control = null;
    for (Point point : contour.subList(first.onCurve ? 1 : 0, contour.size())) {
      if (control != null) {
        Point to = point.onCurve ? point : middle(control, point);
        path.quadTo(control.x, control.y, to.x, to.y);
      } else if (point.onCurve) {
        path.lineTo(point.x, point.y);
      }
      control = point.onCurve ? null : point;
    }
    path.closePath();
  }

  private static Point middle(Point a, Point b) {
    return new Point(a.x + (b.x - a.x) / 2, a.y + (b.y - a.y) / 2, true);
  }
}
