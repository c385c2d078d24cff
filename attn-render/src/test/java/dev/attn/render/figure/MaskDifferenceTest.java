package dev.attn.render.figure;

import static dev.attn.render.figure.GridTest.assertMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MaskDifferenceTest {

  private static final AttentionMask CAUSAL = Masks.causal(4);
  private static final AttentionMask WINDOW =
      Masks.slidingWindow(4, 2).or(Masks.cells(4, new int[][] {{0, 3}}));

  /** The kinds of cells as a picture: . for neither, = for both, A and B for only one. */
  private static String picture(Grid kinds) {
    StringBuilder picture = new StringBuilder();
    float[] row = new float[kinds.columns()];
    for (int r = 0; r < kinds.rows(); r++) {
      kinds.row(r, row);
      for (int c = 0; c < kinds.columns(); c++) {
        assertThat(row[c]).isEqualTo(kinds.value(r, c));
        picture.append(".=AB".charAt((int) row[c]));
      }
      picture.append('\n');
    }
    return picture.toString();
  }

  private static Panel panel(MaskDifference figure) {
    return figure.sheet().content().panels().get(0);
  }

  @Test
  void cells_areOfFourKinds() {
    assertThat(picture(panel(MaskMap.difference(CAUSAL, WINDOW)).tiles().tile(0, 0)))
        .isEqualTo(
            """
            =..B
            ==..
            A==.
            AA==
            """);
  }

  @Test
  void colours_areNamedInTheLegend() {
    MaskDifference figure = MaskMap.difference(CAUSAL, WINDOW).withNames("causal", "window");
    assertThat(figure.sheet().legend().entries())
        .containsExactly(
            new Legend.Entry(0xe66101, "only causal"),
            new Legend.Entry(0x2166ac, "only window"),
            new Legend.Entry(0xb0b0b0, "both"),
            new Legend.Entry(0xf2f2f2, "neither"));
    ResolvedScale scale = ResolvedScale.all(List.of(panel(figure))).values().iterator().next();
    assertThat(scale.colors().rgb(0)).isEqualTo(0xf2f2f2);
    assertThat(scale.colors().rgb(1)).isEqualTo(0xb0b0b0);
    assertThat(scale.colors().rgb(2)).isEqualTo(0xe66101);
    assertThat(scale.colors().rgb(3)).isEqualTo(0x2166ac);
    MaskDifference other = figure.withColors(new MaskDifference.Colors(1, 2, 3, 4));
    assertThat(other.sheet().legend().entries())
        .extracting(Legend.Entry::color)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void kinds_areCountedInTheDescription() {
    assertThat(MaskMap.difference(CAUSAL, WINDOW).describe())
        .isEqualTo(
            "Difference of two masks: 4 rows by 4 columns. 3 of 16 cells are 'only A'."
                + " 1 of 16 cells is 'only B'. 7 of 16 cells are 'both'."
                + " 5 of 16 cells are 'neither'.");
    assertThat(MaskMap.difference(CAUSAL, WINDOW).check()).isEmpty();
  }

  @Test
  void largeMasks_areScaledDownAndLoseNoDifference() {
    AttentionMask a = Masks.causal(10).xor(Masks.cells(10, new int[][] {{1, 8}, {7, 2}}));
    AttentionMask b = Masks.causal(10).xor(Masks.cells(10, new int[][] {{9, 0}, {2, 8}, {0, 9}}));
    MaskDifference whole = MaskMap.difference(a, b);
    MaskDifference small = whole.withDetail(new MaskMap.Detail(5, 5));
    Grid cells = panel(whole).tiles().tile(0, 0);
    Grid squares = panel(small).tiles().tile(0, 0);

    assertThat(squares.rows()).isEqualTo(5);
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < 5; c++) {
        float first = Math.max(cells.value(2 * r, 2 * c), cells.value(2 * r, 2 * c + 1));
        float second = Math.max(cells.value(2 * r + 1, 2 * c), cells.value(2 * r + 1, 2 * c + 1));
        assertThat(squares.value(r, c))
            .as("square %s, %s", r, c)
            .isEqualTo(Math.max(first, second));
      }
    }
    assertThat(small.sheet().notes())
        .extracting(Fact::sentence)
        .containsExactly(
            "each square is 2 x 2 cells; shown is only B before only A before both;"
                + " of all cells 2 are only A, 3 only B");
  }

  @Test
  void hundredThousandTokens_areComparedByAlgebra() {
    int n = 100_000;
    AttentionMask window = Masks.slidingWindow(n, 4096);
    AttentionMask missing = window.minus(Masks.cells(n, new int[][] {{70_000, 69_999}}));
    MaskDifference figure =
        MaskMap.difference(window, missing).withOverlays(Highlight.cell(0, 0)).withNames("x", "y");

    assertThat(figure.sheet().notes())
        .extracting(Fact::sentence)
        .containsExactly(
            "each square is up to 196 x 196 cells; shown is only y before only x before both;"
                + " of all cells 1 are only x, 0 only y",
            "1 overlay is not drawn over a mask that is scaled down");
    assertThat(panel(figure).tiles().tile(0, 0).value(357, 357)).as("only x").isEqualTo(2);
    assertThat(figure.describe()).contains("1 are only x").doesNotContain("cells are 'both'");
  }

  @Test
  void messages() {
    assertMessage(
        () -> MaskMap.difference(CAUSAL, Masks.causal(3)),
        "b must have shape [4, 4] like a, got [3, 3]");
    assertMessage(
        () -> MaskMap.difference(CAUSAL, WINDOW).withRows(Axis.labels("a")),
        "row axis must have 4 labels, one for each position, got 1");
  }
}
