package dev.attn.examples.gallery;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.io.TensorFile;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.Mds;
import dev.attn.recompute.Intervention;
import dev.attn.recompute.Recompute;
import dev.attn.recompute.RecomputeOptions;
import dev.attn.recompute.Target;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadBars;
import dev.attn.render.figure.HeadScatter;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.ScaleSharing;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.TokenStrip;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Other figures: single maps, comparisons, masks, running text, numbers of heads. */
final class MoreFigures {

  private MoreFigures() {}

  /** One head with its weights as text, the strongest cells outlined. */
  static Figure headWithValues() throws IOException {
    TensorFile capture = Captures.open("grounding-b");
    return HeatMap.of(capture.tensor("attention").layer(4).head(2))
        .withTokens(
            capture
                .tokens()
                .orElseThrow()
                .withSpans(Span.of(0, 5, "<ENV>"), Span.of(5, 10, "<LAN>")))
        .withMask(Masks.causal(10))
        .withTitle("Layer 5, head 3")
        .withCaption("Numbers: the 12 largest weights. Frames: the 3 largest.")
        .withScale(Scale.linear(0, 1).withColormap(Colormaps.named("cividis")).withTitle("weight"))
        .withOverlays(CellText.top(12), Highlight.top(3));
  }

  /** Signed values around zero, dark: gradient times weight, summed over the heads. */
  static Figure signedSaliency() throws IOException {
    TensorFile capture = Captures.open("grounding");
    GradientSample sample =
        GradientSample.of(
            capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13));
    return HeatMap.of(Saliency.signed(sample).map().layer(0).head(0))
        .withTokens(capture.tokens().orElseThrow())
        .withMask(Masks.causal(13))
        .withScale(
            Scale.symlog(1e-4)
                .withColormap(Colormaps.coolwarm())
                .withTitle("weight times gradient of the loss"))
        .withLook(Look.defaults().withTheme(Theme.dark()));
  }

  /** Attention before and after taking the mean of the queries, and what it takes away. */
  static Figure comparison() throws IOException {
    TensorFile capture = Captures.open("grounding");
    AttentionTensor changed =
        Recompute.attention(
            capture.array("query"),
            capture.array("key"),
            Masks.causal(13),
            RecomputeOptions.defaults().with(Intervention.mean(Target.QUERY)));
    return PanelGrid.compare(
            Grid.of(capture.tensor("attention").layer(0).head(9)).withMask(Masks.causal(13)),
            Grid.of(changed.layer(0).head(9)).withMask(Masks.causal(13)))
        .withColumnHeaders("as captured", "mean query", "as captured − mean query")
        .withAxes(Axis.labels(capture.tokens().orElseThrow()));
  }

  /** Saliency in three heads of two layers, each layer under limits of its own. */
  static Figure rowScales() throws IOException {
    TensorFile capture = Captures.open("grounding");
    AttentionTensor saliency =
        Saliency.perHead(
                GradientSample.of(
                    capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13)))
            .map();
    List<List<Grid>> maps =
        IntStream.of(0, 11)
            .mapToObj(l -> IntStream.of(0, 4, 9).mapToObj(h -> head(saliency, l, h)).toList())
            .toList();
    return PanelGrid.of(maps)
        .withRowHeaders("Layer 1", "Layer 12")
        .withColumnHeaders("Head 1", "Head 5", "Head 10")
        .withScale(Scale.sqrt().withTitle("saliency"), ScaleSharing.ROWS);
  }

  private static Grid head(AttentionTensor saliency, int layer, int head) {
    return Grid.of(saliency.layer(layer).head(head)).withMask(Masks.causal(13));
  }

  /** What a window of 8 keys with two sinks leaves out of causal attention. */
  static Figure maskDifference() {
    return MaskMap.difference(
            Masks.causal(32),
            Masks.causal(32).and(Masks.slidingWindow(32, 8).or(Masks.columns(32, 0, 2))))
        .withNames("causal", "window")
        .withRows(Axis.numbered(0, 31).withTitle("query"))
        .withColumns(Axis.numbered(0, 31).withTitle("key"));
  }

  /** A million tokens: every pixel is exact, and the figure says how many cells it stands for. */
  static Figure maskOfAMillionTokens() {
    return MaskMap.of(Masks.sinksAndWindow(1_000_000, 40_000, 200_000))
        .withTitle("40,000 sinks and a window of 200,000")
        .withRows(Axis.none().withTitle("query (1,000,000 tokens)"))
        .withColumns(Axis.none().withTitle("key (1,000,000 tokens)"))
        .withLegend("may attend", "masked");
  }

  /** What the last token reads in one head. */
  static Figure tokenStrip() throws IOException {
    TensorFile capture = Captures.open("grounding");
    return TokenStrip.copyOf(
            capture.tokens().orElseThrow(), capture.tensor("attention").layer(0).head(9).row(12))
        .withScale(Scale.sqrt().withTitle("weight"))
        .withTitle("Layer 1, head 10: what the last token reads");
  }

  /** Which of the tokens read by the last one raise the loss, and which lower it. */
  static Figure signedTokenStrip() throws IOException {
    TensorFile capture = Captures.open("grounding");
    GradientSample sample =
        GradientSample.of(
            capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13));
    AttentionTensor products = Saliency.perHeadSigned(sample).map();
    return TokenStrip.copyOf(capture.tokens().orElseThrow(), products.layer(11).head(6).row(12))
        .withScale(Scale.diverging().withTitle("weight times gradient of the loss"));
  }

  /** How evenly each head spreads its weights, and the sharpest ones. */
  static Figure headBars() throws IOException {
    AttentionTensor weights = Captures.open("grounding").tensor("attention");
    NumericArray entropy =
        HeadMetrics.named("row.entropy").of(weights, Masks.causal(13)).get(0).asArray();
    return HeadBars.of(entropy)
        .withScale(Scale.dataRange().withTitle("entropy (nats)"))
        .withIndexBase(1)
        .withHighlights(Highlight.cell(0, 9), Highlight.cell(11, 8));
  }

  /** Heads that attend alike lie near each other. */
  static Figure headScatter() throws IOException {
    AttentionTensor weights = Captures.open("grounding").tensor("attention");
    Mds map = Mds.of(HeadPairs.distances(weights, Masks.causal(13)), 2);
    return HeadScatter.of(map.coordinates(), 12)
        .withIndexBase(1)
        .withHighlights(Highlight.cell(0, 9))
        .withAxisTitles("first MDS coordinate", "second MDS coordinate")
        .withTitle("Heads of 12 layers by the Jensen-Shannon distance of their rows");
  }

  /** Steps instead of a continuous scale, and a figure made for print. */
  static Figure classesForPrint() throws IOException {
    TensorFile capture = Captures.open("grounding");
    AttentionMatrix mean =
        Aggregators.heads(capture.tensor("attention"), HeadFusion.MEAN).layer(2).head(0);
    return HeatMap.of(mean)
        .withTokens(capture.tokens().orElseThrow())
        .withMask(Masks.causal(13))
        .withTitle("Layer 3, mean of 12 heads")
        .withScale(Scale.classes(0, 0.02, 0.05, 0.1, 0.2, 0.5, 1).withTitle("weight"))
        .withLook(Look.defaults().withTheme(Theme.print()));
  }
}
