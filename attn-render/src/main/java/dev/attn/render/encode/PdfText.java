package dev.attn.render.encode;

import dev.attn.render.scene.Mark;
import dev.attn.render.text.FontProgram;
import dev.attn.render.text.PlacedGlyph;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/**
 * Text of a PDF file: the glyphs that are used of each font go with it. What such a font cannot
 * hold, boxes with numbers and fonts with cubic curves, is filled as outlines.
 */
final class PdfText {

  /** Widths of glyphs are whole thousandths of the size of the font. */
  private static final int UNITS = 1000;

  /** So far may rounded widths lead away before they are corrected: 0.06 px at 12 px. */
  private static final int MOST_AHEAD = 5;

  private static final double SQRT_HALF = 0.7071067811865476;

  private final PdfPage page;
  private final PDDocument document;
  private final Typeface typeface;
  private final TextMode mode;
  private final Map<FontProgram, PDFont> fonts = new HashMap<>();

  PdfText(PdfPage page, PDDocument document, Typeface typeface, TextMode mode) {
    this.page = page;
    this.document = document;
    this.typeface = typeface;
    this.mode = mode;
  }

  /** Writes one line, run by run. */
  void write(Mark.Text text) throws IOException {
    page.color(text.color());
    List<PlacedGlyph> glyphs = typeface.glyphs(text.text());
    for (int from = 0; from < glyphs.size(); ) {
      Optional<PDFont> font = font(glyphs.get(from));
      int to = from + 1;
      while (to < glyphs.size() && font.equals(font(glyphs.get(to)))) {
        to++;
      }
      List<PlacedGlyph> run = glyphs.subList(from, to);
      if (font.isPresent()) {
        show(run, font.get(), text);
      } else {
        outlines(run, text);
      }
      from = to;
    }
  }

  private Optional<PDFont> font(PlacedGlyph glyph) throws IOException {
    FontProgram program = glyph.font().orElse(null);
    if (mode == TextMode.OUTLINES
        || program == null
        || program.outlines() != FontProgram.Outlines.TRUE_TYPE) {
      return Optional.empty();
    }
    PDFont font = fonts.get(program);
    if (font == null) {
      try (InputStream file = program.open()) {
        font = PDType0Font.load(document, file, true);
      }
      fonts.put(program, font);
    }
    return Optional.of(font);
  }

  private void show(List<PlacedGlyph> run, PDFont font, Mark.Text text) throws IOException {
    List<Object> parts = new ArrayList<>();
    StringBuilder drawn = new StringBuilder();
    double start = run.get(0).x();
    long shown = 0;
    for (PlacedGlyph glyph : run) {
      long ahead = shown - Math.round((glyph.x() - start) * UNITS);
      if (Math.abs(ahead) > MOST_AHEAD) {
        parts.add(drawn.toString());
        parts.add((float) ahead);
        drawn.setLength(0);
        shown -= ahead;
      }
      drawn.append(glyph.drawn());
      shown += Math.round(glyph.advance() * UNITS);
    }
    parts.add(drawn.toString());
    page.stream().beginText();
    page.stream().setFont(font, text.size());
    page.stream().setTextMatrix(place(text, start * text.size()));
    page.stream().showTextWithPositioning(parts.toArray());
    page.stream().endText();
  }

  private void outlines(List<PlacedGlyph> run, Mark.Text text) throws IOException {
    for (PlacedGlyph glyph : run) {
      page.stream().saveGraphicsState();
      page.stream().transform(place(text, glyph.x() * text.size()));
      float scale = (float) text.size() / glyph.unitsPerEm();
      page.stream().transform(Matrix.getScaleInstance(scale, scale));
      page.fill(glyph.outline());
      page.stream().restoreGraphicsState();
    }
  }

  /** From a line that reads to the right to where it is on the page, y upwards. */
  private Matrix place(Mark.Text text, double along) {
    double x =
        text.rotation() == Rotation.NONE ? 1 : text.rotation() == Rotation.DIAGONAL ? SQRT_HALF : 0;
    double y =
        switch (text.rotation()) {
          case NONE -> 0;
          case DIAGONAL -> SQRT_HALF;
          case UP -> 1;
          case DOWN -> -1;
        };
    return new Matrix(
        (float) x,
        (float) y,
        (float) -y,
        (float) x,
        (float) (text.origin().x() + along * x),
        (float) (page.up(text.origin().y()) + along * y));
  }
}
