package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.mask.Masks;
import dev.attn.metric.DistanceMatrix;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.Mds;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadBars;
import dev.attn.render.figure.HeadNames;
import dev.attn.render.figure.HeadScatter;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.ScaleSharing;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.TokenDisplay;
import dev.attn.render.figure.TokenStrip;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Path;
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

  static Map<String, Figure> figures() throws IOException {
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
            .withScale(Scale.linear(0, 0.5), ScaleSharing.PANELS)
            .withLook(DARK));
    figures.put(
        "masks",
        MaskMap.difference(Masks.causal(24), Masks.slidingWindow(24, 6).or(Masks.columns(24, 0, 2)))
            .withNames("causal", "window and sinks")
            .withRows(Axis.numbered(0, 23).withTitle("query"))
            .withColumns(Axis.numbered(0, 23).withTitle("key")));
    TensorFile capture =
        TensorFiles.open(Path.of("..", "data", "grounding", "capture.safetensors"));
    figures.putAll(strips(capture));
    figures.putAll(bars(capture));
    figures.putAll(scatters(capture));
    return figures;
  }

  private static Map<String, Figure> strips(TensorFile capture) throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    AttentionTensor saliency =
        Saliency.perHeadSigned(
                GradientSample.of(
                    capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13)))
            .map();
    Tokens tokens = capture.tokens().orElseThrow();
    TokenStrip strip =
        TokenStrip.copyOf(tokens, capture.tensor("attention").layer(0).head(9).row(12))
            .withScale(Scale.sqrt().withTitle("weight of the last query"))
            .withTitle("What the last token reads");
    figures.put("strip", strip);
    figures.put("strip-dark", strip.withWidth(200).withLook(DARK).withTitle("Narrow"));
    figures.put(
        "strip-signed",
        TokenStrip.copyOf(tokens, saliency.layer(0).head(9).row(12))
            .withScale(Scale.diverging().withTitle("weight times gradient")));
    List<String> pieces =
        List.of(
            "The",
            "Ġpre",
            "requisite",
            "s",
            "Ġare",
            "Ġeasy",
            ":",
            "Ċ",
            "1",
            ".",
            "Ġtoken",
            "izers",
            "Ġ",
            "Ċ",
            "2",
            ".",
            "Ġmulti",
            "lingual",
            "ĠÃ©tÃ©",
            "Ġç",
            "Ġunbelievably",
            "Ġlong",
            "Ġantidisestablishmentarianism",
            "!");
    double[] scores = new double[pieces.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i == 5 ? Double.NaN : Math.sin(i * 0.9) * Math.sqrt(i);
    }
    TokenStrip bpe =
        TokenStrip.copyOf(Tokens.copyOf(pieces), scores)
            .withDisplay(TokenDisplay.byteLevel())
            .withWidth(260)
            .withScale(Scale.diverging().withTitle("score"));
    figures.put("strip-pieces", bpe);
    figures.put(
        "strip-pieces-fixed",
        bpe.withLook(DARK.withSizing(Sizing.figure(360, 240)))
            .withScale(Scale.diverging().withLimits(Limits.fixed(-6, 6))));
    return figures;
  }

  private static Map<String, Figure> bars(TensorFile capture) throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    NumericArray scores =
        HeadMetrics.named("row.entropy")
            .of(capture.tensor("attention"), Masks.causal(13))
            .get(0)
            .asArray();
    HeadBars bars =
        HeadBars.of(scores)
            .withScale(Scale.zeroToMax().withTitle("entropy (nats)"))
            .withTitle("Entropy of all heads");
    figures.put("bars", bars.withHighlights(Highlight.top(3), Highlight.cell(0, 9)));
    figures.put("bars-dark", bars.withIndexBase(1).withLook(DARK));
    Grid signed =
        Grid.of(3, 8, (l, h) -> l == 1 && h == 3 ? Float.NaN : (float) Math.sin(l * 8 + h) - 0.3f);
    HeadBars few =
        HeadBars.of(signed)
            .withScale(Scale.dataRange().withTitle("effect on the loss"))
            .withHighlights(Highlight.row(1), Highlight.cell(0, 2))
            .withNames(HeadNames.dotted());
    figures.put("bars-signed", few);
    figures.put("bars-clipped", few.withScale(Scale.linear(-0.5, 0.5)).withLook(DARK));
    figures.put("bars-fixed", bars.withLook(Look.defaults().withSizing(Sizing.figure(900, 320))));
    return figures;
  }

  private static Map<String, Figure> scatters(TensorFile capture) throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    AttentionTensor weights = capture.tensor("attention");
    DistanceMatrix distances = HeadPairs.distances(weights, Masks.causal(13));
    HeadScatter heads =
        HeadScatter.of(Mds.of(distances, 2).coordinates(), 12).withTitle("Heads that attend alike");
    figures.put("scatter", heads.withHighlights(Highlight.cell(0, 9), Highlight.cell(7, 2)));
    figures.put(
        "scatter-dark",
        heads
            .withNames(HeadNames.dotted())
            .withIndexBase(1)
            .withAxisTitles("first coordinate", "second coordinate")
            .withHighlights(Highlight.row(11).withColor(0xff6b6b))
            .withLook(DARK));
    figures.put(
        "scatter-scores",
        heads
            .withScores(
                HeadMetrics.named("row.entropy").of(weights, Masks.causal(13)).get(0).asArray())
            .withScale(Scale.zeroToMax().withTitle("entropy (nats)"))
            .withLook(Look.defaults().withSizing(Sizing.figure(400, 300))));
    figures.put(
        "scatter-few",
        HeadScatter.of(
            NumericArray.copyOf(new double[] {0, 0, 1, 0.01, 2, 0, 2, 0, 0.5, 0.2, 3, 0.1}, 6, 2),
            2));
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
