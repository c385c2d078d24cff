package dev.attn.render.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled font has Arabic letters and knows how they join: it serves as a font of the user. */
final class ShapingFontTest {

  private static final String PEACE = "\u0633\u0644\u0627\u0645";
  private static final String MEEM = "\u0645";
  private static final Typeface PLAIN = Typeface.bundled();

  @Test
  void joinedLetters_areNotThoseThatStandAlone() throws IOException {
    Typeface shaped = shaped();

    assertThat(
            same(
                shaped.outline(PEACE, 100, Rotation.NONE),
                PLAIN.outline(PEACE, 100, Rotation.NONE)))
        .isFalse();
    assertThat(shaped.width(MEEM + MEEM, 2048))
        .as("a first and a last form are narrower than two letters alone")
        .isLessThan(2 * shaped.width(MEEM, 2048));
    assertThat(PLAIN.width(MEEM + MEEM, 2048)).isEqualTo(2 * PLAIN.width(MEEM, 2048));
  }

  @Test
  void width_isThatOfTheWholeWord() throws IOException {
    Typeface shaped = shaped();
    Rectangle2D ink = shaped.outline(PEACE, 2048, Rotation.NONE).getBounds2D();

    assertThat(shaped.width(PEACE, 2048)).isBetween((int) ink.getMaxX(), (int) ink.getMaxX() + 200);
    assertThat(ink.getMinX()).isBetween(-10.0, 200.0);
    assertThat(shaped.width("a" + PEACE + "b", 2048))
        .isEqualTo(shaped.width("ab", 2048) + shaped.width(PEACE, 2048));
  }

  @Test
  void letterAlone_looksAsWithoutShaping() throws IOException {
    Rectangle2D shaped = shaped().outline(MEEM, 2048, Rotation.NONE).getBounds2D();
    Rectangle2D plain = PLAIN.outline(MEEM, 2048, Rotation.NONE).getBounds2D();

    assertThat(Math.abs(shaped.getMinX() - plain.getMinX())).isLessThan(2);
    assertThat(Math.abs(shaped.getMaxX() - plain.getMaxX())).isLessThan(2);
    assertThat(Math.abs(shaped.getMinY() - plain.getMinY())).isLessThan(2);
    assertThat(Math.abs(shaped.getMaxY() - plain.getMaxY())).isLessThan(2);
  }

  @Test
  void shapedLetters_areNotReported() throws IOException {
    assertThat(PLAIN.substitutions(PEACE)).isEqualTo(new Substitutions(0, 0, 4));
    assertThat(shaped().substitutions(PEACE + " a")).isEqualTo(Substitutions.none());
    assertThat(shaped().substitutions("\u0939\u093f").unshaped())
        .as("the font has no Devanagari")
        .isEqualTo(2);
  }

  @Test
  void words_standFromRightToLeft() throws IOException {
    String text = "\u0627\u0644 (1) \u0644\u0627";

    assertThat(shaped().drawn(text)).isEqualTo("\u0644\u0627 (1) \u0627\u0644");
    assertThat(shaped().drawn("a " + text + " b")).isEqualTo("a \u0644\u0627 (1) \u0627\u0644 b");
  }

  @Test
  void digits_standAlone() throws IOException {
    List<PlacedGlyph> glyphs = shaped().glyphs(MEEM + "\u06f1\u06f2");

    assertThat(glyphs).extracting(PlacedGlyph::drawn).containsExactly("\u06f1", "\u06f2", "");
    assertThat(PLAIN.substitutions("\u06f1\u06f2")).isEqualTo(Substitutions.none());
  }

  @Test
  void marksAndJoiners_belongToTheirWord() throws IOException {
    assertThat(shaped().glyphs("\u0645\u064f\u0645")).hasSize(1);
    assertThat(shaped().glyphs("\u0645\u200c\u0645")).as("kept apart, but not shown").hasSize(1);
    assertThat(shaped().width("\u0645\u200c\u0645", 2048))
        .isGreaterThan(shaped().width("\u0645\u0645", 2048));
    assertThat(shaped().substitutions("\u0645\u200c").boxed()).as("nothing to part").isEqualTo(1);
  }

  @Test
  void otherText_isDrawnAsBefore() throws IOException {
    Typeface shaped = shaped();

    for (String text : List.of("Context Length", "\u05d0(1)\u05d1", "\u0301e", "\uff5c")) {
      assertThat(shaped.glyphs(text)).isEqualTo(PLAIN.glyphs(text));
    }
  }

  @Test
  void words_haveNoFontForFilesThatKeepText() throws IOException {
    PlacedGlyph word = shaped().glyphs(PEACE).get(0);

    assertThat(word.drawn()).isEmpty();
    assertThat(word.font()).isEmpty();
    assertThat(word.outline().getBounds2D().getMaxY()).as("y upwards").isPositive();
  }

  @Test
  void lines_areHighEnoughForEveryFont() throws IOException {
    Typeface squares = Typeface.read(Typeface.class.getResourceAsStream("squares.ttf"));

    assertThat(squares.ascent(100)).isEqualTo(90);
    assertThat(squares.withShaping(font()).ascent(100)).isEqualTo(93);
    assertThat(squares.withShaping(font()).descent(100)).isEqualTo(24);
    assertThat(shaped().lineHeight(11)).isEqualTo(PLAIN.lineHeight(11));
  }

  @Test
  void shaping_comesAlongWithAFallback() throws IOException {
    Typeface squares = Typeface.read(Typeface.class.getResourceAsStream("squares.ttf"));

    assertThat(squares.withFallback(shaped()).glyphs(PEACE)).hasSize(1);
    assertThat(shaped().withFallback(squares).glyphs(PEACE)).hasSize(1);
  }

  @Test
  void file_mustBeAFont(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("a.ttf"), "no font");

    assertThatIOException()
        .isThrownBy(() -> ShapingFont.read(text))
        .withMessage("font must be a TTF or OTF file, got " + text);
    assertThatIOException()
        .isThrownBy(() -> ShapingFont.read(folder.resolve("missing")))
        .withMessage("font must be a TTF or OTF file, got " + folder.resolve("missing"));
    assertThatIOException()
        .isThrownBy(() -> ShapingFont.read(new ByteArrayInputStream(new byte[3])))
        .withMessage("font must be a TTF or OTF file, got 3 bytes");
    assertThatIOException()
        .isThrownBy(() -> ShapingFont.read(new ByteArrayInputStream("ttcf....".getBytes(US_ASCII))))
        .withMessage("font must be a TTF or OTF file, got 8 bytes")
        .havingCause()
        .withMessage("a collection of fonts; take one font out of it");
  }

  @Test
  @SuppressWarnings("NullAway")
  void arguments_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> ShapingFont.read((Path) null))
        .withMessage("path must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> ShapingFont.read((InputStream) null))
        .withMessage("file must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> PLAIN.withShaping(null))
        .withMessage("font must not be null");
  }

  private static boolean same(Shape a, Shape b) {
    Area difference = new Area(a);
    difference.exclusiveOr(new Area(b));
    return difference.isEmpty();
  }

  private static Typeface shaped() throws IOException {
    return PLAIN.withShaping(font());
  }

  private static ShapingFont font() throws IOException {
    try (InputStream file = Typeface.class.getResourceAsStream("DejaVuSans.ttf")) {
      return ShapingFont.read(file);
    }
  }
}
