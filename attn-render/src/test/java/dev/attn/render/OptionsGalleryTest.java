package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadCell;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.LayerTokenMap;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Reducer;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.TickRepeat;
import dev.attn.render.figure.Zoom;
import dev.attn.tensor.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Draws options of the figures into target/gallery, to be looked at. */
final class OptionsGalleryTest {

  /** Options by the name of their picture. */
  static Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("headers", headers());
    figures.put("legend", legend());
    figures.put("spans", spans());
    figures.put("long", manyTokens());
    figures.put("dark", dark());
    figures.put("strips", sevenColumns());
    figures.put("square-mask", squareMask());
    figures.put("rows-are-queries", rowsAreQueries());
    figures.put("scalar-heads", scalarHeads());
    figures.put("reversed-map", reversedMap());
    figures.put("print-panels", printPanels());
    figures.put("reduced-mask", MaskMap.of(Masks.slidingWindow(10_000, 2500)));
    figures.put("figure-size", figureSize());
    return figures;
  }

  @Test
  void options_areDrawn() throws IOException {
    List<String> sizes = new ArrayList<>();
    for (Map.Entry<String, Figure> figure : figures().entrySet()) {
      sizes.add(GalleryTest.draw("option-" + figure.getKey(), figure.getValue()));
    }
    assertThat(sizes)
        .startsWith("702x638", "546x477", "570x516", "504x475", "500x420", "699x251")
        .endsWith("900x420");
  }

  /** Cells of 8 x 10 px make the frame of 80 x 64 cells a square. */
  private static Figure squareMask() {
    return ((MaskMap) TargetFigures.treeMask())
        .withLook(Look.defaults().withSizing(Sizing.cells(8, 10)));
  }

  private static Figure rowsAreQueries() {
    return ((HeadGrid) TargetFigures.headGrid())
        .withOrientation(Orientation.ROWS_ARE_QUERIES)
        .withZoom(Zoom.of(6, 7).withLabelSide(Side.RIGHT));
  }

  private static Figure scalarHeads() {
    return ((HeadGrid) TargetFigures.headGrid())
        .withHeadCell(
            HeadCell.scalar(Reducer.mass(Span.of(7, 13, "<LAN>"), Span.of(0, 7, "<ENV>")))
                .withScale(Scale.zeroToMax().withTitle("saliency of <ENV> for <LAN>")))
        .withZoom(Zoom.of(6, 7).withLabelSide(Side.RIGHT), Zoom.of(0, 0));
  }

  private static Figure reversedMap() {
    Colormap map = Colormaps.named("YlOrBr").reversed();
    return LayerTokenMap.of(TargetFigures.divergence(12, 13))
        .withTokens(TargetFigures.sentence())
        .withDepth(Axis.numbered(1, 12).withTitle("layer"))
        .withOrigin(Origin.TOP)
        .withScale(Scale.linear(0, 1).withColormap(map).withTitle("divergence in bits"));
  }

  private static Figure printPanels() {
    return ((PanelGrid) TargetFigures.meanPanels())
        .withOverlays(Rule.causal())
        .withLook(Look.defaults().withTheme(Theme.print()));
  }

  private static Figure figureSize() {
    return ((LayerStrips) TargetFigures.pauseStrips())
        .withTickRepeat(TickRepeat.LAST_STRIP)
        .withLook(Look.defaults().withSizing(Sizing.figure(900, 420)));
  }

  private static Figure headers() {
    return PanelGrid.of(TargetFigures.interventions(3, 15))
        .withRowHeaders("Input 1", "Input 2", "Input 3")
        .withColumnHeaders("Mean of Query", "Mean of Key", "Mean of Value")
        .withMasked(Masked.BLANK)
        .withScale(Scale.sqrt().withTitle("Attention Weight"))
        .withTitle("Interventions");
  }

  private static Figure legend() {
    return MaskMap.of(Masks.causal(16))
        .withRows(Axis.numbered(0, 15).withTitle("query"))
        .withColumns(Axis.numbered(0, 15).withTitle("key").withSide(Side.TOP))
        .withLegend("may attend", "masked")
        .withTitle("Causal");
  }

  private static Figure spans() {
    Axis axis =
        Axis.labels(TargetFigures.sentence())
            .withSpans(
                List.of(
                    Span.of(0, 1, "speaker"),
                    Span.of(1, 7, "what the scene shows"),
                    Span.of(7, 8, "speaker"),
                    Span.of(8, 13, "what is said"),
                    Span.of(0, 7, "<ENV>").withLevel(1),
                    Span.of(7, 13, "<LAN>").withLevel(1)));
    Grid grid =
        Grid.of(13, 13, (q, k) -> q == 4 && k == 2 ? Float.NaN : 1f / (q + 1))
            .withMask(Masks.causal(13));
    return HeatMap.of(grid)
        .withRows(axis.withTitle("query"))
        .withColumns(axis.withTitle("key"))
        .withScale(Scale.linear(0, 0.6).withTitle("weight"))
        .withTitle("Nested spans");
  }

  private static Figure manyTokens() {
    List<String> tokens =
        IntStream.range(0, 200).mapToObj(i -> TargetFigures.generated().get(i % 40)).toList();
    return HeatMap.of(TargetFigures.divergence(200, 200))
        .withRows(Axis.labels(tokens))
        .withColumns(Axis.labels(tokens))
        .withScale(Scale.zeroToMax().withColormap(Colormaps.magma()));
  }

  private static Figure dark() {
    Look look = Look.defaults().withTheme(Theme.dark()).withSizing(Sizing.figure(500, 420));
    return HeatMap.of(Grid.of(13, 13, (r, c) -> r == c ? 1 : 0.3f * r / 13))
        .withTokens(TargetFigures.sentence())
        .withLook(look)
        .withTitle("Dark, 500 x 420");
  }

  private static Figure sevenColumns() {
    return LayerStrips.of(TargetFigures.strips(12, 33).subList(0, 4))
        .withTitle("Four layers")
        .withStripLabels(i -> "Layer " + i)
        .withRows(Axis.labels("P@8", "P@32").withSide(Side.RIGHT))
        .withColumns(Axis.numbered(0, 32).withTitle("key"))
        .withTickRepeat(TickRepeat.LAST_STRIP)
        .withScale(Scale.linear(0, 0.2).withColormap(Colormaps.inferno()));
  }
}
