package dev.attn.examples.gallery;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.io.TensorFile;
import dev.attn.mask.Masks;
import dev.attn.recompute.Intervention;
import dev.attn.recompute.LensMap;
import dev.attn.recompute.LogitLens;
import dev.attn.recompute.Recompute;
import dev.attn.recompute.RecomputeOptions;
import dev.attn.recompute.Target;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.LayerTokenMap;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.SpanMark;
import dev.attn.render.figure.StepLine;
import dev.attn.render.figure.Zoom;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The target figures: from a file or a factory to a figure, a few lines each. */
final class TargetFigures {

  /**
   * The tree of 64 draft nodes that Medusa decodes with a 7B model, as the parent of each node
   * (configuration {@code mc_sim_7b_63}; Cai et al. 2024, arXiv 2401.10774).
   */
  private static final int[] MEDUSA_PARENTS = {
    -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4,
    4, 5, 6, 7, 8, 9, 10, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 12, 12, 12, 13, 13, 14, 15, 16,
    17, 18, 21, 21, 28, 39, 39
  };

  private TargetFigures() {}

  /** Figure 1: the mask of speculative decoding over a tree, with 16 context keys. */
  static Figure maskMap() {
    return MaskMap.of(Masks.tree(MEDUSA_PARENTS, 16))
        .withColumns(
            Axis.spans(Span.of(0, 16, "Context Length"), Span.of(16, 80, "64"))
                .withMark(SpanMark.BRACE))
        .withRows(Axis.spans(Span.of(0, 64, "64")).withMark(SpanMark.BRACE));
  }

  /** Figure 1 as it looks at first sight: a block, a diagonal and three cells. */
  static Figure maskMapLiteral() {
    return MaskMap.of(
            Masks.columns(64, 0, 16)
                .or(Masks.diagonal(64))
                .or(Masks.cells(64, new int[][] {{55, 41}, {57, 44}, {60, 49}})))
        .withColumns(Axis.spans(Span.of(0, 16, "Context Length")).withMark(SpanMark.BRACE))
        .withRows(Axis.spans(Span.of(0, 64, "64")).withMark(SpanMark.BRACE));
  }

  /** Figure 2: what the two PAUSE tokens read, layer by layer, averaged over heads. */
  static Figure layerStrips() throws IOException {
    TensorFile capture = Captures.open("pause");
    AttentionTensor rows =
        Aggregators.queryRows(capture.tensor("attention"), HeadFusion.MEAN, 8, 32);
    List<Grid> strips = new ArrayList<>();
    for (int layer = 0; layer < rows.shape().layers(); layer++) {
      strips.add(Grid.of(rows.layer(layer).head(0).keyRange(0, 33)));
    }
    return LayerStrips.of(strips)
        .withTitle("AbsPE: vanilla causal self-attn at PAUSE")
        .withStripLabels(layer -> "Layer " + layer)
        .withRows(Axis.labels("P@8", "P@32"))
        .withColumns(Axis.labels(capture.tokens().orElseThrow().range(0, 33)))
        .withScale(Scale.linear(0, 0.4).withColormap(Colormaps.inferno()).withTickStep(0.1));
  }

  /** Figure 3: saliency of every head, and the strongest head enlarged. */
  static Figure headOverview() throws IOException {
    TensorFile capture = Captures.open("grounding");
    GradientSample sample =
        GradientSample.of(
            capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13));
    Tokens tokens =
        capture.tokens().orElseThrow().withSpans(Span.of(0, 7, "<ENV>"), Span.of(7, 13, "<LAN>"));
    return HeadGrid.of(Saliency.perHead(sample).map())
        .withIndexBase(1)
        .withTokens(tokens)
        .withOrientation(Orientation.ROWS_ARE_KEYS)
        .withScale(Scale.sqrt().withTitle("saliency"))
        .withZoom(Zoom.of(0, 9).withLabelSide(Side.RIGHT));
  }

  /** Figure 4: attention of layer 12, head 7 after taking the mean of query, key or value. */
  static Figure meanInterventions() throws IOException {
    List<List<Grid>> maps = new ArrayList<>();
    for (String input : List.of("grounding", "grounding-b", "grounding-c")) {
      TensorFile capture = Captures.open(input);
      NumericArray queries = capture.array("query");
      NumericArray keys = capture.array("key");
      maps.add(
          Stream.of(Target.values())
              .map(target -> RecomputeOptions.defaults().with(Intervention.mean(target)))
              .map(mean -> Recompute.attention(queries, keys, Masks.causal(keys.length(2)), mean))
              .map(changed -> Grid.of(changed.layer(11).head(6)))
              .toList());
    }
    List<String> targets = List.of("Query", "Key", "Value");
    return PanelGrid.of(maps)
        .withPanelTitles(
            (r, c) -> "Taking the Mean of " + targets.get(c) + " (Input " + (r + 1) + ")")
        .withAxes(Axis.none())
        .withMasked(Masked.AS_ZERO)
        .withScale(
            Scale.linear(0, 1)
                .withColormap(Colormaps.coolwarm())
                .withTitle("Attention Weight")
                .withTickStep(0.2));
  }

  /**
   * Figure 5: how far each layer's prediction of a token is from the last layer's, and where it
   * settles.
   */
  static Figure layerTokenMap() throws IOException {
    TensorFile capture = Captures.open("grounding");
    LensMap distance = LogitLens.jensenShannon(capture.array("layer_logits"));
    List<String> predicted = new ArrayList<>(capture.tokens().orElseThrow().range(1, 13).labels());
    predicted.add("horse<LAN>");
    return LayerTokenMap.of(withoutLastLayer(distance.values()))
        .withTokens(Axis.labels(predicted).withSide(Side.TOP).withAngle(LabelAngle.UPRIGHT))
        .withDepth(Axis.numbered(1, 11).withStep(2).withTitle("i-th Layer"))
        .withOrigin(Origin.BOTTOM)
        .withScale(
            Scale.linear(0, 1)
                .withColormap(Colormaps.named("YlOrBr"))
                .withTitle("distance to the last layer (bits)")
                .withTickStep(0.2))
        .withSteps(StepLine.through(depths(LogitLens.settlingDepth(distance, 0.5).depths())));
  }

  /** Figure 5 read literally: what the last token reads in each layer. */
  static Figure layerAttention() throws IOException {
    TensorFile capture = Captures.open("grounding");
    return HeatMap.of(Aggregators.layerTokenMap(capture.tensor("attention"), 12, HeadFusion.MEAN))
        .withColumns(Axis.labels(capture.tokens().orElseThrow()))
        .withRows(Axis.numbered(1, 12).withTitle("layer"))
        .withOrigin(Origin.BOTTOM)
        .withScale(
            Scale.zeroToMax()
                .withColormap(Colormaps.named("YlOrBr"))
                .withTitle("attention of the last token"));
  }

  private static NumericArray withoutLastLayer(NumericArray distance) {
    int layers = distance.length(0) - 1;
    int positions = distance.length(1);
    double[] kept = new double[layers * positions];
    distance.read(0, kept);
    return NumericArray.copyOf(kept, layers, positions);
  }

  private static int[] depths(NumericArray depth) {
    return IntStream.range(0, depth.length(0)).map(t -> (int) depth.value(t)).toArray();
  }
}
