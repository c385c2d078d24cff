package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.TokenDisplay;
import dev.attn.render.scene.Mark;
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
