package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.Zoom;
import dev.attn.tensor.Span;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Draws overlays of every kind into target/gallery, to be looked at. */
final class OverlayGalleryTest {

  private static HeatMap sink(int tokens) {
    return HeatMap.of(ScaleGalleryTest.sink(tokens))
        .withRows(Axis.numbered(0, tokens - 1).withTitle("query"))
        .withColumns(Axis.numbered(0, tokens - 1).withTitle("key"))
        .withScale(Scale.sqrt().withTitle("weight"));
  }

  static Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("texts", sink(12).withOverlays(CellText.all()).withTitle("Every value"));
    figures.put(
        "texts-sentence",
        HeatMap.of(ScaleGalleryTest.differences(13))
            .withTokens(TargetFigures.sentence())
            .withScale(Scale.diverging().withTitle("difference"))
            .withOverlays(CellText.where((r, c, v) -> Math.abs(v) >= 0.2)));
    figures.put(
        "texts-missing", sink(60).withOverlays(CellText.nonZero()).withTitle("Cells too small"));
    figures.put(
        "highlights",
        sink(16)
            .withOverlays(
                Highlight.row(12),
                Highlight.column(2),
                Highlight.block(Span.of(4, 8, "rows"), Span.of(8, 12, "columns")),
                Highlight.cell(15, 0).withColor(0xd62728))
            .withTitle("Row, column, block, cell"));
    figures.put(
        "top",
        sink(16)
            .withScale(Scale.linear(0, 1).withColormap(Colormaps.named("Blues")))
            .withOverlays(Highlight.top(5), CellText.top(5))
            .withMasked(Masked.BLANK)
            .withTitle("The five largest"));
    figures.put("rule-causal", sink(16).withOverlays(Rule.causal()).withMasked(Masked.AS_ZERO));
    figures.put(
        "rule-keys",
        sink(16)
            .withOverlays(Rule.causal(), Highlight.row(12), CellText.top(2))
            .withOrientation(Orientation.ROWS_ARE_KEYS)
            .withMasked(Masked.AS_ZERO)
            .withTitle("Rows are keys"));
    figures.put(
        "rule-diagonal",
        sink(16).withOverlays(Rule.diagonal(), Rule.causal()).withOrigin(Origin.BOTTOM));
    figures.put(
        "rule-cache",
        HeatMap.of(Grid.of(6, 20, (q, k) -> k <= q + 14 ? 1f / (q + 15) : 0))
            .withRows(Axis.numbered(14, 19).withTitle("query"))
            .withColumns(Axis.numbered(0, 19).withTitle("key"))
            .withOverlays(Rule.causal().withOffset(14), Rule.diagonal().withOffset(14)));
    figures.put(
        "panels",
        PanelGrid.of(TargetFigures.interventions(2, 15))
            .withMasked(Masked.AS_ZERO)
            .withScale(Scale.linear(0, 1).withColormap(Colormaps.coolwarm()))
            .withOverlays(Rule.causal())
            .withLook(Look.defaults().withTheme(Theme.dark())));
    figures.put(
        "zoom",
        HeadGrid.of(TargetFigures.saliency(6, 8, 13))
            .withMask(Masks.causal(13))
            .withTokens(TargetFigures.sentence())
            .withOrientation(Orientation.ROWS_ARE_KEYS)
            .withOverlays(Highlight.top(3), Rule.causal())
            .withZoom(Zoom.of(2, 3)));
    figures.put(
        "dark",
        sink(16)
            .withOverlays(Highlight.top(4), Highlight.row(12), CellText.top(3), Rule.causal())
            .withTitle("Dark")
            .withLook(Look.defaults().withTheme(Theme.dark())));
    figures.put(
        "print",
        sink(16)
            .withOverlays(Highlight.row(12), Rule.causal())
            .withTitle("Print, cells of 20 px")
            .withLook(Look.defaults().withTheme(Theme.print().withCells(20, 20))));
    figures.put(
        "tiny",
        sink(40)
            .withOverlays(Highlight.top(4), Highlight.row(20), Rule.causal(), Rule.diagonal())
            .withLook(Look.defaults().withSizing(Sizing.cells(5, 5))));
    return figures;
  }

  @Test
  void overlays_areDrawn() throws IOException {
    for (Map.Entry<String, Figure> figure : figures().entrySet()) {
      assertThat(GalleryTest.draw("overlay-" + figure.getKey(), figure.getValue())).isNotEmpty();
    }
  }
}
