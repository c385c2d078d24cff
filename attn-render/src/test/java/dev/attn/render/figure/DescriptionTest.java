package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DescriptionTest {

  private static HeatMap map() {
    return HeatMap.of(Grid.copyOf(new float[][] {{1, 0}, {0.25f, 0.75f}}))
        .withRows(Axis.labels("my", "horse").withTitle("query"))
        .withColumns(Axis.labels("my", "horse").withTitle("key"))
        .withScale(Scale.linear(0, 0.8).withTitle("weight"))
        .withTitle("Layer 3");
  }

  @Test
  void heatMap_isDescribedFromItsData() {
    assertThat(map().describe())
        .isEqualTo(
            "Heat map: 2 rows by 2 columns. Title: Layer 3. Rows: query. Columns: key."
                + " Colour scale: weight, linear, from 0 (#440154) to 0.8 (#fde725)."
                + " Largest: query 0 'my', key 0 'my': 1; query 1 'horse', key 1 'horse': 0.75;"
                + " query 1 'horse', key 0 'my': 0.25."
                + " Of the sum of all cells 87.5 % is on the diagonal, 62.5 % on the first key."
                + " 1 of 4 cells is above the scale.");
  }

  @Test
  void positions_tellNoToken() {
    assertThat(map().describe(Naming.POSITIONS, 600))
        .contains("Largest: query 0, key 0: 1;")
        .doesNotContain("horse", "Layer 3");
  }

  @Test
  void orientation_isSaid() {
    assertThat(map().withOrientation(Orientation.ROWS_ARE_KEYS).describe())
        .contains(
            "Rows: key. Columns: query. In each map rows are keys and columns are queries.",
            "62.5 % on the first key");
    assertThat(map().withOrigin(Origin.BOTTOM).describe())
        .contains("The first row is at the bottom.");
  }

  @Test
  void mask_isCounted() {
    assertThat(MaskMap.of(Masks.causal(4)).describe())
        .isEqualTo("Mask: 4 rows by 4 columns. 10 of 16 cells are 1.");
    assertThat(MaskMap.of(Masks.causal(4)).withLegend("may attend", "masked").describe())
        .isEqualTo("Mask: 4 rows by 4 columns. 10 of 16 cells are 'may attend'.");
  }

  @Test
  void numbersOfHeads_haveNoShareOfADiagonalOrKey() {
    HeadGrid heads = (HeadGrid) TargetFigures.headGrid();
    assertThat(heads.withHeadCell(HeadCell.scalar(Reducer.max())).describe())
        .contains("Columns: head.")
        .doesNotContain("diagonal", "first key");
  }

  @Test
  void headGrid_namesLayerAndHead() {
    assertThat(TargetFigures.headGrid().describe())
        .startsWith("Grid of heads: 2 panels, 12 by 12 maps of 13 rows by 13 columns")
        .contains("Largest: layer 7, head 8, row 6, column 12: 0.29;");
  }

  @Test
  void scaleWithACentre_namesWhatIsFarthestFromIt() {
    HeatMap map = HeatMap.of(Grid.copyOf(new float[][] {{0.5f, -4}, {3, -0.25f}}));
    assertThat(map.withScale(Scale.diverging()).describe())
        .contains("Farthest from 0: row 0, column 1: -4; row 1, column 0: 3; row 0, column 0: 0.5.")
        .doesNotContain("Largest");
    assertThat(map.withScale(Scale.diverging().withLimits(Limits.symmetricAbout(3))).describe())
        .contains("Farthest from 3: row 0, column 1: -4;");
    assertThat(map.describe()).contains("Largest: row 1, column 0: 3;");
  }

  @Test
  void comparison_namesTheLargestAndTheFarthest() {
    Grid a = Grid.copyOf(new float[][] {{0.75f, 0.25f}});
    Grid b = Grid.copyOf(new float[][] {{0, 1}});
    assertThat(PanelGrid.compare(a, b).describe(Naming.LABELS, 1000))
        .contains(
            "Largest: panel[0,1], row 0, column 1: 1; panel[0,0], row 0, column 0: 0.75;",
            "Farthest from 0: panel[0,2], row 0, column 0: 0.75; panel[0,2], row 0, column 1: -0.75.");
  }

  @Test
  void oneOfAKind_isNoPlural() {
    Grid one = Grid.copyOf(new float[][] {{1}});
    assertThat(HeatMap.of(one).describe()).startsWith("Heat map: 1 row by 1 column.");
    assertThat(HeatMap.of(one).facts()).extracting(Fact::sentence).contains("1 cell in 1 panel");
    assertThat(MaskMap.of(Masks.causal(1)).describe()).endsWith("1 of 1 cell is 1.");
    HeatMap masked =
        HeatMap.of(Grid.copyOf(new float[][] {{0.5f, 0.25f}, {0.5f, 0.5f}}))
            .withMask(Masks.causal(2))
            .withContent(Content.WEIGHTS);
    assertThat(masked.check())
        .extracting(Fact::sentence)
        .containsExactly(
            "1 masked cell holds a value other than 0",
            "1 of 2 queries has weights that do not sum to 1; query 0 sums to 0.5");
  }

  @Test
  void notesOfTheFigure_areSaid() {
    assertThat(MaskMap.of(Masks.causal(50_000)).describe())
        .isEqualTo(
            "Mask: 50000 rows by 50000 columns."
                + " Each square is up to 98 x 98 cells; shade = share that may attend.");
  }

  @Test
  void signedValues_haveNoShares() {
    HeatMap map = HeatMap.of(Grid.copyOf(new float[][] {{-1, 2}, {3, 4}}));
    assertThat(map.describe()).doesNotContain("diagonal");
  }

  @Test
  void length_isBoundedAndWholeSentencesAreLeftOut() {
    List<String> tokens = Collections.nCopies(30, "a token that is rather long ".repeat(4));
    HeatMap map =
        HeatMap.of(Grid.of(30, 30, (r, c) -> r + c))
            .withRows(Axis.labels(tokens))
            .withColumns(Axis.labels(tokens))
            .withTitle("A title");
    assertThat(map.describe()).hasSizeLessThanOrEqualTo(600).endsWith("on the first key.");
    assertThat(map.describe(Naming.LABELS, 2000)).contains("a token that is rather long");
    assertThat(map.describe(Naming.LABELS, 40)).isEqualTo("Heat map: 30 rows by 30 columns.");
    assertThat(map.describe(Naming.LABELS, 0)).isEmpty();
  }

  @Test
  void everyFigure_namesItsKind() {
    Grid grid = Grid.of(2, 2, (r, c) -> r);
    assertThat(
            List.of(
                LayerStrips.of(List.of(grid)).kind(),
                PanelGrid.of(List.of(List.of(grid))).kind(),
                LayerTokenMap.of(grid).kind(),
                map().sheet().kind()))
        .containsExactly("strips", "grid of maps", "map of layers and tokens", "figure");
  }
}
