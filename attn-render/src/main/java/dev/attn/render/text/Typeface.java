package dev.attn.render.text;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A font as outlines: it measures and draws text alike on every machine, also on one without a
 * font.
 *
 * <p>Glyphs follow each other by their advances alone: no kerning, no ligatures, no hinting. Every
 * code point is visible. One without a glyph is drawn by its compatibility form (a full-width bar
 * as {@code |}); line feeds, tabs and no-break spaces by a sign; whatever is left, other controls,
 * zero-width characters and lone surrogates included, by a box with its hexadecimal number. A
 * combining mark at the start of a text stands on a dotted circle.
 *
 * <p>Right-to-left text is drawn in the order of its code points.
 */
public final class Typeface implements TextMeasurer {

  private static final double SQRT_HALF = 0.7071067811865476;
  private static final int DOTTED_CIRCLE = 0x25cc;

  private final FontFile font;
  private final GlyphSource source;

  private Typeface(FontFile font) {
    this.font = font;
    this.source = new GlyphSource(font);
  }

  /**
   * Returns DejaVu Sans 2.37, which comes with the library.
   *
   * @cost the first call reads the font, which takes about 0.2 s
   */
  public static Typeface bundled() {
    return Bundled.FACE;
  }

  @Override
  public int width(String text, int size) {
    checkArguments(text, size);
    return ceil(glyphs(text).mapToLong(Glyph::advance).sum(), size);
  }

  @Override
  public int ascent(int size) {
    return ceil(font.ascent(), checkSize(size));
  }

  @Override
  public int descent(int size) {
    return ceil(font.descent(), checkSize(size));
  }

  /**
   * Returns the outline of {@code text}, to be filled.
   *
   * @param size font size in px
   * @return a new shape in px whose baseline begins at (0, 0), y downwards
   * @unit px
   */
  public Shape outline(String text, int size, Rotation rotation) {
    checkArguments(text, size);
    Objects.requireNonNull(rotation, "rotation must not be null");
    Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    AffineTransform pen = fromFontUnits((double) size / font.unitsPerEm(), rotation);
    glyphs(text)
        .forEachOrdered(
            glyph -> {
              outline.append(glyph.outline().getPathIterator(pen), false);
              pen.translate(glyph.advance(), 0);
            });
    return outline;
  }

  /** Returns how many code points of {@code text} are not drawn by a glyph of their own. */
  public Substitutions substitutions(String text) {
    Objects.requireNonNull(text, "text must not be null");
    Multiset<Glyph.Origin> origins = EnumMultiset.create(Glyph.Origin.class);
    glyphs(text).map(Glyph::origin).forEachOrdered(origins::add);
    return new Substitutions(origins.count(Glyph.Origin.FOLDED), origins.count(Glyph.Origin.BOXED));
  }

  private Stream<Glyph> glyphs(String text) {
    boolean baseless =
        !text.isEmpty() && Character.getType(text.codePointAt(0)) == Character.NON_SPACING_MARK;
    IntStream base = baseless ? IntStream.of(DOTTED_CIRCLE) : IntStream.empty();
    return IntStream.concat(base, text.codePoints()).mapToObj(source::of);
  }

  /** Literal constants, as a sine may differ in its last bit between machines. */
  private static AffineTransform fromFontUnits(double scale, Rotation rotation) {
    double oblique = scale * SQRT_HALF;
    return switch (rotation) {
      case NONE -> new AffineTransform(scale, 0, 0, -scale, 0, 0);
      case DIAGONAL -> new AffineTransform(oblique, -oblique, -oblique, -oblique, 0, 0);
      case UP -> new AffineTransform(0, -scale, -scale, 0, 0, 0);
      case DOWN -> new AffineTransform(0, scale, scale, 0, 0, 0);
    };
  }

  private int ceil(long fontUnits, int size) {
    return Math.toIntExact((fontUnits * size + font.unitsPerEm() - 1) / font.unitsPerEm());
  }

  private static void checkArguments(String text, int size) {
    Objects.requireNonNull(text, "text must not be null");
    checkSize(size);
  }

  private static int checkSize(int size) {
    checkArgument(size >= 1, "size must be at least 1, got %s", size);
    return size;
  }

  /** Read when first asked for. */
  private static final class Bundled {
    static final Typeface FACE = new Typeface(FontFile.resource("DejaVuSans.ttf"));
  }
}
