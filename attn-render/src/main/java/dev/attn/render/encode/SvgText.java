package dev.attn.render.encode;

import com.google.common.hash.Hashing;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.PlacedGlyph;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import java.awt.geom.AffineTransform;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Text of an SVG file: outlines that are defined once and used many times, or text for the fonts of
 * the reader. The name of an outline says what it looks like, so that files may share a page.
 */
final class SvgText {

  /** Outlines are written in these units, whatever their font has. */
  private static final int UNITS_PER_EM = 2048;

  private static final int HASH_DIGITS = 12;

  /** Glyph after glyph as they come, which is from left to right already. */
  private static final String STYLE =
      "font-kerning:none;font-variant-ligatures:none;white-space:pre;"
          + "direction:ltr;unicode-bidi:bidi-override";

  private final Typeface typeface;
  private final TextMode mode;
  private final Xml xml;
  private final Map<String, String> names = new LinkedHashMap<>();

  SvgText(Typeface typeface, TextMode mode, Xml xml) {
    this.typeface = typeface;
    this.mode = mode;
    this.xml = xml;
  }

  /** Writes all outlines that the texts of a scene use. */
  void define(Scene scene) {
    for (Mark mark : scene.marks()) {
      if (mark instanceof Mark.Text text) {
        for (PlacedGlyph glyph : typeface.glyphs(text.text())) {
          if (isOutline(glyph)) {
            String path = path(glyph);
            names.computeIfAbsent(path, SvgText::name);
          }
        }
      }
    }
    names.remove("");
    if (!names.isEmpty()) {
      xml.start("defs");
      xml.line();
      names.forEach((path, name) -> xml.empty("path", "id", name, "d", path));
      xml.end();
    }
  }

  /** Writes one line of text. */
  void write(Mark.Text text, String id) {
    List<PlacedGlyph> glyphs = typeface.glyphs(text.text());
    String place = place(text);
    xml.start(
        "g",
        "id",
        id,
        "transform",
        place,
        "fill",
        SvgPaths.color(text.color()),
        "shape-rendering",
        "auto");
    outlines(glyphs, text.size());
    for (int from = 0; from < glyphs.size(); ) {
      int to = from;
      while (to < glyphs.size() && !isOutline(glyphs.get(to))) {
        to++;
      }
      if (to > from) {
        live(glyphs.subList(from, to), text.size());
      }
      from = Math.max(to, from + 1);
    }
    xml.end();
  }

  private void outlines(List<PlacedGlyph> glyphs, int size) {
    String scale = "scale(" + SvgPaths.exact((double) size / UNITS_PER_EM) + ")";
    boolean open = false;
    for (PlacedGlyph glyph : glyphs) {
      String name = isOutline(glyph) ? names.get(path(glyph)) : null;
      if (name != null) {
        if (!open) {
          xml.start("g", "transform", scale);
          open = true;
        }
        xml.empty("use", "xlink:href", "#" + name, "x", SvgPaths.number(glyph.x() * UNITS_PER_EM));
      }
    }
    if (open) {
      xml.end();
    }
  }

  private void live(List<PlacedGlyph> glyphs, int size) {
    StringBuilder drawn = new StringBuilder();
    double length = 0;
    for (PlacedGlyph glyph : glyphs) {
      drawn.append(glyph.drawn());
      length += glyph.advance();
    }
    xml.text(
        "text",
        drawn.toString(),
        "x",
        SvgPaths.number(glyphs.get(0).x() * size),
        "font-family",
        "DejaVu Sans, sans-serif",
        "font-size",
        Integer.toString(size),
        "textLength",
        SvgPaths.number(length * size),
        "lengthAdjust",
        "spacingAndGlyphs",
        "style",
        STYLE,
        "xml:space",
        "preserve");
  }

  private boolean isOutline(PlacedGlyph glyph) {
    return mode != TextMode.LIVE || glyph.drawn().isEmpty();
  }

  private static String path(PlacedGlyph glyph) {
    double scale = (double) UNITS_PER_EM / glyph.unitsPerEm();
    return SvgPaths.path(glyph.outline(), AffineTransform.getScaleInstance(scale, -scale));
  }

  private static String name(String path) {
    return "glyph-"
        + Hashing.sha256()
            .hashString(path, StandardCharsets.UTF_8)
            .toString()
            .substring(0, HASH_DIGITS);
  }

  private static String place(Mark.Text text) {
    String move = "translate(" + text.origin().x() + " " + text.origin().y() + ")";
    return switch (text.rotation()) {
      case NONE -> move;
      case DIAGONAL -> move + " rotate(-45)";
      case UP -> move + " rotate(-90)";
      case DOWN -> move + " rotate(90)";
    };
  }
}
