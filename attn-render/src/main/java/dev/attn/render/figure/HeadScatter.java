package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import dev.attn.tensor.NumericArray;
import java.util.Optional;

/**
 * Heads as points on a plane, near each other if they are alike: distances of heads, scaled down to
 * two dimensions.
 *
 * <p>One unit is as long in both directions, as distances ask for. Points are coloured by layer, or
 * by any score. As many are named as fit without touching each other; a note tells how many.
 *
 * @cost to place names, about n² steps for n heads
 * @param points one row for each head, layer by layer: how far right, how far up
 * @param layers how many layers the heads are of
 * @param scores what colours the points, one row for each layer; empty for the layer
 * @param names of the heads
 * @param axes what the directions are called
 * @param presentation title, scale, highlights and look
 */
public record HeadScatter(
    Grid points,
    int layers,
    Optional<Grid> scores,
    HeadNames names,
    Directions axes,
    Presentation presentation)
    implements Figure {

  /**
   * What the two directions of the plane are called, empty for nothing.
   *
   * @param right from left to right
   * @param up from bottom to top
   */
  public record Directions(Optional<String> right, Optional<String> up) {

    /** Checks that nothing is missing. */
    public Directions {
      requireNonNull(right, "right must not be null");
      requireNonNull(up, "up must not be null");
    }
  }

  /** How many steps the bar of the layers has at most. */
  private static final int STEPS = 6;

  /** Checks that heads and layers go together. */
  public HeadScatter {
    requireNonNull(points, "points must not be null");
    requireNonNull(scores, "scores must not be null");
    requireNonNull(names, "names must not be null");
    requireNonNull(axes, "axes must not be null");
    requireNonNull(presentation, "presentation must not be null");
    checkArgument(layers >= 1, "layers must be at least 1, got %s", layers);
    checkArgument(
        points.rows() > 0 && points.rows() % layers == 0,
        "points must be equally many for each of %s layers, got %s",
        layers,
        points.rows());
    int heads = points.rows() / layers;
    scores.ifPresent(
        grid ->
            checkArgument(
                grid.rows() == layers && grid.columns() == heads,
                "scores must have shape [%s, %s], got [%s, %s]",
                layers,
                heads,
                grid.rows(),
                grid.columns()));
  }

  /**
   * Returns the heads of some layers, coloured by layer and called {@code L3H7}.
   *
   * @param points those of all heads, layer by layer
   * @shape {@code [layers * heads, 2]}
   */
  public static HeadScatter of(NumericArray points, int layers) {
    requireNonNull(points, "points must not be null");
    Scale scale =
        Scale.dataRange().withTitle("layer").withTickStep(Math.max(1, (layers - 1) / STEPS));
    return new HeadScatter(
        Grid.of(points),
        layers,
        Optional.empty(),
        HeadNames.lettered(),
        new Directions(Optional.empty(), Optional.empty()),
        Presentation.defaults().withScale(scale));
  }

  /**
   * Returns these points coloured by a score, under a scale from 0 to the largest.
   *
   * @shape {@code [layers, heads]}
   */
  public HeadScatter withScores(NumericArray newScores) {
    requireNonNull(newScores, "scores must not be null");
    return new HeadScatter(
        points,
        layers,
        Optional.of(Grid.of(newScores)),
        names,
        axes,
        presentation.withScale(Scale.zeroToMax()));
  }

  /** Returns these points with layers and heads numbered from {@code base} on. */
  public HeadScatter withIndexBase(int base) {
    return withNames(names.withBase(base));
  }

  /** Returns these points with other names. */
  public HeadScatter withNames(HeadNames newNames) {
    return new HeadScatter(points, layers, scores, newNames, axes, presentation);
  }

  /** Returns these points with names of the two directions. */
  public HeadScatter withAxisTitles(String right, String up) {
    requireNonNull(right, "right must not be null");
    requireNonNull(up, "up must not be null");
    Directions titles = new Directions(Optional.of(right), Optional.of(up));
    return new HeadScatter(points, layers, scores, names, titles, presentation);
  }

  /**
   * Returns these points with frames around some: rows of a highlight are layers, columns are
   * heads.
   */
  public HeadScatter withHighlights(Highlight... highlights) {
    requireNonNull(highlights, "highlights must not be null");
    return with(presentation.withOverlays(highlights));
  }

  /** Returns these points with a title. */
  public HeadScatter withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns these points with a caption below. */
  public HeadScatter withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns these points with another scale of their colours. */
  public HeadScatter withScale(Scale scale) {
    return with(presentation.withScale(scale));
  }

  /** Returns these points with another look. */
  public HeadScatter withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private HeadScatter with(Presentation newPresentation) {
    return new HeadScatter(points, layers, scores, names, axes, newPresentation);
  }

  @Override
  public String kind() {
    return "map of heads";
  }

  @Override
  public Sheet sheet() {
    int heads = points.rows() / layers;
    Grid colors = scores.orElseGet(() -> Grid.of(layers, heads, (l, h) -> l + names.base()));
    Panel panel =
        Panel.of("points", Tiles.of(colors), presentation.scale())
            .withAxes(
                axes.up().map(Axis.none()::withTitle).orElse(Axis.none()),
                axes.right().map(Axis.none()::withTitle).orElse(Axis.none()))
            .withOverlays(presentation.overlays());
    return presentation.sheet(new Scatter(panel, points, names));
  }
}
