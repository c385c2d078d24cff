package dev.attn.render.figure;

import static dev.attn.render.figure.GridTest.assertMessage;

import dev.attn.render.color.Normalization;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is refused, and the whole text that says so. */
final class FigureMessagesTest {

  private static Grid grid(int rows, int columns) {
    return Grid.of(rows, columns, (r, c) -> 0);
  }

  private static Panel panel(String id, Scale scale) {
    return Panel.of(id, Tiles.of(grid(2, 2)), scale);
  }

  @Test
  void scales() {
    assertMessage(() -> Scale.linear(0.5, 0.5), "hi must be greater than lo 0.5, got 0.5");
    assertMessage(() -> Scale.linear(Double.NaN, 1), "lo must be finite, got NaN");
    assertMessage(
        () -> Scale.linear(0, Double.POSITIVE_INFINITY), "hi must be finite, got Infinity");
    assertMessage(
        () -> Scale.zeroToMax().withTickStep(0), "tick step must be positive and finite, got 0.0");
    assertMessage(
        () -> Scale.zeroToMax().withSpacing(Normalization.log(1, 2)),
        "limits of a log scale must be above 0, got [0, max]; take fixed ones or"
            + " Limits.positive()");
    assertMessage(
        () -> Scale.log(0, 1),
        "limits of a log scale must be above 0, got [0, 1]; take fixed ones or Limits.positive()");
    assertMessage(
        () -> Scale.centred(2).withLimits(Limits.fixed(0, 1)),
        "limits must be on both sides of the centre 2.0, got [0, 1]");
    assertMessage(
        () -> Scale.classes(0, 1, 2).withLimits(Limits.zeroToMax()),
        "limits of classes must be their outer boundaries [0, 2], got [0, max]");
  }

  @Test
  void limits() {
    assertMessage(
        () -> Limits.fixed(0, 1).ignoringDiagonal(),
        "fixed limits must ignore nothing, as they do not depend on data, got [0, 1]");
    assertMessage(
        () -> Limits.fixed(0, 1).ignoringTop(1),
        "fixed limits must ignore nothing, as they do not depend on data, got [0, 1]");
    assertMessage(
        () -> Limits.zeroToMax().ignoringTop(100),
        "ignored top must be in [0, 100) percent, got 100.0");
    assertMessage(
        () -> Limits.percentiles(60, 40),
        "percentiles must be in [0, 100] and rise, got [60.0, 40.0]");
    assertMessage(
        () -> Limits.percentiles(0, 99).ignoringTop(1),
        "percentiles must not ignore the top 1.0 percent as well, got"
            + " [percentile 0, percentile 99]");
    assertMessage(() -> Limits.symmetricAbout(Double.NaN), "centre must be finite, got NaN");
  }

  @Test
  void axes() {
    assertMessage(() -> Axis.numbered(5, 4), "last must be at least first 5, got 4");
    assertMessage(() -> Axis.none().withStep(0), "step must be at least 1, got 0");
    assertMessage(
        () -> HeatMap.of(grid(3, 2)).withRows(Axis.labels("a", "b")),
        "row axis must have 3 labels, one for each position, got 2");
    assertMessage(
        () -> HeatMap.of(grid(3, 2)).withColumns(Axis.labels("a")),
        "column axis must have 2 labels, one for each position, got 1");
    assertMessage(
        () -> HeatMap.of(grid(3, 2)).withRows(Axis.spans(Span.of(0, 4, "all"))),
        "span of the row axis must end at or before 3, got all [0, 4)");
    assertMessage(
        () -> Axis.spans(Span.of(0, 3, "a"), Span.of(2, 4, "b")),
        "spans must be apart, or nested with the outer one at a higher level, got b [2, 4) at"
            + " level 0 and a [0, 3) at level 0");
    assertMessage(
        () -> panel("a", Scale.sqrt()).withAxes(Axis.none().withSide(Side.TOP), Axis.none()),
        "side of a row axis must be LEFT or RIGHT, got TOP");
    assertMessage(
        () -> panel("a", Scale.sqrt()).withAxes(Axis.none(), Axis.none().withSide(Side.LEFT)),
        "side of a column axis must be TOP or BOTTOM, got LEFT");
  }

  @Test
  void sizes() {
    assertMessage(() -> Sizing.cells(0, 1), "cell width must be at least 1, got 0");
    assertMessage(() -> Sizing.cells(1, 0), "cell height must be at least 1, got 0");
    assertMessage(() -> Sizing.figure(0, 1), "figure width must be at least 1, got 0");
    assertMessage(() -> Sizing.figure(1, 0), "figure height must be at least 1, got 0");
  }

  @Test
  void tiles() {
    assertMessage(() -> Tiles.of(grid(0, 5)), "grid must have at least one cell, got shape [0, 5]");
    assertMessage(
        () -> Tiles.mosaic(List.<List<Grid>>of()), "tiles must hold at least one grid, got 0");
    assertMessage(
        () -> Tiles.mosaic(List.of(List.of(grid(1, 1)), List.<Grid>of())),
        "row 1 of tiles must have 1 grids like the first, got 0");
    assertMessage(
        () -> Tiles.mosaic(List.of(List.of(grid(1, 1), grid(1, 2)))),
        "tile [0, 1] must have shape [1, 1] like the first, got [1, 2]");
    assertMessage(
        () -> new Tiles(List.of(List.of(grid(1, 1), grid(1, 1))), Tiles.Counted.CELLS),
        "tiles must be counted if there are many, got CELLS");
  }

  @Test
  void overlays() {
    Panel panel = panel("a", Scale.sqrt());
    assertMessage(
        () -> panel.withOverlays(List.of(new Outline(2, 0, 0))),
        "outline row must be in [0, 2), got 2");
    assertMessage(
        () -> panel.withOverlays(List.of(new Outline(0, -1, 0))),
        "outline column must be in [0, 2), got -1");
    assertMessage(() -> StepLine.through(1, 0), "depth must be at least 1, got 0 at column 1");
    assertMessage(
        () -> panel.withOverlays(List.of(StepLine.through(1))),
        "step line must have 2 depths, one for each column, got 1");
    assertMessage(
        () -> LayerTokenMap.of(grid(2, 2)).withSteps(StepLine.through(3, 4)),
        "depth must be at most 3, one more than there are rows, got 4 at column 1");
  }

  @Test
  void highlightsAndTexts() {
    HeatMap map = HeatMap.of(grid(3, 2));
    assertMessage(
        () -> map.withOverlays(Highlight.row(3)).sheet(),
        "highlighted row must be in [0, 3), got 3");
    assertMessage(
        () -> map.withOverlays(Highlight.column(2)).sheet(),
        "highlighted column must be in [0, 2), got 2");
    assertMessage(() -> Highlight.cell(-1, 0), "highlight must begin at or after 0, got -1");
    assertMessage(() -> new Highlight.Range(2, 2), "highlight must end after 2, got 2");
    assertMessage(() -> Highlight.top(0), "top cells must be at least 1, got 0");
    assertMessage(() -> CellText.top(0), "top cells must be at least 1, got 0");
    assertMessage(() -> CellText.all().withDecimals(7), "decimals must be in [0, 6], got 7");
    assertMessage(
        () ->
            map.withOverlays(StepLine.through(1, 2))
                .withOrientation(Orientation.ROWS_ARE_KEYS)
                .sheet(),
        "step line must be in a map whose rows are not keys, got StepLine[depths=[1, 2]]");
    Panel mosaic =
        Panel.of("a", Tiles.mosaic(List.of(List.of(grid(1, 1), grid(1, 1)))), Scale.zeroToMax());
    assertMessage(
        () -> mosaic.withOverlays(List.of(CellText.all())),
        "cell text must be in a panel of one grid, got 1 x 2 grids");
    assertMessage(
        () -> mosaic.withOverlays(List.of(Highlight.top(1))),
        "top cells must be in a panel of one grid, got 1 x 2 grids");
    assertMessage(
        () -> mosaic.withOverlays(List.of(Rule.causal())),
        "rule must be in a panel of one grid, got 1 x 2 grids");
  }

  @Test
  void themes() {
    assertMessage(() -> new TextSizes(11, 0, 14, 10), "text size must be at least 1, got 0");
    assertMessage(() -> Theme.light().withCells(0, 4), "cell width must be at least 1, got 0");
  }

  @Test
  void sheets() {
    Panel one = panel("panel[1,2]", Scale.linear(0, 0.8));
    assertMessage(
        () -> Sheet.of(one).withBars(Bar.over(Scale.linear(0, 1), one)),
        "panel [1, 2] must use the scale of its bar, got linear [0, 0.8]");
    assertMessage(
        () -> Sheet.of(new Row(List.of(one, one), Gap.PANELS)),
        "panel id must be unique, got panel[1,2]");
    assertMessage(
        () -> Sheet.of(one).withLinks(List.of(new Link("panel[1,2]", 0, 0, "zoom"))),
        "panel must be one of the sheet, got zoom");
    assertMessage(
        () -> Matrix.of(List.<List<Panel>>of(), Gap.PANELS),
        "matrix must hold at least one block, got 0");
    assertMessage(
        () -> Matrix.of(List.of(List.of(one), List.<Panel>of()), Gap.PANELS),
        "rows of a matrix must have 1 blocks like the first, got 0");
    assertMessage(
        () ->
            Matrix.of(List.of(List.of(one)), Gap.PANELS)
                .withRowHeaders(List.of("a", "b"), LabelAngle.LEVEL),
        "row headers must be 1, one each, got 2");
    assertMessage(
        () -> Matrix.of(List.of(List.of(one)), Gap.PANELS).withColumnHeaders(List.of("a", "b")),
        "column headers must be 1, one each, got 2");
  }

  @Test
  void strips() {
    assertMessage(
        () -> LayerStrips.of(List.<Grid>of()), "strips must hold at least one grid, got 0");
    assertMessage(
        () -> LayerStrips.of(List.of(grid(2, 33), grid(2, 40))),
        "strip 1 must have shape [2, 33] like the first, got [2, 40]");
  }

  @Test
  void panelGrids() {
    assertMessage(
        () -> PanelGrid.of(List.<List<Grid>>of()), "grids must hold at least one grid, got 0");
    assertMessage(
        () -> PanelGrid.of(List.of(List.of(grid(1, 1)), List.<Grid>of())),
        "row 1 of panels must have 1 grids like the first, got 0");
    assertMessage(
        () -> PanelGrid.of(List.of(List.of(grid(1, 1)))).withRowHeaders("a", "b"),
        "row headers must be 1, one each, got 2");
    assertMessage(
        () -> PanelGrid.of(List.of(List.of(grid(1, 1)))).withColumnHeaders("a", "b"),
        "column headers must be 1, one each, got 2");
  }

  @Test
  void heads() {
    HeadGrid grid = HeadGrid.of(TargetFigures.saliency(2, 3, 4));
    assertMessage(() -> grid.withZoom(Zoom.of(2, 0)), "zoom layer must be in [0, 2), got 2");
    assertMessage(() -> grid.withZoom(Zoom.of(0, 3)), "zoom head must be in [0, 3), got 3");
    assertMessage(() -> Zoom.of(-1, 0), "zoom layer must be at least 0, got -1");
    assertMessage(() -> Zoom.of(0, -1), "zoom head must be at least 0, got -1");
    assertMessage(
        () -> Zoom.of(0, 0).withLabelSide(Side.TOP),
        "zoom label side must be LEFT or RIGHT, got TOP");
    assertMessage(
        () -> grid.withTokens(Tokens.of("a")),
        "query axis must have 4 labels, one for each position, got 1");
    assertMessage(
        () -> grid.withTokens(Tokens.of("a", "b", "c", "d"), Tokens.of("a")),
        "key axis must have 4 labels, one for each position, got 1");
  }

  @Test
  void layerTokenMaps() {
    assertMessage(
        () -> LayerTokenMap.of(grid(2, 3)).withDepth(Axis.numbered(1, 3)),
        "depth axis must have 2 labels, one for each position, got 3");
    assertMessage(
        () -> LayerTokenMap.of(grid(2, 3)).withTokens(Tokens.of("a")),
        "token axis must have 3 labels, one for each position, got 1");
    assertMessage(
        () ->
            Sheet.of(panel("a", Scale.sqrt()))
                .withTitle(Optional.of("t"))
                .withBars(new Bar(Scale.sqrt(), List.of("b"))),
        "panel must be one of the sheet, got b");
  }
}
