package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.ScaleSharing;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.Theme;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Draws figures of the smaller kinds into target/gallery, to be looked at. */
final class FigureGalleryTest {

  private static final Look DARK = Look.defaults().withTheme(Theme.dark());

  private static Grid head(double sharpness) {
    return Grid.of(
            13, 13, (q, k) -> k > q ? 0 : (float) (Math.exp(-sharpness * Math.abs(q - k - 2)) / 2))
        .withMask(Masks.causal(13));
  }

  private static PanelGrid interventions(int rows) {
    return PanelGrid.of(TargetFigures.interventions(rows, 15))
        .withRowHeaders(
            List.of("Input 1", "The second input, which has a long name indeed", "Input 3")
                .subList(0, rows)
                .toArray(String[]::new))
        .withColumnHeaders("Mean of Query", "Mean of Key", "Mean of Value");
  }

  static Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("compare", PanelGrid.compare(head(0.4), head(0.9)).withTitle("Two heads"));
    figures.put(
        "compare-dark",
        PanelGrid.compare(List.of(head(0.4), head(0.2)), List.of(head(0.9), head(0.3)))
            .withColumnHeaders("base", "tuned", "base − tuned")
            .withRowHeaders("Layer 3", "Layer 4")
            .withAxes(Axis.labels(TargetFigures.sentence()))
            .withColumnScales(
                Scale.linear(0, 0.5).withTitle("weight"),
                Scale.linear(0, 0.5).withTitle("weight"),
                Scale.diverging().withTitle("difference"))
            .withOverlays(Rule.causal())
            .withLook(DARK));
    for (ScaleSharing sharing : ScaleSharing.values()) {
      figures.put(
          "sharing-" + sharing,
          interventions(3).withScale(Scale.zeroToMax().withTitle("weight"), sharing));
    }
    figures.put(
        "sharing-masked",
        PanelGrid.of(List.of(List.of(head(0.4), head(0.9)), List.of(head(0.1), head(0.2))))
            .withScale(Scale.linear(0, 0.3), ScaleSharing.PANELS)
            .withLook(DARK));
    return figures;
  }

  @Test
  void figures_areDrawn() throws IOException {
    Map<String, List<Fact>> objections = new LinkedHashMap<>();
    for (Map.Entry<String, Figure> figure : figures().entrySet()) {
      assertThat(GalleryTest.draw("figure-" + figure.getKey(), figure.getValue())).isNotEmpty();
      objections.put(figure.getKey(), Render.check(figure.getValue()));
    }
    objections.values().removeIf(List::isEmpty);
    assertThat(objections).isEmpty();
  }
}
