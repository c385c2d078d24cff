package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.util.Optional;

/**
 * One number per layer and token: how far a prediction has come, how much a token is read.
 *
 * @param grid one row per layer, the first layer first; one column per token
 * @param depth labels of the layers
 * @param tokens labels of the tokens
 * @param origin where the first layer is drawn
 * @param steps a line across the tokens, such as the layer at which each one settles
 * @param presentation title, scale, masked cells and look
 */
public record LayerTokenMap(
    Grid grid,
    Axis depth,
    Axis tokens,
    Origin origin,
    Optional<StepLine> steps,
    Presentation presentation)
    implements Figure {

  /** Checks that axes and line fit the grid. */
  public LayerTokenMap {
    requireNonNull(grid, "grid must not be null");
    requireNonNull(depth, "depth must not be null");
    requireNonNull(tokens, "tokens must not be null");
    requireNonNull(origin, "origin must not be null");
    requireNonNull(steps, "steps must not be null");
    requireNonNull(presentation, "presentation must not be null");
    depth.fitting("depth", grid.rows());
    tokens.fitting("token", grid.columns());
    steps.ifPresent(line -> line.fitting(grid.rows(), grid.columns()));
  }

  /** Returns the map of a grid with one row per layer and one column per token. */
  public static LayerTokenMap of(Grid grid) {
    return new LayerTokenMap(
        grid, Axis.none(), Axis.none(), Origin.TOP, Optional.empty(), Presentation.defaults());
  }

  /**
   * Returns the map of an array.
   *
   * @shape {@code [layers, tokens]}
   */
  public static LayerTokenMap of(NumericArray array) {
    return of(Grid.of(array));
  }

  /** Returns this map with labels of the layers. */
  public LayerTokenMap withDepth(Axis newDepth) {
    return new LayerTokenMap(grid, newDepth, tokens, origin, steps, presentation);
  }

  /** Returns this map with labels of the tokens. */
  public LayerTokenMap withTokens(Axis newTokens) {
    return new LayerTokenMap(grid, depth, newTokens, origin, steps, presentation);
  }

  /** Returns this map with labels of the tokens on top. */
  public LayerTokenMap withTokens(Tokens newTokens) {
    requireNonNull(newTokens, "tokens must not be null");
    return withTokens(Axis.labels(newTokens).withSide(Side.TOP));
  }

  /** Returns this map with its first layer at another place. */
  public LayerTokenMap withOrigin(Origin newOrigin) {
    return new LayerTokenMap(grid, depth, tokens, newOrigin, steps, presentation);
  }

  /** Returns this map with a line across the tokens. */
  public LayerTokenMap withSteps(StepLine newSteps) {
    return new LayerTokenMap(
        grid,
        depth,
        tokens,
        origin,
        Optional.of(requireNonNull(newSteps, "steps must not be null")),
        presentation);
  }

  /** Returns this map with a title. */
  public LayerTokenMap withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns this map with a caption below. */
  public LayerTokenMap withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns this map with another scale. */
  public LayerTokenMap withScale(Scale scale) {
    return with(presentation.withScale(scale));
  }

  /** Returns this map with masked cells drawn another way. */
  public LayerTokenMap withMasked(Masked masked) {
    return with(presentation.withMasked(masked));
  }

  /** Returns this map with these drawn over its cells, below the line across the tokens. */
  public LayerTokenMap withOverlays(Overlay... overlays) {
    return with(presentation.withOverlays(overlays));
  }

  /** Returns this map with another look. */
  public LayerTokenMap withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private LayerTokenMap with(Presentation newPresentation) {
    return new LayerTokenMap(grid, depth, tokens, origin, steps, newPresentation);
  }

  @Override
  public String kind() {
    return "map of layers and tokens";
  }

  @Override
  public Sheet sheet() {
    Panel panel =
        Panel.of("panel", Tiles.of(grid), presentation.scale())
            .withAxes(depth, tokens)
            .withMasked(presentation.masked())
            .withOrigin(origin)
            .withOverlays(
                ImmutableList.<Overlay>builder()
                    .addAll(presentation.overlays())
                    .addAll(steps.stream().toList())
                    .build());
    return presentation.sheet(panel);
  }
}
