package dev.attn.examples.gallery;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.io.TensorFile;
import dev.attn.mask.Masks;
import dev.attn.recompute.LogitLens;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadCell;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.LayerTokenMap;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Reducer;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.SpanMark;
import dev.attn.render.figure.TickRepeat;
import dev.attn.render.figure.Zoom;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The options of the target figures: other orientations, sizes, headers and scales. */
final class TargetVariants {

  private TargetVariants() {}

  /** A square frame comes from the size of the cells, never from resampling. */
  static Figure maskSquare() {
    int[] parents = {-1, 0, 0, 0, 1, 1, 2, 4, 4, 7};
    return MaskMap.of(Masks.tree(parents, 20))
        .withRows(Axis.spans(Span.of(0, 10, "10 drafts")).withMark(SpanMark.BRACKET))
        .withColumns(Axis.spans(Span.of(0, 20, "context"), Span.of(20, 30, "tree")))
        .withLegend("may attend", "masked")
        .withLook(Look.defaults().withSizing(Sizing.cells(12, 36)));
  }

  /** Any keys: the last seven before the pause, ticks under the last strip only. */
  static Figure stripsSevenColumns() throws IOException {
    TensorFile capture = Captures.open("pause");
    AttentionTensor rows = Aggregators.queryRows(capture.tensor("attention"), HeadFusion.MAX, 32);
    IntStream layers = IntStream.range(0, rows.shape().layers());
    return LayerStrips.of(
            layers.mapToObj(l -> Grid.of(rows.layer(l).head(0).keyRange(26, 33))).toList())
        .withStripLabels(layer -> "Layer " + layer)
        .withRows(Axis.labels("P@32"))
        .withColumns(Axis.labels(capture.tokens().orElseThrow().range(26, 33)))
        .withTickRepeat(TickRepeat.LAST_STRIP)
        .withScale(Scale.zeroToMax().withTitle("largest of the heads"));
  }

  /** Queries as rows, the other orientation of figure 3, with two heads enlarged. */
  static Figure headsTwoZooms() throws IOException {
    TensorFile capture = Captures.open("grounding");
    Tokens tokens =
        capture.tokens().orElseThrow().withSpans(Span.of(0, 7, "<ENV>"), Span.of(7, 13, "<LAN>"));
    GradientSample sample =
        GradientSample.of(
            capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13));
    return HeadGrid.of(Saliency.perHead(sample).map())
        .withTokens(tokens)
        .withOrientation(Orientation.ROWS_ARE_QUERIES)
        .withScale(Scale.sqrt().withTitle("saliency"))
        .withZoom(
            Zoom.of(0, 9).withLabelSide(Side.RIGHT), Zoom.of(10, 11).withLabelSide(Side.RIGHT));
  }

  /** One number per head instead of a thumbnail: here its largest saliency. */
  static Figure headsScalar() throws IOException {
    TensorFile capture = Captures.open("grounding");
    GradientSample sample =
        GradientSample.of(
            capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13));
    return HeadGrid.of(Saliency.perHead(sample).map())
        .withHeadCell(HeadCell.scalar(Reducer.max()))
        .withIndexBase(1)
        .withScale(
            Scale.log().withColormap(Colormaps.named("magma")).withTitle("largest saliency"));
  }

  /** Headers of rows and columns instead of titles, a rule along the causal border. */
  static Figure panelsWithHeaders() throws IOException {
    TensorFile capture = Captures.open("grounding");
    AttentionTensor weights = capture.tensor("attention");
    List<List<Grid>> maps =
        Stream.of(0, 5, 11)
            .map(l -> Stream.of(0, 4, 8).map(h -> Grid.of(weights.layer(l).head(h))).toList())
            .toList();
    return PanelGrid.of(maps)
        .withRowHeaders("layer 1", "layer 6", "layer 12")
        .withColumnHeaders("head 1", "head 5", "head 9")
        .withAxes(Axis.none())
        .withMasked(Masked.AS_ZERO)
        .withOverlays(Rule.causal())
        .withScale(Scale.linear(0, 1).withTitle("Attention Weight"));
  }

  /** A reversed map, the first layer at the top, labels at the bottom. */
  static Figure layersReversed() throws IOException {
    TensorFile capture = Captures.open("grounding");
    NumericArray distance = LogitLens.jensenShannon(capture.array("layer_logits")).values();
    return LayerTokenMap.of(distance)
        .withTokens(Axis.labels(capture.tokens().orElseThrow()).withSide(Side.BOTTOM))
        .withDepth(Axis.numbered(1, 12).withTitle("layer"))
        .withScale(
            Scale.linear(0, 1)
                .withColormap(Colormaps.named("YlOrBr").reversed())
                .withTitle("distance to the last layer (bits)"));
  }
}
