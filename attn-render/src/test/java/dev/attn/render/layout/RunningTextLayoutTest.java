package dev.attn.render.layout;

import static dev.attn.render.layout.Scenes.assertMessage;
import static dev.attn.render.layout.Scenes.box;
import static dev.attn.render.layout.Scenes.facts;
import static dev.attn.render.layout.Scenes.fill;
import static dev.attn.render.layout.Scenes.scene;
import static dev.attn.render.layout.Scenes.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.SpaceMark;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.TokenDisplay;
import dev.attn.render.figure.TokenStrip;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Characters are 6 px wide and lines 15 px high; a token has 2 px around it. */
final class RunningTextLayoutTest {

  private static TokenStrip strip(String... tokens) {
    double[] scores = new double[tokens.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (double) i / Math.max(1, scores.length - 1);
    }
    return TokenStrip.copyOf(Tokens.of(tokens), scores);
  }

  private static Box token(Scene scene, int index) {
    return box(scene, "text.token[" + index + "].cell");
  }

  @Test
  void tokens_standSideBySide() {
    Scene scene = scene(strip("my", "horse", "a"));
    assertThat(token(scene, 0)).isEqualTo(new Box(12, 12, 16, 19));
    assertThat(token(scene, 1)).isEqualTo(new Box(12 + 16 + 4, 12, 34, 19));
    assertThat(token(scene, 2)).isEqualTo(new Box(32 + 34 + 4, 12, 10, 19));
    assertThat(box(scene, "text.token[1]")).isEqualTo(new Box(34, 14, 30, 15));
    SceneCheck.assertSound(scene);
  }

  @Test
  void lines_breakWhereTheNextTokenDoesNotFit() {
    Scene scene = scene(strip("my", "horse", "a").withWidth(16 + 4 + 34));
    assertThat(token(scene, 1).y()).isEqualTo(12);
    assertThat(token(scene, 2)).isEqualTo(new Box(12, 12 + 19 + 4, 10, 19));
    assertThat(token(scene(strip("my", "horse", "a").withWidth(53)), 1).y()).isEqualTo(35);
  }

  @Test
  void lineFeeds_beginANewLine() {
    Scene scene = scene(strip("a", ".\n", "b").withDisplay(TokenDisplay.byteLevel()));
    assertThat(token(scene, 1).y()).isEqualTo(12);
    assertThat(token(scene, 2).x()).isEqualTo(12);
    assertThat(token(scene, 2).y()).isEqualTo(35);
  }

  @Test
  void piecesOfAWord_standCloseTogether() {
    TokenStrip pieces = strip("Ġmy", "Ġtoken", "izers").withDisplay(TokenDisplay.byteLevel());
    Scene scene = scene(pieces);
    assertThat(texts(scene, Role.CELL_TEXT)).containsExactly("my", "token", "izers");
    assertThat(token(scene, 1).x()).isEqualTo(token(scene, 0).right() + 4);
    assertThat(token(scene, 2).x()).isEqualTo(token(scene, 1).right() + 1);
    assertThat(facts(pieces, "marks-hidden"))
        .containsExactly("labels: 2 of 3 without the mark at their beginning");
    TokenDisplay shown = TokenDisplay.byteLevel().withSpaces(SpaceMark.SHOW);
    assertThat(texts(scene(pieces.withDisplay(shown)), Role.CELL_TEXT))
        .containsExactly("␣my", "␣token", "izers");
    Scene words = scene(strip("token", "##izers").withDisplay(TokenDisplay.wordPiece()));
    assertThat(token(words, 1).x()).isEqualTo(token(words, 0).right() + 1);
    Scene plain = scene(strip("token", "##izers"));
    assertThat(token(plain, 1).x()).isEqualTo(token(plain, 0).right() + 4);
  }

  @Test
  void colours_areThoseOfTheScale_andTextIsBlackOrWhite() {
    Scene scene =
        scene(
            TokenStrip.copyOf(Tokens.of("low", "zero", "high", "none"), -2, 0, 2, Double.NaN)
                .withScale(Scale.diverging()));
    assertThat(fill(scene, "text.token[0].cell")).isEqualTo(0x3b4cc0);
    assertThat(fill(scene, "text.token[1].cell")).isEqualTo(0xdddddd);
    assertThat(fill(scene, "text.token[2].cell")).isEqualTo(0xb40426);
    assertThat(fill(scene, "text.token[3].cell")).isEqualTo(0x9e9e9e);
    assertThat(scene.marks(Mark.Text.class, Role.CELL_TEXT))
        .extracting(Mark.Text::color)
        .containsExactly(0xffffff, 0, 0xffffff, 0);
    assertThat(texts(scene, Role.BAR_LABEL)).contains("NaN");
  }

  @Test
  void bar_liesBelowTheText() {
    TokenStrip strip = strip("my", "horse", "a").withScale(Scale.linear(0, 1).withTitle("weight"));
    Scene scene = scene(strip);
    // The text is 68 px wide: too short for a bar, which has 120.
    assertThat(box(scene, "bar[0].frame")).isEqualTo(new Box(11, 12 + 19 + 1 + 12 - 1, 120, 14));
    assertThat(box(scene, "bar[0].label[0]").y()).isEqualTo(56 + 1 + 4 + 3);
    assertThat(texts(scene, Role.BAR_LABEL)).containsExactly("0", "1", "weight");
    SceneCheck.assertSound(scene);
  }

  @Test
  void arrows_showValuesBeyondTheBar() {
    Scene scene =
        scene(
            TokenStrip.copyOf(Tokens.of("a", "b", "c"), -1, 0.5, 2).withScale(Scale.linear(0, 1)));
    Box frame = box(scene, "bar[0].frame");
    assertThat(box(scene, "bar[0].under").right()).isEqualTo(frame.x() + 1);
    assertThat(box(scene, "bar[0].over").x()).isEqualTo(frame.right() - 1);
    SceneCheck.assertSound(scene);
  }

  @Test
  void numbersWithoutRoom_areLeftOutWithTheirTicks_onBothSidesOfZero() {
    TokenStrip strip =
        TokenStrip.copyOf(Tokens.of("a".repeat(20), "b".repeat(20)), -0.0147f, 0.0147f)
            .withScale(Scale.diverging());
    Scene scene = scene(strip);
    assertThat(texts(scene, Role.BAR_LABEL)).containsExactly("−0.0147", "0.0000", "0.0147");
    assertThat(scene.marks(Mark.Rect.class, Role.TICK)).hasSize(3);
    assertThat(facts(strip, "bar-labels-thinned"))
        .containsExactly("2 of 5 numbers of a scale left out");
  }

  @Test
  void longToken_isShortened_andSaysSo() {
    TokenStrip strip = strip("short", "a".repeat(30) + "b".repeat(30)).withWidth(100);
    Scene scene = scene(strip);
    assertThat(texts(scene, Role.CELL_TEXT)).containsExactly("short", "aaaaaaaa…bbbbbbb");
    assertThat(facts(strip, "labels-cut")).containsExactly("labels: 1 of 2 shortened");
    assertThat(texts(scene, Role.NOTE)).containsExactly("labels: 1 of 2 shortened");
  }

  @Test
  void fixedSize_decidesHowLongLinesAre() {
    TokenStrip strip = strip("one", "two", "three", "four", "five", "six", "seven");
    Scene scene = scene(strip.withLook(Look.defaults().withSizing(Sizing.figure(160, 160))));
    assertThat(List.of(scene.width(), scene.height())).containsExactly(160, 160);
    assertThat(token(scene, 4).y()).isGreaterThan(token(scene, 0).y());
    assertMessage(
        () -> scene(strip.withLook(Look.defaults().withSizing(Sizing.figure(160, 60)))),
        "figure size must be at least 160 x 113 for this content, got 160 x 60");
  }

  private static TokenStrip spanned(Span... spans) {
    return TokenStrip.copyOf(Tokens.of("my", "horse", "is", "fast").withSpans(spans), 0, 0, 1, 1);
  }

  @Test
  void spans_standBelowTheirTokens() {
    Scene scene = scene(spanned(Span.of(1, 3, "who")));

    assertThat(box(scene, "text.line[0].span[0].bar"))
        .as("from horse to is, one pixel short at both ends")
        .isEqualTo(new Box(32 + 1, 12 + 19 + 4 + 5, 34 + 4 + 16 - 2, 1));
    assertThat(box(scene, "text.line[0].span[0].name").y()).isEqualTo(12 + 19 + 4 + 6 + 2);
    assertThat(box(scene, "text.line[0].span[0].name").x() + 9).isEqualTo(32 + 27);
    SceneCheck.assertSound(scene);
  }

  @Test
  void linesWithSpans_keepTheNextLineAway() {
    Scene scene = scene(spanned(Span.of(0, 2, "who")).withWidth(60));

    int name = box(scene, "text.line[0].span[0].name").bottom();
    assertThat(token(scene, 2).y()).isEqualTo(name + 4);
    assertThat(token(scene(spanned().withWidth(60)), 2).y()).isEqualTo(12 + 19 + 4);
    SceneCheck.assertSound(scene);
  }

  @Test
  void spanOverTwoLines_saysThatItGoesOn() {
    Scene scene = scene(spanned(Span.of(0, 4, "all")).withWidth(60));

    assertThat(texts(scene, Role.SPAN_LABEL)).containsExactly("all \u2026", "\u2026 all");
    assertThat(box(scene, "text.line[2].span[0].bar"))
        .isEqualTo(new Box(13, token(scene, 2).bottom() + 9, 16 + 4 + 28 - 2, 1));
    SceneCheck.assertSound(scene);
  }

  @Test
  void nestedSpans_standBelowEachOther() {
    Scene scene = scene(spanned(Span.of(0, 2, "who"), Span.of(0, 4, "sentence").withLevel(1)));

    assertThat(box(scene, "text.line[0].span[1].bar").y())
        .isGreaterThan(box(scene, "text.line[0].span[0].name").bottom());
    SceneCheck.assertSound(scene);
  }

  @Test
  void lookAlikes_areObjectedTo() {
    TokenStrip strip = strip("Ġthe", "the").withDisplay(TokenDisplay.byteLevel());
    assertThat(Scenes.layout(strip).check())
        .extracting(Fact::sentence)
        .containsExactly("2 different labels are drawn as 'the'");
  }

  @Test
  void everyTheme_isReadable() {
    for (Theme theme : List.of(Theme.light(), Theme.dark(), Theme.print())) {
      TokenStrip strip = strip("a", "b", "c", "d", "e").withLook(Look.defaults().withTheme(theme));
      assertThat(Layouter.of(new FixedAdvance()).check(strip)).isEmpty();
    }
  }

  @Test
  void description_namesTheStrongestTokens() {
    assertThat(strip("my", "horse").withScale(Scale.linear(0, 1).withTitle("weight")).describe())
        .isEqualTo(
            "Text with a score for each token: 1 row by 2 columns."
                + " Colour scale: weight, linear, from 0 (#440154) to 1 (#fde725)."
                + " Largest: token 1 'horse': 1; token 0 'my': 0.");
  }

  @Test
  void messages() {
    Tokens two = Tokens.of("a", "b");
    assertMessage(() -> TokenStrip.copyOf(two, 1), "tokens must be 1, one for each score, got 2");
    assertMessage(
        () -> TokenStrip.of(two, Grid.of(2, 2, (r, c) -> 0)), "scores must be one row, got 2");
    assertMessage(() -> strip("a").withWidth(0), "line width must be at least 1, got 0");
  }
}
