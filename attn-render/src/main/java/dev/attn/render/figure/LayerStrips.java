package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Narrow maps of one shape, stacked: the attention of a few queries in each layer.
 *
 * @param strips one grid per layer, the first at the top
 * @param stripLabels left of the strips, one each or none
 * @param rows labels of the rows, the same in every strip
 * @param columns labels of the columns
 * @param tickRepeat under which strips the columns are labelled
 * @param presentation title, scale, masked cells and look
 */
public record LayerStrips(
    List<Grid> strips,
    List<String> stripLabels,
    Axis rows,
    Axis columns,
    TickRepeat tickRepeat,
    Presentation presentation)
    implements Figure {

  /** Copies the lists and checks that all strips have one shape. */
  public LayerStrips {
    requireNonNull(strips, "strips must not be null");
    requireNonNull(stripLabels, "stripLabels must not be null");
    requireNonNull(rows, "rows must not be null");
    requireNonNull(columns, "columns must not be null");
    requireNonNull(tickRepeat, "tickRepeat must not be null");
    requireNonNull(presentation, "presentation must not be null");
    strips = ImmutableList.copyOf(strips);
    stripLabels = ImmutableList.copyOf(stripLabels);
    checkArgument(!strips.isEmpty(), "strips must hold at least one grid, got 0");
    Grid first = strips.get(0);
    for (int i = 0; i < strips.size(); i++) {
      Grid strip = strips.get(i);
      checkArgument(
          strip.rows() == first.rows() && strip.columns() == first.columns(),
          "strip %s must have shape [%s, %s] like the first, got [%s, %s]",
          i,
          first.rows(),
          first.columns(),
          strip.rows(),
          strip.columns());
    }
    rows.fitting("row", first.rows());
    columns.fitting("column", first.columns());
  }

  /** Returns strips without labels. */
  public static LayerStrips of(List<? extends Grid> strips) {
    requireNonNull(strips, "strips must not be null");
    return new LayerStrips(
        ImmutableList.copyOf(strips),
        List.of(),
        Axis.none(),
        Axis.none(),
        TickRepeat.EVERY_STRIP,
        Presentation.defaults());
  }

  /** Returns these strips with a label left of each, made from its index, counted from 0. */
  public LayerStrips withStripLabels(IntFunction<String> label) {
    requireNonNull(label, "label must not be null");
    List<String> labels = IntStream.range(0, strips.size()).mapToObj(label).toList();
    return new LayerStrips(strips, labels, rows, columns, tickRepeat, presentation);
  }

  /** Returns these strips with another row axis. */
  public LayerStrips withRows(Axis newRows) {
    return new LayerStrips(strips, stripLabels, newRows, columns, tickRepeat, presentation);
  }

  /** Returns these strips with another column axis. */
  public LayerStrips withColumns(Axis newColumns) {
    return new LayerStrips(strips, stripLabels, rows, newColumns, tickRepeat, presentation);
  }

  /** Returns these strips with column labels under every strip, or under the last only. */
  public LayerStrips withTickRepeat(TickRepeat newTickRepeat) {
    return new LayerStrips(strips, stripLabels, rows, columns, newTickRepeat, presentation);
  }

  /** Returns these strips with a title. */
  public LayerStrips withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns these strips with a caption below. */
  public LayerStrips withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns these strips with another scale. */
  public LayerStrips withScale(Scale scale) {
    return with(presentation.withScale(scale));
  }

  /** Returns these strips with masked cells drawn another way. */
  public LayerStrips withMasked(Masked masked) {
    return with(presentation.withMasked(masked));
  }

  /** Returns these strips with values said to be weights, or anything; checks ask for it. */
  public LayerStrips withContent(Content content) {
    return with(presentation.withContent(content));
  }

  /** Returns these strips with the same drawn over each of them. */
  public LayerStrips withOverlays(Overlay... overlays) {
    return with(presentation.withOverlays(overlays));
  }

  /** Returns these strips with another look. */
  public LayerStrips withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private LayerStrips with(Presentation newPresentation) {
    return new LayerStrips(strips, stripLabels, rows, columns, tickRepeat, newPresentation);
  }

  @Override
  public String kind() {
    return "strips";
  }

  @Override
  public Sheet sheet() {
    List<List<Panel>> panels =
        IntStream.range(0, strips.size()).mapToObj(i -> List.of(strip(i))).toList();
    return presentation.sheet(
        Matrix.of(panels, Gap.STRIPS).withRowHeaders(stripLabels, LabelAngle.LEVEL));
  }

  private Panel strip(int index) {
    boolean labelled = tickRepeat == TickRepeat.EVERY_STRIP || index == strips.size() - 1;
    return Panel.of("strip[" + index + "]", Tiles.of(strips.get(index)), presentation.scale())
        .withAxes(rows, labelled ? columns : Axis.none())
        .withMasked(presentation.masked())
        .withContent(presentation.content())
        .withOverlays(presentation.overlays())
        .withShape(CellShape.STRIP);
  }
}
