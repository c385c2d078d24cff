package dev.attn.render.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypefaceTest {

  private static final Typeface FACE = Typeface.bundled();

  @Test
  void font_isTheUnmodifiedFile() throws IOException {
    byte[] file = Resources.toByteArray(Resources.getResource(Typeface.class, "DejaVuSans.ttf"));

    assertThat(file).hasSize(757_076);
    assertThat(Hashing.sha256().hashBytes(file))
        .hasToString("7da195a74c55bef988d0d48f9508bd5d849425c1770dba5d7bfc6ce9ed848954");
  }

  @Test
  void font_hasItsLicenceBesideIt() throws IOException {
    assertThat(
            Resources.toString(
                Resources.getResource(Typeface.class, "LICENSE-DejaVu.txt"),
                StandardCharsets.UTF_8))
        .contains("Copyright (c) 2003 by Bitstream, Inc.")
        .contains("Copyright (c) 2006 by Tavmjong Bah");
  }

  @ParameterizedTest
  @CsvSource({"10,13", "11,14", "12,15", "14,17", "8,10", "2048,2384"})
  void lineHeight_isAscentAndDescentRoundedUp(int size, int height) {
    assertThat(FACE.lineHeight(size)).isEqualTo(height);
  }

  @Test
  void ascentAndDescent_areThoseOfTheFont() {
    assertThat(FACE.ascent(2048)).isEqualTo(1901);
    assertThat(FACE.descent(2048)).isEqualTo(483);
    assertThat(FACE.ascent(12)).isEqualTo(12);
    assertThat(FACE.descent(12)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0,1303", "i,569", "W,2025", "' ',651", "\u2212,1716"})
  void width_atTheDesignSizeIsTheAdvance(String text, int advance) {
    assertThat(FACE.width(text, 2048)).isEqualTo(advance);
  }

  @Test
  void width_isTheSumOfAdvancesRoundedUpOnce() {
    assertThat(FACE.width("Context Length", 12)).isEqualTo(93);
    assertThat(FACE.width("iiii", 11)).isEqualTo((4 * 569 * 11 + 2047) / 2048).isEqualTo(13);
    assertThat(FACE.width("AV", 2048)).isEqualTo(FACE.width("A", 2048) + FACE.width("V", 2048));
    assertThat(FACE.width("", 11)).isZero();
  }

  @Test
  void outline_standsOnItsBaseline() {
    Rectangle2D bounds = bounds("H", Rotation.NONE);

    assertThat(bounds.getMaxY()).isZero();
    assertThat(bounds.getMinY()).isEqualTo(-1493);
    assertThat(bounds.getMinX()).isBetween(0.0, 300.0);
  }

  @Test
  void outline_turnsAboutItsOrigin() {
    Rectangle2D flat = bounds("Hi", Rotation.NONE);
    Rectangle2D up = bounds("Hi", Rotation.UP);
    Rectangle2D down = bounds("Hi", Rotation.DOWN);
    Rectangle2D diagonal = bounds("Hi", Rotation.DIAGONAL);

    assertThat(up)
        .isEqualTo(
            new Rectangle2D.Double(
                flat.getMinY(), -flat.getMaxX(), flat.getHeight(), flat.getWidth()));
    assertThat(down)
        .isEqualTo(
            new Rectangle2D.Double(
                -flat.getMaxY(), flat.getMinX(), flat.getHeight(), flat.getWidth()));
    Shape turned =
        AffineTransform.getRotateInstance(-Math.PI / 4)
            .createTransformedShape(FACE.outline("Hi", 2048, Rotation.NONE));
    assertThat(diagonal.getMinX()).isCloseTo(turned.getBounds2D().getMinX(), within(1e-3));
    assertThat(diagonal.getMinY()).isCloseTo(turned.getBounds2D().getMinY(), within(1e-3));
    assertThat(diagonal.getMaxX()).isCloseTo(turned.getBounds2D().getMaxX(), within(1e-3));
    assertThat(diagonal.getMaxY()).isCloseTo(turned.getBounds2D().getMaxY(), within(1e-3));
  }

  @Test
  void outline_isNewEachTime() {
    assertThat(FACE.outline("a", 12, Rotation.NONE))
        .isNotSameAs(FACE.outline("a", 12, Rotation.NONE));
  }

  @Test
  void missingGlyph_isBoxedAsHighAsALine() {
    Rectangle2D box = bounds("\u6c34", Rotation.NONE);

    assertThat(FACE.substitutions("\u6c34\u6c34")).isEqualTo(new Substitutions(0, 2, 0));
    assertThat(box.getMinY()).isBetween(-1901.0, -1493.0);
    assertThat(box.getMaxY()).isBetween(300.0, 483.0);
    assertThat(box.getMaxX()).isLessThan(FACE.width("\u6c34", 2048));
    assertThat(FACE.width("\ud840\udc00", 2048))
        .as("six digits need more room than four")
        .isGreaterThan(FACE.width("\u6c34", 2048));
  }

  @ParameterizedTest
  @CsvSource({"0a,23ce", "09,21e5", "a0,237d", "ff5c,7c", "ff21,41"})
  void signOrCompatibleForm_standsFor(String codePoint, String sign) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));
    String same = Character.toString(Integer.parseInt(sign, 16));

    assertThat(FACE.substitutions(text)).isEqualTo(new Substitutions(1, 0, 0));
    assertThat(FACE.substitutions(same)).isEqualTo(new Substitutions(0, 0, 0));
    assertThat(bounds(text, Rotation.NONE)).isEqualTo(bounds(same, Rotation.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "0000", "000d", "001b", "007f", "200b", "200d", "feff", "00ad", "202e", "2028", "2060", "fe0f",
    "3000", "2003", "0085", "d800", "dfff", "ffff"
  })
  void invisible_isBoxed(String codePoint) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));

    assertThat(FACE.substitutions(text)).isEqualTo(new Substitutions(0, 1, 0));
    assertThat(FACE.width(text, 11)).isPositive();
    assertThat(bounds(text, Rotation.NONE).isEmpty()).isFalse();
  }

  @Test
  void boxes_ofDifferentCodePointsHoldDifferentDigits() {
    assertThat(bounds("\u200b", Rotation.NONE)).isEqualTo(bounds("\u200c", Rotation.NONE));
    Area difference = new Area(FACE.outline("\u200b", 2048, Rotation.NONE));
    difference.exclusiveOr(new Area(FACE.outline("\u200c", 2048, Rotation.NONE)));
    assertThat(difference.isEmpty()).isFalse();
  }

  @Test
  void everyCodePoint_leavesATrace() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += 61) {
      String text = Character.toString(codePoint);
      if (codePoint != ' ') {
        assertThat(bounds(text, Rotation.NONE).isEmpty()).as("U+%04X", codePoint).isFalse();
      }
    }
  }

  @Test
  void combiningMark_standsOnADottedCircle() {
    assertThat(FACE.width("\u0301", 2048)).isEqualTo(FACE.width("\u25cc", 2048));
    assertThat(FACE.width("e\u0301", 2048)).isEqualTo(FACE.width("e", 2048));
  }

  @Test
  void markup_isPlainText() {
    assertThat(FACE.width("$\\frac{1}{2}$<b>%d", 2048))
        .isEqualTo("$\\frac{1}{2}$<b>%d".chars().map(c -> FACE.width("" + (char) c, 2048)).sum());
  }

  @Test
  void size_mustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FACE.width("a", 0))
        .withMessage("size must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FACE.ascent(-1))
        .withMessage("size must be at least 1, got -1");
  }

  @Test
  @SuppressWarnings("NullAway")
  void arguments_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> FACE.width(null, 11))
        .withMessage("text must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> FACE.substitutions(null))
        .withMessage("text must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> FACE.outline("a", 11, null))
        .withMessage("rotation must not be null");
  }

  private static Rectangle2D bounds(String text, Rotation rotation) {
    return FACE.outline(text, 2048, rotation).getBounds2D();
  }
}
