package dev.attn.render.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.io.Resources;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fonts of squares.py have a square of 0.8 em for water and one of 0.4 em for horse. */
final class FallbackTest {

  private static final String WATER = "\u6c34";
  private static final String HORSE = "\u99ac";

  @ParameterizedTest
  @ValueSource(strings = {"ttf", "otf"})
  void lackingCharacters_comeFromTheFontBehind(String kind) throws IOException {
    Typeface both = Typeface.bundled().withFallback(squares(kind));

    assertThat(both.substitutions("a" + WATER)).isEqualTo(Substitutions.none());
    assertThat(both.width(WATER, 100)).isEqualTo(100);
    assertThat(both.outline(WATER, 100, Rotation.NONE).getBounds2D())
        .isEqualTo(new Rectangle2D.Double(10, -80, 80, 80));
    assertThat(both.outline(HORSE, 100, Rotation.NONE).getBounds2D())
        .isEqualTo(new Rectangle2D.Double(10, -40, 40, 40));
    assertThat(both.width("a" + WATER, 2048)).isEqualTo(Typeface.bundled().width("a", 2048) + 2048);
  }

  @Test
  void firstFont_decidesLinesAndCharacters() throws IOException {
    Typeface squaresFirst = squares("ttf").withFallback(Typeface.bundled());

    assertThat(squaresFirst.ascent(100)).isEqualTo(90);
    assertThat(squaresFirst.descent(100)).isEqualTo(10);
    assertThat(squaresFirst.width("\u0627", 100)).as("both have an alef").isEqualTo(100);
    assertThat(Typeface.bundled().withFallback(squares("ttf")).ascent(100))
        .isEqualTo(Typeface.bundled().ascent(100));
  }

  @Test
  void fontAlone_stillDrawsEverything() throws IOException {
    Typeface alone = squares("ttf");

    assertThat(alone.substitutions("\u0001\uff5c")).isEqualTo(new Substitutions(1, 1, 0));
    assertThat(alone.substitutions("abc")).as("by the bundled one").isEqualTo(Substitutions.none());
  }

  @Test
  void marks_comeFromTheFontOfTheirBase() throws IOException {
    Typeface both = squares("ttf").withFallback(Typeface.bundled());
    List<PlacedGlyph> glyphs = both.glyphs("\u0627\u0301\u0627");

    assertThat(glyphs).extracting(PlacedGlyph::unitsPerEm).containsExactly(1000, 2048, 2048);
  }

  @Test
  void fallback_ofAFontThatIsThere_changesNothing() throws IOException {
    Typeface squares = squares("ttf");
    Typeface once = Typeface.bundled().withFallback(squares);

    assertThat(once.withFallback(squares).withFallback(Typeface.bundled()).glyphs("a" + WATER))
        .isEqualTo(once.glyphs("a" + WATER));
  }

  @Test
  void glyphs_sayWhatIsDrawnAndWhere() {
    List<PlacedGlyph> glyphs = Typeface.bundled().glyphs("a\uff5c\u0001");

    assertThat(glyphs).extracting(PlacedGlyph::drawn).containsExactly("a", "|", "");
    assertThat(glyphs.get(1).x()).isEqualTo(glyphs.get(0).advance());
    assertThat(glyphs.get(1).font()).isEqualTo(glyphs.get(0).font()).isPresent();
    assertThat(glyphs.get(2).font()).as("a box").isEmpty();
  }

  @Test
  void rightToLeft_standsInItsDirection() {
    assertThat(drawn("abc")).isEqualTo("abc");
    assertThat(drawn("\u05d0\u05d1\u05d2")).isEqualTo("\u05d2\u05d1\u05d0");
    assertThat(drawn("a \u05d0\u05d1 b")).isEqualTo("a \u05d1\u05d0 b");
    assertThat(drawn("\u05d0(1)\u05d1"))
        .as("brackets face each other")
        .isEqualTo("\u05d1(1)\u05d0");
    assertThat(drawn("\u05d1\u05b7\u05d0"))
        .as("marks stay on their letter")
        .isEqualTo("\u05d0\u05d1\u05b7");
  }

  @Test
  void directionControls_areDrawnAndDoNotAct() {
    assertThat(drawn("a\u202ebc")).isEqualTo("abc");
    assertThat(Typeface.bundled().substitutions("a\u202ebc").boxed()).isEqualTo(1);
    assertThat(drawn("\u05d0\u202d\u05d1")).isEqualTo("\u05d1\u05d0");
  }

  @Test
  void scriptsThatJoin_areCounted() {
    assertThat(Typeface.bundled().substitutions("\u0633\u0644\u0627\u0645 a").unshaped())
        .isEqualTo(4);
    assertThat(Typeface.bundled().substitutions("\u05e9\u05dc\u05d5\u05dd").unshaped()).isZero();
    assertThat(Typeface.bundled().substitutions("\u0939\u093f").unshaped()).isEqualTo(2);
  }

  @Test
  void signsForSpaces_areInTheBundledFont() {
    assertThat(Typeface.bundled().substitutions("\u2423\u23ce\u21e5\u2581\u0120\u010a"))
        .isEqualTo(Substitutions.none());
  }

  @Test
  void file_mustBeAFont(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("a.ttf"), "no font");
    Path collection = Files.writeString(folder.resolve("b.ttc"), "ttcf....");

    assertThatIOException()
        .isThrownBy(() -> Typeface.read(text))
        .withMessage("font must be a TTF or OTF file, got " + text);
    assertThatIOException()
        .isThrownBy(() -> Typeface.read(collection))
        .withMessage("font must be a TTF or OTF file, got " + collection)
        .havingCause()
        .withMessage("a collection of fonts; take one font out of it");
    assertThatIOException()
        .isThrownBy(() -> Typeface.read(folder.resolve("missing")))
        .withMessage("font must be a TTF or OTF file, got " + folder.resolve("missing"));
    assertThatIOException()
        .isThrownBy(() -> Typeface.read(new ByteArrayInputStream(new byte[3])))
        .withMessage("font must be a TTF or OTF file, got 3 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ttf", "otf"})
  void cutFile_isNoFont(String kind) throws IOException {
    byte[] whole = Resources.toByteArray(Resources.getResource(Typeface.class, "squares." + kind));
    for (int length = 0; length < whole.length - 200; length += 13) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatIOException()
          .isThrownBy(() -> Typeface.read(new ByteArrayInputStream(cut)))
          .withMessage("font must be a TTF or OTF file, got " + length + " bytes");
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void arguments_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> Typeface.read((Path) null))
        .withMessage("path must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Typeface.read((InputStream) null))
        .withMessage("file must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Typeface.bundled().withFallback(null))
        .withMessage("other must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Typeface.bundled().glyphs(null))
        .withMessage("text must not be null");
  }

  private static String drawn(String text) {
    StringBuilder drawn = new StringBuilder();
    Typeface.bundled().glyphs(text).forEach(glyph -> drawn.append(glyph.drawn()));
    return drawn.toString();
  }

  private static Typeface squares(String kind) throws IOException {
    try (InputStream file = Typeface.class.getResourceAsStream("squares." + kind)) {
      return Typeface.read(file);
    }
  }
}
