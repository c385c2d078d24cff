package dev.attn.examples.gallery;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.io.TensorFile;
import dev.attn.mask.Masks;
import dev.attn.metric.DistanceMatrix;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.Mds;
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
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.TokenStrip;
import dev.attn.saliency.Rollout;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Span;
import java.io.IOException;

/** The other figures: single maps, masks, running text, numbers of heads. */
final class MoreFigures {

  private MoreFigures() {}

  /** One head with its weights as text, the strongest cells outlined. */
  static Figure headWithValues() throws IOException {
    TensorFile capture = Captures.open("grounding-b");
    return HeatMap.of(capture.tensor("attention").layer(4).head(2))
        .withTokens(capture.tokens().orElseThrow().withSpans(Span.of(0, 5, "<ENV>")))
        .withMask(Masks.causal(10))
        .withTitle("Layer 5, head 3")
        .withScale(Scale.linear(0, 1).withColormap(Colormaps.named("cividis")).withTitle("weight"))
        .withOverlays(CellText.top(12), Highlight.top(3));
  }

  /** Signed values around zero, dark: gradient times weight, summed over the heads. */
  static Figure signedSaliency() throws IOException {
    TensorFile capture = Captures.open("grounding");
    AttentionTensor signed =
        Saliency.signed(capture.tensor("attention"), capture.tensor("gradient"));
    return HeatMap.of(signed.layer(0).head(0))
        .withTokens(capture.tokens().orElseThrow())
        .withMask(Masks.causal(13))
        .withScale(Scale.symlog(1e-4).withColormap(Colormaps.coolwarm()).withTitle("A dL/dA"))
        .withLook(Look.defaults().withTheme(Theme.dark()));
  }

  /** Two masks and where they part. */
  static Figure maskDifference() {
    return MaskMap.difference(Masks.slidingWindow(24, 8), Masks.sinksAndWindow(24, 2, 6))
        .withNames("window of 8", "2 sinks, window of 6")
        .withTitle("A cache of eight keys");
  }

  /** A million tokens: every pixel is exact, and the figure says how many cells it stands for. */
  static Figure maskOfAMillionTokens() {
    return MaskMap.of(Masks.sinksAndWindow(1_000_000, 40_000, 200_000))
        .withTitle("40,000 sinks and a window of 200,000")
        .withLegend("may attend", "masked");
  }

  /** One score per token over running text: what the last token draws on, by attention rollout. */
  static Figure runningText() throws IOException {
    TensorFile capture = Captures.open("pause");
    Rollout rollout = Rollout.of(capture.tensor("attention"), Masks.causal(40));
    return TokenStrip.of(capture.tokens().orElseThrow(), Grid.of(rollout.map().queryRange(39, 40)))
        .withTitle("Rollout of the last token")
        .withScale(Scale.zeroToMax().withColormap(Colormaps.named("Blues")).withTitle("rollout"));
  }

  /** A number for each head, layer by layer. */
  static Figure headBars() throws IOException {
    AttentionTensor weights = Captures.open("pause").tensor("attention");
    return HeadBars.of(HeadMetrics.named("pat.previous").of(weights, Masks.causal(40)).get(0).asArray())
        .withIndexBase(1)
        .withTitle("Previous-token heads")
        .withScale(Scale.zeroToMax().withTitle("pat.previous"))
        .withHighlights(Highlight.top(3));
  }

  /** Heads near each other read alike: their Jensen-Shannon distances in two dimensions. */
  static Figure headScatter() throws IOException {
    AttentionTensor weights = Captures.open("pause").tensor("attention");
    DistanceMatrix distances = HeadPairs.distances(weights, Masks.causal(40));
    return HeadScatter.of(Mds.of(distances, 2).coordinates(), 12)
        .withTitle("Heads by the root of their divergence")
        .withAxisTitles("first coordinate", "second coordinate");
  }

  /** Steps instead of a continuous scale, and a figure made for print. */
  static Figure classesForPrint() throws IOException {
    TensorFile capture = Captures.open("grounding");
    AttentionMatrix mean =
        Aggregators.heads(capture.tensor("attention"), HeadFusion.MEAN).layer(2).head(0);
    return HeatMap.of(mean)
        .withTokens(capture.tokens().orElseThrow())
        .withMask(Masks.causal(13))
        .withScale(Scale.classes(0, 0.02, 0.05, 0.1, 0.2, 0.5, 1).withTitle("mean of 12 heads"))
        .withLook(Look.defaults().withTheme(Theme.print()));
  }
}
