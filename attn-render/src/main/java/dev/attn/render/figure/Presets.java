package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import dev.attn.mask.AttentionMask;
import dev.attn.render.color.Colormaps;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.List;

/**
 * Figures as papers print them: one call each for the choices that belong together. What they
 * return is changed like any other figure.
 *
 * <p>Example: {@code Presets.saliency(saliency, tokens).withZoom(Zoom.of(0, 9))}.
 */
public final class Presets {

  private Presets() {}

  /**
   * Returns a mask of speculative decoding: braces over the keys of the context, over those of the
   * draft, and over its nodes.
   *
   * @param mask one row per node of the draft; its keys are the context and then the nodes
   * @source Cai et al. 2024, Medusa, arXiv:2401.10774
   */
  public static MaskMap treeDecoding(AttentionMask mask) {
    requireNonNull(mask, "mask must not be null");
    int context = mask.keys() - mask.rows();
    checkArgument(
        context >= 1,
        "tree mask must have more keys than its %s rows, got %s",
        mask.rows(),
        mask.keys());
    String nodes = Integer.toString(mask.rows());
    return MaskMap.of(mask)
        .withColumns(
            Axis.spans(Span.of(0, context, "Context Length"), Span.of(context, mask.keys(), nodes))
                .withMark(SpanMark.BRACE))
        .withRows(Axis.spans(Span.of(0, mask.rows(), nodes)).withMark(SpanMark.BRACE));
  }

  /**
   * Returns the rows of a few queries in each layer, stacked, with tokens under every strip.
   *
   * @param layers one grid per layer, one row per query
   * @param queries what the rows are called
   * @param keys one token per column
   */
  public static LayerStrips queryStrips(
      List<? extends Grid> layers, List<String> queries, Tokens keys) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(queries, "queries must not be null");
    requireNonNull(keys, "keys must not be null");
    return LayerStrips.of(layers)
        .withStripLabels(i -> "Layer " + i)
        .withRows(Axis.labels(queries))
        .withColumns(Axis.labels(keys))
        .withScale(Scale.zeroToMax().withColormap(Colormaps.inferno()));
  }

  /**
   * Returns the saliency of all heads, numbered from 1, rows as keys; values are spread by a square
   * root, as few cells have most of it.
   *
   * @source arXiv:2510.13796, figure 1
   */
  public static HeadGrid saliency(AttentionTensor saliency, Tokens tokens) {
    return HeadGrid.of(requireNonNull(saliency, "saliency must not be null"))
        .withIndexBase(1)
        .withTokens(tokens)
        .withOrientation(Orientation.ROWS_ARE_KEYS)
        .withScale(Scale.sqrt().withTitle("saliency"));
  }

  /**
   * Returns weights after taking the mean of query, key and value, one row per input, with masked
   * cells drawn as 0.
   *
   * @param maps one list of three maps per input
   */
  public static PanelGrid meanInterventions(List<? extends List<? extends Grid>> maps) {
    requireNonNull(maps, "maps must not be null");
    PanelGrid panels = PanelGrid.of(maps);
    List<String> changed = List.of("Query", "Key", "Value");
    checkArgument(
        panels.grids().get(0).size() == changed.size(),
        "interventions must be 3 for each input, got %s",
        panels.grids().get(0).size());
    return panels
        .withPanelTitles(
            (r, c) -> "Taking the Mean of " + changed.get(c) + " (Input " + (r + 1) + ")")
        .withMasked(Masked.AS_ZERO)
        .withScale(
            Scale.linear(0, 1)
                .withColormap(Colormaps.coolwarm())
                .withTitle("Attention Weight")
                .withTickStep(0.2));
  }

  /**
   * Returns how far each layer's prediction is from the last one, layer 1 at the bottom, tokens on
   * top, every second layer numbered.
   *
   * @param distance in [0, 1]
   * @shape {@code [layers, tokens]}
   * @source Chen et al. 2026, arXiv:2602.13517, figure 2
   */
  public static LayerTokenMap predictionDistance(NumericArray distance, Tokens tokens) {
    requireNonNull(distance, "distance must not be null");
    requireNonNull(tokens, "tokens must not be null");
    LayerTokenMap map = LayerTokenMap.of(distance);
    return map.withTokens(Axis.labels(tokens).withSide(Side.TOP).withAngle(LabelAngle.UPRIGHT))
        .withDepth(Axis.numbered(1, map.grid().rows()).withStep(2).withTitle("i-th Layer"))
        .withOrigin(Origin.BOTTOM)
        .withScale(Scale.linear(0, 1).withColormap(Colormaps.named("YlOrBr")).withTickStep(0.2));
  }
}
