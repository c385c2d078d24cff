package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import dev.attn.tensor.NumericArray;

/**
 * One bar for the score of each head, in groups of a layer. A head whose score is NaN has no bar
 * but a small mark at 0 in the colour of NaN; a bar that is longer than the axis ends in a tip.
 *
 * <p>The scale is that of the value axis. Unless its limits are fixed, the axis ends at the next
 * round number beyond them and always has 0.
 *
 * @param scores one row for each layer, one column for each head
 * @param names number of the first layer and head, and what highlighted heads are called
 * @param colors of the bars
 * @param presentation title, scale, highlights and look
 */
public record HeadBars(
    Grid scores, HeadNames names, BarChart.Colors colors, Presentation presentation)
    implements Figure {

  /** Checks that nothing is missing. */
  public HeadBars {
    requireNonNull(scores, "scores must not be null");
    requireNonNull(names, "names must not be null");
    requireNonNull(colors, "colors must not be null");
    requireNonNull(presentation, "presentation must not be null");
  }

  /** Returns the bars of a grid with one row for each layer and one column for each head. */
  public static HeadBars of(Grid scores) {
    return new HeadBars(
        scores,
        HeadNames.lettered(),
        BarChart.Colors.defaults(),
        Presentation.defaults().withScale(Scale.dataRange()));
  }

  /**
   * Returns the bars of some scores.
   *
   * @shape {@code [layers, heads]}
   */
  public static HeadBars of(NumericArray scores) {
    requireNonNull(scores, "scores must not be null");
    return of(Grid.of(scores));
  }

  /** Returns these bars with layers and heads numbered from {@code base} on. */
  public HeadBars withIndexBase(int base) {
    return withNames(names.withBase(base));
  }

  /** Returns these bars with other names of heads. */
  public HeadBars withNames(HeadNames newNames) {
    return new HeadBars(scores, newNames, colors, presentation);
  }

  /** Returns these bars in other colours. */
  public HeadBars withColors(BarChart.Colors newColors) {
    return new HeadBars(scores, names, newColors, presentation);
  }

  /**
   * Returns these bars with the names of some heads at their ends: rows of a highlight are layers,
   * columns are heads.
   */
  public HeadBars withHighlights(Highlight... highlights) {
    requireNonNull(highlights, "highlights must not be null");
    return with(presentation.withOverlays(highlights));
  }

  /** Returns these bars with a title. */
  public HeadBars withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns these bars with a caption below. */
  public HeadBars withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns these bars with another value axis; its title stands left of it. */
  public HeadBars withScale(Scale scale) {
    return with(presentation.withScale(scale));
  }

  /** Returns these bars with another look. */
  public HeadBars withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private HeadBars with(Presentation newPresentation) {
    return new HeadBars(scores, names, colors, newPresentation);
  }

  @Override
  public String kind() {
    return "bars of head scores";
  }

  @Override
  public Sheet sheet() {
    int base = names.base();
    Panel panel =
        Panel.of("bars", Tiles.of(scores), presentation.scale())
            .withAxes(
                Axis.numbered(base, base + scores.rows() - 1).withTitle("layer"),
                Axis.numbered(base, base + scores.columns() - 1).withTitle(HeadNames.HEAD))
            .withOverlays(presentation.overlays());
    return presentation.bare(new BarChart(panel, colors, names));
  }
}
