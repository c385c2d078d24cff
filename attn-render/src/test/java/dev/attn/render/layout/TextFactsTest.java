package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.TokenDisplay;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Typeface;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextFactsTest {

  private static final Grid GRID = Grid.of(1, 4, (r, c) -> c);

  @Test
  void substitutions_areFacts() {
    Figure figure = map(Axis.labels("a\uff5c", "\u6c34", "\u0633\u0644", "b"));

    assertThat(sentences(figure, "folded"))
        .containsExactly("1 of 6 texts with a character drawn by another one");
    assertThat(sentences(figure, "boxed"))
        .containsExactly("1 of 6 texts with a character drawn as its number");
    assertThat(sentences(figure, "unshaped"))
        .containsExactly("1 of 6 texts with letters that should be joined");
  }

  @Test
  void plainText_isNoFact() {
    Figure figure = map(Axis.labels("<b>", "$x_1$", "\\frac{", "%d"));

    assertThat(sentences(figure, "folded")).isEmpty();
    assertThat(sentences(figure, "boxed")).isEmpty();
    assertThat(sentences(figure, "unshaped")).isEmpty();
    assertThat(sentences(figure, "marks-hidden")).isEmpty();
  }

  @Test
  void display_decidesWhatIsDrawnAndCountsWhatIsHidden() {
    Axis tokens =
        Axis.labels("\u0120the", "cat", "\u0120", "\u010a").withDisplay(TokenDisplay.byteLevel());
    Layout layout = layout(map(tokens));

    assertThat(sentences(map(tokens), "marks-hidden"))
        .containsExactly("labels: 1 of 4 without the mark at their beginning");
    assertThat(
            layout.scene().marks().stream()
                .filter(mark -> mark.id().startsWith("panel.columns.label"))
                .map(mark -> ((Mark.Text) mark).text()))
        .containsExactly("the", "cat", "\u2423", "\u23ce");
  }

  @Test
  void labelsThatLookAlike_areObjectedTo() {
    Axis tokens =
        Axis.labels("\u0120the", "the", "cat", "cat").withDisplay(TokenDisplay.byteLevel());
    assertThat(layout(map(tokens)).check())
        .extracting(Fact::sentence)
        .containsExactly("2 different labels are drawn as 'the'");
    assertThat(layout(map(Axis.labels("a|", "a\uff5c", "b", "c"))).check())
        .extracting(Fact::sentence)
        .containsExactly("2 different labels are drawn as 'a|'");
    assertThat(layout(map(Axis.labels("\u6c34", "\u706b", "a", "a"))).check()).isEmpty();
  }

  @Test
  void caption_standsBelowEverything() {
    Layout layout =
        layout(
            HeatMap.of(GRID)
                .withTitle("Title")
                .withCaption("One row of four values, which rise from left to right."));
    List<Mark.Text> lines = layout.scene().marks(Mark.Text.class, Role.CAPTION);
    assertThat(String.join(" ", lines.stream().map(Mark.Text::text).toList()))
        .isEqualTo("One row of four values, which rise from left to right.");
    int below = layout.scene().height() - 12;
    assertThat(lines.get(lines.size() - 1).box().bottom()).isEqualTo(below);
    SceneCheck.assertSound(layout.scene());
    assertThat(HeatMap.of(GRID).withCaption("A caption.").describe())
        .contains("Caption: A caption.");
    assertThat(layout(HeatMap.of(GRID).withCaption("word ".repeat(200))).facts())
        .extracting(Fact::code)
        .contains("title-cut");
  }

  private static Figure map(Axis columns) {
    return HeatMap.of(GRID).withColumns(columns);
  }

  private static List<String> sentences(Figure figure, String code) {
    return layout(figure).facts().stream()
        .filter(fact -> fact.code().equals(code))
        .map(Fact::sentence)
        .toList();
  }

  private static Layout layout(Figure figure) {
    return Layouter.of(Typeface.bundled()).layout(figure);
  }
}
