package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Content;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.TextSizes;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.Zoom;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Typeface;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each code has a figure that deserves it, and sound figures have none. */
final class ChecksTest {

  private static List<String> check(Figure figure) {
    return Layouter.of(Typeface.bundled()).check(figure).stream()
        .map(found -> found.code() + " " + found.subject() + ": " + found.sentence())
        .distinct()
        .toList();
  }

  private static List<String> codes(Figure figure) {
    return Layouter.of(Typeface.bundled()).check(figure).stream()
        .map(Fact::code)
        .distinct()
        .toList();
  }

  /** Rows that sum to 1, without anything to object to. */
  private static Grid uniform(int tokens) {
    return Grid.of(tokens, tokens, (q, k) -> k <= q ? 1f / (q + 1) : 0)
        .withMask(Masks.causal(tokens));
  }

  @Test
  void soundFigures_haveNothingToObjectTo() {
    assertThat(check(HeatMap.of(uniform(12)).withContent(Content.WEIGHTS))).isEmpty();
    assertThat(check(TargetFigures.treeMask())).isEmpty();
    assertThat(check(TargetFigures.pauseStrips())).isEmpty();
    assertThat(check(TargetFigures.meanPanels())).isEmpty();
    assertThat(check(TargetFigures.layerTokens())).isEmpty();
    assertThat(
            check(
                HeatMap.of(uniform(12))
                    .withOverlays(
                        CellText.all(),
                        Highlight.row(3),
                        Highlight.top(2),
                        Rule.causal(),
                        Rule.diagonal())))
        .isEmpty();
    assertThat(check(HeatMap.of(uniform(6)).withLook(Look.defaults().withTheme(Theme.dark()))))
        .isEmpty();
    assertThat(check(HeatMap.of(uniform(6)).withLook(Look.defaults().withTheme(Theme.print()))))
        .isEmpty();
  }

  @Test
  void saturated_moreThanOnePercentClips() {
    Grid grid = Grid.of(10, 10, (r, c) -> r * 10 + c);
    assertThat(check(HeatMap.of(grid).withScale(Scale.linear(0, 90).withTitle("weight"))))
        .containsExactly("saturated weight: 9 of 100 cells lie beyond the ends of the scale");
    assertThat(check(HeatMap.of(grid).withScale(Scale.linear(0, 98)))).isEmpty();
  }

  @Test
  void washedOut_namesLimitsWithoutTheFirstKey() {
    Grid sink = Grid.of(200, 200, (q, k) -> k == 0 && q == 0 ? 1 : q == 9 && k == 5 ? 0.04f : 0);
    assertThat(check(HeatMap.of(sink)))
        .containsExactly(
            "washed-out linear [0, max]: 99.9 % of the cells lie within 5 % of the scale; limits"
                + " that ignore the first key would end at 0.04, and a square root or a logarithm"
                + " spreads small values");
    assertThat(codes(HeatMap.of(sink).withScale(Scale.linear(-1, 1))))
        .as("wherever the crowd is")
        .containsExactly("washed-out");
    assertThat(codes(HeatMap.of(sink).withScale(Scale.classes(0, 0.5, 1)))).isEmpty();
    assertThat(codes(HeatMap.of(Grid.of(20, 20, (r, c) -> 3)))).as("constant").isEmpty();
  }

  @Test
  void colourVision_warnsOfMapsThatLookAlike() {
    Grid grid = Grid.of(10, 10, (r, c) -> r - c);
    HeatMap map = HeatMap.of(grid);
    assertThat(check(map.withScale(Scale.diverging().withColormap(Colormaps.named("RdGy")))))
        .containsExactly(
            "colour-vision RdGy: distant values of RdGy look alike with a colour vision"
                + " deficiency: distance 2.8, should be at least 10");
    assertThat(codes(map.withScale(Scale.diverging().withColormap(Colormaps.named("Spectral")))))
        .containsExactly("colour-vision");
  }

  @Test
  void notMonotone_warnsOfSequentialMapsOnly() {
    HeatMap map = HeatMap.of(Grid.of(10, 10, (r, c) -> r - c));
    Scale range = Scale.dataRange();
    assertThat(check(map.withScale(range.withColormap(Colormaps.named("turbo")))))
        .containsExactly(
            "not-monotone turbo: lightness of turbo goes up and down: back by 66.5 of 100");
    assertThat(check(map.withScale(range.withColormap(Colormaps.named("phase"))))).isEmpty();
    assertThat(check(map.withScale(Scale.diverging()))).isEmpty();
  }

  @Test
  void rowSum_isCheckedForDeclaredWeights() {
    Grid grid = Grid.of(3, 3, (q, k) -> q == 1 ? 0.25f : 1 / 3f);
    assertThat(check(HeatMap.of(grid))).isEmpty();
    assertThat(check(HeatMap.of(grid).withContent(Content.WEIGHTS)))
        .containsExactly(
            "row-sum panel: 1 of 3 queries has weights that do not sum to 1; query 1 sums to"
                + " 0.75");
    assertThat(
            codes(
                HeatMap.of(Grid.of(3, 3, (q, k) -> k == 1 ? 1 : 0))
                    .withContent(Content.WEIGHTS)
                    .withOrientation(Orientation.ROWS_ARE_KEYS)))
        .isEmpty();
    assertThat(codes(HeatMap.of(Grid.of(2, 2, (q, k) -> Float.NaN)).withContent(Content.WEIGHTS)))
        .containsExactly("row-sum");
    HeatMap masked =
        HeatMap.of(Grid.of(2, 2, (q, k) -> 0)).withMask(Masks.fromDense(new boolean[2][2]));
    assertThat(codes(masked.withContent(Content.WEIGHTS))).isEmpty();
  }

  @Test
  void futureWeight_findsValuesUnderTheMask() {
    Grid grid = Grid.of(4, 4, (q, k) -> 0.25f * (q + 1)).withMask(Masks.causal(4));
    assertThat(check(HeatMap.of(grid)))
        .containsExactly("future-weight panel: 6 masked cells hold a value other than 0");
    Grid scores =
        Grid.of(4, 4, (q, k) -> k > q ? Float.NEGATIVE_INFINITY : q + k).withMask(Masks.causal(4));
    assertThat(check(HeatMap.of(scores))).as("masked scores are minus infinite").isEmpty();
    assertThat(codes(HeatMap.of(grid).withMasked(Masked.AS_ZERO))).containsExactly("future-weight");
  }

  @Test
  void overlap_findsLabelsThatWereForcedTogether() {
    Axis axis =
        Axis.labels(Collections.nCopies(6, "favorite")).withAngle(LabelAngle.LEVEL).withStep(1);
    assertThat(check(HeatMap.of(Grid.of(6, 6, (r, c) -> r)).withColumns(axis)))
        .hasSize(5)
        .contains(
            "overlap panel.columns.label[0]: panel.columns.label[0] overlaps"
                + " panel.columns.label[1]");
  }

  @Test
  void outside_findsMarksBeyondTheFigure() {
    Mark.Rect rect = Mark.Rect.filled("stray", Role.SWATCH, new Box(95, 5, 10, 10), 0);
    Scene scene = new Scene(100, 100, 0xffffff, List.of(rect));
    assertThat(SceneChecks.of(scene, 1))
        .containsExactly(new Fact("outside", "stray", List.of(), "stray leaves the figure"));
  }

  @Test
  void contrast_findsPaleTextsAndLines() {
    Theme light = Theme.light();
    Theme pale =
        new Theme(
            0xffffff,
            0x999999,
            0xbbbbbb,
            light.link(),
            light.note(),
            light.masked(),
            light.sizes(),
            light.cells());
    HeatMap map =
        HeatMap.of(Grid.of(6, 6, (r, c) -> r))
            .withTitle("Pale")
            .withLook(Look.defaults().withTheme(pale));
    assertThat(check(map))
        .contains(
            "contrast title: text has contrast 2.85, should be at least 4.5",
            "contrast bar[0].tick[0]: line has contrast 1.92, should be at least 3");
    HeatMap yellow =
        HeatMap.of(Grid.of(6, 6, (r, c) -> 1 - 0.01f * r))
            .withOverlays(Highlight.cell(2, 2).withColor(0xfde725));
    assertThat(codes(yellow)).containsExactly("contrast");
  }

  @Test
  void smallText_isBelowSixPoints() {
    Theme tiny = Theme.light().withSizes(new TextSizes(7, 8, 9, 8));
    HeatMap map = HeatMap.of(Grid.of(6, 6, (r, c) -> r));
    assertThat(check(map.withLook(Look.defaults().withTheme(tiny))))
        .contains("small-text bar[0].label[0]: text is 7 px high, should be at least 8");
    assertThat(Layouter.of(Typeface.bundled()).withScale(0.5).check(map).stream().map(Fact::code))
        .as("sizes are those at scale 1")
        .doesNotContain("small-text");
  }

  @Test
  void ambiguousLabels_areThoseThatDifferInSpacesOnly() {
    HeatMap map =
        HeatMap.of(Grid.of(3, 3, (r, c) -> r)).withRows(Axis.labels("the", " the", "cat"));
    assertThat(check(map))
        .containsExactly("ambiguous-labels panel.rows: 2 different labels are drawn as 'the'");
    assertThat(check(HeatMap.of(Grid.of(2, 2, (r, c) -> r)).withRows(Axis.labels("the", "the"))))
        .as("the same label may repeat")
        .isEmpty();
  }

  @Test
  void linkOverLabel_isAvoidedWithLabelsOnTheFarSide() {
    HeadGrid grid = (HeadGrid) TargetFigures.headGrid();
    assertThat(check(grid))
        .hasSize(3)
        .contains("link-over-label link[0].top: link[0].top passes zoom[0].rows.label[0]");
    assertThat(check(grid.withZoom(Zoom.of(6, 7).withLabelSide(Side.RIGHT)))).isEmpty();
  }

  @Test
  void leftOverPixels_areAFact() {
    HeatMap map =
        HeatMap.of(Grid.of(7, 7, (r, c) -> r))
            .withLook(Look.defaults().withSizing(Sizing.figure(300, 280)));
    assertThat(Layouter.of(new FixedAdvance()).layout(map).facts())
        .filteredOn(fact -> fact.code().equals("left-over"))
        .singleElement()
        .satisfies(fact -> assertThat(fact.sentence()).endsWith(" px of the figure are left over"));
  }

  @Test
  void labels_areCountedAxisByAxis() {
    HeatMap map = HeatMap.of(Grid.of(3, 3, (r, c) -> r)).withRows(Axis.labels("a", "b", "c"));
    assertThat(Layouter.of(new FixedAdvance()).layout(map).facts())
        .contains(
            new Fact(
                "labels",
                "panel.rows",
                List.of(3.0, 3.0, 11.0),
                "3 of 3 labels drawn, turned none, 11 px high"));
  }
}
