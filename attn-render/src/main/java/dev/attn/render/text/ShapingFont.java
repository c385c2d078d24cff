package dev.attn.render.text;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A font for scripts whose letters join, stack or move, such as Arabic, Devanagari and Thai: given
 * to {@link Typeface#withShaping}, it lays out whole words, which are drawn as outlines.
 *
 * <pre>{@code
 * ShapingFont thai = ShapingFont.read(Path.of("NotoSansThai-Regular.ttf"));
 * Output output = Output.defaults().withTypeface(Typeface.bundled().withShaping(thai));
 * Render.png(figure, Path.of("figure.png"), output);
 * }</pre>
 *
 * <p><b>When not to use this.</b> The work is done by the fonts of AWT, which nothing else here
 * touches: they need a font of the system to start, keep a copy of the file in a temporary folder,
 * and may place letters differently on another version of Java.
 */
public final class ShapingFont {

  /** Size of the layout, from which all others are scaled. */
  private static final int UNITS_PER_EM = 2048;

  /** Laying out a word takes a quarter of a millisecond, and layout asks for it often. */
  private static final int MOST_WORDS_KEPT = 4096;

  private static final String DOTTED_CIRCLE = "\u25cc";

  private final Font font;
  private final FontRenderContext context = new FontRenderContext(null, true, true);
  private final LineMetrics lines;
  private final Map<String, Glyph> words = new ConcurrentHashMap<>();

  private ShapingFont(Font font) {
    this.font = font;
    this.lines = font.getLineMetrics("", context);
  }

  /**
   * Returns the font of a TrueType or OpenType file.
   *
   * @throws IOException if there is no such file or no such font in it, or if AWT cannot start
   */
  public static ShapingFont read(Path path) throws IOException {
    Objects.requireNonNull(path, "path must not be null");
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new IOException(noFont(path.toString()), e);
    }
    return read(bytes, path.toString());
  }

  /**
   * Returns the font of a TrueType or OpenType file, which is read to its end.
   *
   * @throws IOException if there is no such font in it, or if AWT cannot start
   */
  public static ShapingFont read(InputStream file) throws IOException {
    Objects.requireNonNull(file, "file must not be null");
    byte[] bytes = file.readAllBytes();
    return read(bytes, bytes.length + " bytes");
  }

  private static ShapingFont read(byte[] bytes, String name) throws IOException {
    FontProgram program;
    try {
      program = FontProgram.of(bytes);
    } catch (IOException e) {
      throw new IOException(noFont(name), e);
    }
    try (InputStream whole = program.open()) {
      Font font = Font.createFont(Font.TRUETYPE_FONT, whole);
      return new ShapingFont(font.deriveFont((float) UNITS_PER_EM));
    } catch (FontFormatException e) {
      throw new IOException(noFont(name), e);
    } catch (IOException | RuntimeException | InternalError | LinkageError e) {
      throw new IOException("shaping needs a font of the system and room for a temporary file", e);
    }
  }

  private static String noFont(String name) {
    return "font must be a TTF or OTF file, got " + name;
  }

  boolean has(String word) {
    return font.canDisplayUpTo(word) < 0;
  }

  /** Lays out a word of which it has all letters; a mark that comes first stands on a circle. */
  Glyph glyph(String word) {
    Glyph known = words.get(word);
    if (known != null) {
      return known;
    }
    Glyph laidOut = layout(word);
    if (words.size() < MOST_WORDS_KEPT) {
      words.put(word, laidOut);
    }
    return laidOut;
  }

  private Glyph layout(String word) {
    boolean alone = Character.getType(word.codePointAt(0)) == Character.NON_SPACING_MARK;
    String text = alone && has(DOTTED_CIRCLE) ? DOTTED_CIRCLE + word : word;
    TextLayout layout = new TextLayout(text, font, context);
    Shape outline = layout.getOutline(AffineTransform.getScaleInstance(1, -1));
    return new Glyph(
        new Path2D.Double(outline), (int) Math.ceil(layout.getAdvance()), UNITS_PER_EM);
  }

  int ascent(int size) {
    return scaled(lines.getAscent(), size);
  }

  int descent(int size) {
    return scaled(lines.getDescent(), size);
  }

  private static int scaled(float length, int size) {
    return (int) Math.ceil((double) length * size / UNITS_PER_EM);
  }
}
