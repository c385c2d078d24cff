package dev.attn.render.text;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Locale;

/** Draws a code point as its hexadecimal number: two rows of digits in a frame. */
final class HexBox {

  // In units of 1/2048 of the font size: as high as a line with 60 to spare, 2 rows of digits in
  // it.
  private static final int TOP = 1841;
  private static final int BOTTOM = -423;
  private static final int FRAME = 110;
  private static final int PADDING = 150;
  private static final int BEARING = 120;
  private static final double DIGIT_SCALE = 0.55;
  private static final int DESIGN_UNITS = 2048;
  private static final int DIGIT_HEIGHT = 1493;

  private final FontFile font;

  HexBox(FontFile font) {
    this.font = font;
  }

  Glyph of(int codePoint) {
    String digits = String.format(Locale.US, codePoint > 0xffff ? "%06X" : "%04X", codePoint);
    int columns = digits.length() / 2;
    double digitWidth = font.glyph(font.glyphOf('0')).advance() * DIGIT_SCALE * scale();
    double inside = columns * digitWidth + 2 * PADDING;
    double width = inside + 2 * FRAME;

    Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    addFrame(outline, width);
    double rowHeight = (TOP - BOTTOM - 2 * FRAME) / 2.0;
    double lift = (rowHeight - DIGIT_HEIGHT * DIGIT_SCALE) / 2;
    for (int i = 0; i < digits.length(); i++) {
      double x = BEARING + FRAME + PADDING + i % columns * digitWidth;
      double y = BOTTOM + FRAME + (i < columns ? rowHeight : 0) + lift;
      addDigit(outline, digits.charAt(i), x, y, digitWidth);
    }
    outline.transform(AffineTransform.getScaleInstance(1 / scale(), 1 / scale()));
    int advance = (int) Math.ceil((width + 2 * BEARING) / scale());
    return new Glyph(outline, advance, font.unitsPerEm());
  }

  private double scale() {
    return (double) DESIGN_UNITS / font.unitsPerEm();
  }

  private static void addFrame(Path2D outline, double width) {
    double left = BEARING;
    double right = BEARING + width;
    addRectangle(outline, left, BOTTOM, right, TOP);
    // The other way round, which makes it a hole.
    addRectangle(outline, right - FRAME, BOTTOM + FRAME, left + FRAME, TOP - FRAME);
  }

  private static void addRectangle(Path2D outline, double x, double y, double x2, double y2) {
    outline.moveTo(x, y);
    outline.lineTo(x2, y);
    outline.lineTo(x2, y2);
    outline.lineTo(x, y2);
    outline.closePath();
  }

  private void addDigit(Path2D outline, char digit, double x, double y, double slot) {
    Glyph glyph = font.glyph(font.glyphOf(digit));
    double factor = DIGIT_SCALE * scale();
    double centred = x + (slot - glyph.advance() * factor) / 2;
    outline.append(
        glyph.outline().getPathIterator(new AffineTransform(factor, 0, 0, factor, centred, y)),
        false);
  }
}
