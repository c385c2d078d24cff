package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the fixed measurer, a letter of 12 px text is 6 px wide. */
final class TextPartsTest {

  private static Wrapping wrap(String text, int letters) {
    return Wrapping.of(new FixedAdvance(), text, 12, 6 * letters);
  }

  @Test
  void titles_breakAtSpacesIntoEvenLines() {
    assertThat(wrap("Taking the Mean of Query (Input 1)", 24))
        .isEqualTo(new Wrapping(List.of("Taking the Mean of", "Query (Input 1)"), false));
    assertThat(wrap("one two three four five", 14))
        .isEqualTo(new Wrapping(List.of("one two three", "four five"), false));
  }

  @Test
  void moreThanThreeLines_endInAnEllipsis() {
    assertThat(wrap("one two three four five", 5))
        .isEqualTo(new Wrapping(List.of("one", "two", "thre…"), true));
  }

  @Test
  void longWord_isCut() {
    assertThat(wrap("internationalisation", 6)).isEqualTo(new Wrapping(List.of("inter…"), true));
  }

  @Test
  void emptyTitle_isOneEmptyLine() {
    assertThat(wrap("", 6)).isEqualTo(new Wrapping(List.of(""), false));
  }

  @Test
  void ellipsis_neverSplitsWhatReadersSeeAsOneCharacter() {
    Ellipsis ellipsis = new Ellipsis(text -> 6 * text.length());
    assertThat(ellipsis.end("e\u0301e\u0301e\u0301", 5 * 6)).isEqualTo("e\u0301e\u0301…");
    assertThat(ellipsis.end("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 4 * 6))
        .isEqualTo("\ud83d\ude00…");
    assertThat(ellipsis.middle("abcdef", 5 * 6)).isEqualTo("ab…ef");
    assertThat(ellipsis.middle("abcdef", 1)).isEqualTo("…");
  }

  @Test
  void turnedText_hasATurnedBox() {
    TextLine up = TextLine.of(new FixedAdvance(), "layer", 12, Rotation.UP);
    assertThat(up.at("a", Role.AXIS_TITLE, 100, 50, 0).box()).isEqualTo(new Box(100, 50, 15, 30));
    assertThat(up.at("a", Role.AXIS_TITLE, 100, 50, 0).origin()).isEqualTo(new Point(112, 80));
    TextLine down = TextLine.of(new FixedAdvance(), "layer", 12, Rotation.DOWN);
    assertThat(down.at("a", Role.AXIS_TITLE, 100, 50, 0).origin()).isEqualTo(new Point(103, 50));
    TextLine diagonal = TextLine.of(new FixedAdvance(), "layer", 12, Rotation.DIAGONAL);
    assertThat(diagonal.at("a", Role.TICK_LABEL, 0, 0, 0).box())
        .isEqualTo(new Box(0, 0, 9 + 24, 30 + 3));
  }

  @Test
  void numbersOfALowBar_arePushedApart() {
    assertThat(new LabelRows(14).tops(List.of(2, 0))).containsExactly(1, -13);
    assertThat(new LabelRows(14).tops(List.of(40, 30, 20, 10, 0)))
        .containsExactly(33, LabelRows.LEFT_OUT, 13, LabelRows.LEFT_OUT, -7);
  }

  @Test
  void line_passesABoxThatItsCornersLieOnBothSidesOf() {
    Point from = new Point(0, 0);
    Point to = new Point(100, 100);
    assertThat(LinkLayout.crosses(from, to, new Box(40, 45, 10, 10))).isTrue();
    assertThat(LinkLayout.crosses(from, to, new Box(60, 10, 10, 10))).isFalse();
    assertThat(LinkLayout.crosses(from, to, new Box(120, 120, 10, 10))).isFalse();
  }
}
