package dev.attn.render.text;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A font as outlines, with other fonts behind it for what it lacks: it measures and draws text
 * alike on every machine, also on one without a font.
 *
 * <p>Glyphs follow each other by their advances alone: no kerning, no ligatures, no hinting. Every
 * code point is visible. A character is taken from the first font that has it with all its marks.
 * One without a glyph is drawn by its compatibility form (a full-width bar as {@code |}); line
 * feeds, tabs and no-break spaces by a sign; whatever is left, other controls, zero-width
 * characters and lone surrogates included, by a box with its hexadecimal number. A combining mark
 * at the start of a text stands on a dotted circle.
 *
 * <p>Right-to-left text stands in its own direction. Letters are not joined: {@link #substitutions}
 * counts those of scripts that would need it, {@link #withShaping} joins them.
 */
public final class Typeface implements TextMeasurer {

  private static final double SQRT_HALF = 0.7071067811865476;

  /** Far below a font unit, far above what adding up advances may lose. */
  private static final double ROUNDING = 1e-9;

  private final ImmutableList<FontFile> fonts;
  private final ImmutableList<ShapingFont> shaping;
  private final GlyphSource source;

  private Typeface(List<FontFile> fonts, List<ShapingFont> shaping, FontFile last) {
    this.fonts = ImmutableList.copyOf(fonts);
    this.shaping = ImmutableList.copyOf(shaping);
    this.source = new GlyphSource(fonts, last, shaping);
  }

  /**
   * Returns DejaVu Sans 2.37, which comes with the library.
   *
   * @cost the first call reads the font, which takes about 0.2 s
   */
  public static Typeface bundled() {
    return Bundled.FACE;
  }

  /**
   * Returns the font of a TrueType or OpenType file.
   *
   * @throws IOException if there is no such file or no such font in it; the message names the path
   */
  public static Typeface read(Path path) throws IOException {
    Objects.requireNonNull(path, "path must not be null");
    return read(() -> Files.readAllBytes(path), path.toString());
  }

  /**
   * Returns the font of a TrueType or OpenType file, which is read to its end.
   *
   * @throws IOException if there is no such font in it
   */
  public static Typeface read(InputStream file) throws IOException {
    Objects.requireNonNull(file, "file must not be null");
    byte[] bytes = file.readAllBytes();
    return read(() -> bytes, bytes.length + " bytes");
  }

  private static Typeface read(Bytes bytes, String name) throws IOException {
    try {
      FontFile font = FontFile.read(FontProgram.of(bytes.read()));
      return new Typeface(List.of(font), List.of(), Bundled.FONT);
    } catch (IOException e) {
      throw new IOException("font must be a TTF or OTF file, got " + name, e);
    }
  }

  /** Returns this typeface, with the fonts of {@code other} asked for what it lacks. */
  public Typeface withFallback(Typeface other) {
    Objects.requireNonNull(other, "other must not be null");
    return new Typeface(joined(fonts, other.fonts), joined(shaping, other.shaping), Bundled.FONT);
  }

  /**
   * Returns this typeface, with words of scripts whose letters join, stack or move (Arabic,
   * Devanagari, Thai and others) laid out by {@code font} where it has all their letters, and lines
   * high enough for it. All else is drawn as before. May be called once for each script.
   */
  public Typeface withShaping(ShapingFont font) {
    Objects.requireNonNull(font, "font must not be null");
    return new Typeface(fonts, joined(shaping, List.of(font)), Bundled.FONT);
  }

  private static <T> ImmutableList<T> joined(List<T> first, List<T> second) {
    return ImmutableSet.<T>builder().addAll(first).addAll(second).build().asList();
  }

  @Override
  public int width(String text, int size) {
    checkArguments(text, size);
    double advance = 0;
    for (GlyphSource.Sign sign : source.signs(text)) {
      advance += advance(sign);
    }
    return Math.toIntExact((long) Math.ceil(advance * size - ROUNDING));
  }

  @Override
  public int ascent(int size) {
    int ascent = ceil(fonts.get(0).ascent(), checkSize(size));
    for (ShapingFont font : shaping) {
      ascent = Math.max(ascent, font.ascent(size));
    }
    return ascent;
  }

  @Override
  public int descent(int size) {
    int descent = ceil(fonts.get(0).descent(), checkSize(size));
    for (ShapingFont font : shaping) {
      descent = Math.max(descent, font.descent(size));
    }
    return descent;
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
    for (PlacedGlyph glyph : glyphs(text)) {
      AffineTransform place = along(glyph.x() * size, rotation);
      place.concatenate(fromFontUnits((double) size / glyph.unitsPerEm(), rotation));
      outline.append(glyph.outline().getPathIterator(place), false);
    }
    return outline;
  }

  /** Returns the glyphs of {@code text} from left to right. */
  public List<PlacedGlyph> glyphs(String text) {
    Objects.requireNonNull(text, "text must not be null");
    List<PlacedGlyph> glyphs = new ArrayList<>(text.length());
    double x = 0;
    for (GlyphSource.Sign sign : source.signs(text)) {
      glyphs.add(
          new PlacedGlyph(
              sign.font() == null ? "" : sign.drawn(),
              Optional.ofNullable(sign.font()).map(FontFile::program),
              sign.glyph().outline(),
              sign.glyph().unitsPerEm(),
              x,
              advance(sign)));
      x += advance(sign);
    }
    return glyphs;
  }

  @Override
  public String drawn(String text) {
    Objects.requireNonNull(text, "text must not be null");
    StringBuilder drawn = new StringBuilder();
    for (GlyphSource.Sign sign : source.signs(text)) {
      drawn.append(sign.drawn());
    }
    return drawn.toString();
  }

  @Override
  public Substitutions substitutions(String text) {
    Objects.requireNonNull(text, "text must not be null");
    int folded = 0;
    int boxed = 0;
    int unshaped = ShapedWords.letters(text);
    for (GlyphSource.Sign sign : source.signs(text)) {
      switch (sign.origin()) {
        case FOLDED -> folded++;
        case BOXED -> boxed++;
        case SHAPED -> unshaped -= ShapedWords.letters(sign.drawn());
        case OWN -> {}
      }
    }
    return new Substitutions(folded, boxed, unshaped);
  }

  private static double advance(GlyphSource.Sign sign) {
    return (double) sign.glyph().advance() / sign.glyph().unitsPerEm();
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

  private static AffineTransform along(double distance, Rotation rotation) {
    double oblique = distance * SQRT_HALF;
    return switch (rotation) {
      case NONE -> AffineTransform.getTranslateInstance(distance, 0);
      case DIAGONAL -> AffineTransform.getTranslateInstance(oblique, -oblique);
      case UP -> AffineTransform.getTranslateInstance(0, -distance);
      case DOWN -> AffineTransform.getTranslateInstance(0, distance);
    };
  }

  private int ceil(long fontUnits, int size) {
    int unitsPerEm = fonts.get(0).unitsPerEm();
    return Math.toIntExact((fontUnits * size + unitsPerEm - 1) / unitsPerEm);
  }

  private static void checkArguments(String text, int size) {
    Objects.requireNonNull(text, "text must not be null");
    checkSize(size);
  }

  private static int checkSize(int size) {
    checkArgument(size >= 1, "size must be at least 1, got %s", size);
    return size;
  }

  /** Reads a whole file. */
  @FunctionalInterface
  private interface Bytes {
    byte[] read() throws IOException;
  }

  /** Read when first asked for. */
  private static final class Bundled {
    static final FontFile FONT = FontFile.resource("DejaVuSans.ttf");
    static final Typeface FACE = new Typeface(List.of(FONT), List.of(), FONT);
  }
}
