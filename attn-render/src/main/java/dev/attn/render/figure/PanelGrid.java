package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Maps in rows and columns, for example inputs by interventions, under one scale or several.
 *
 * <p>Each scale has a bar as high as its panels, right of the last column that has one of them.
 *
 * @param grids one list per row of panels
 * @param titles above each panel, one list per row; empty for none
 * @param axes labels of rows and columns
 * @param rowHeaders left of the rows of panels, one each or none
 * @param columnHeaders above the columns of panels, one each or none
 * @param scales what turns values into colours, one list per row of panels
 * @param presentation title, masked cells and look
 */
public record PanelGrid(
    List<List<Grid>> grids,
    List<List<String>> titles,
    Axes axes,
    List<String> rowHeaders,
    List<String> columnHeaders,
    List<List<Scale>> scales,
    Presentation presentation)
    implements Figure {

  /**
   * The two axes of a panel.
   *
   * @param rows what is written left or right of it
   * @param columns what is written below or above it
   * @param repeat which panels have them
   */
  public record Axes(Axis rows, Axis columns, AxisRepeat repeat) {

    /** Checks that nothing is missing. */
    public Axes {
      requireNonNull(rows, "rows must not be null");
      requireNonNull(columns, "columns must not be null");
      requireNonNull(repeat, "repeat must not be null");
    }
  }

  /** The text of a panel as a function of where it is, counted from 0. */
  @FunctionalInterface
  public interface PanelText {

    /** Returns the text of one panel. */
    String at(int row, int column);
  }

  /** The scale of a panel as a function of where it is, counted from 0. */
  @FunctionalInterface
  public interface PanelScale {

    /** Returns the scale of one panel. */
    Scale at(int row, int column);
  }

  /** Copies the lists and checks that all rows have equally many panels. */
  public PanelGrid {
    requireNonNull(grids, "grids must not be null");
    requireNonNull(titles, "titles must not be null");
    requireNonNull(axes, "axes must not be null");
    requireNonNull(rowHeaders, "rowHeaders must not be null");
    requireNonNull(columnHeaders, "columnHeaders must not be null");
    requireNonNull(scales, "scales must not be null");
    requireNonNull(presentation, "presentation must not be null");
    grids = PanelLists.copy(grids);
    titles = PanelLists.copy(titles);
    scales = PanelLists.copy(scales);
    rowHeaders = ImmutableList.copyOf(rowHeaders);
    columnHeaders = ImmutableList.copyOf(columnHeaders);
    checkArgument(
        !grids.isEmpty() && !grids.get(0).isEmpty(), "grids must hold at least one grid, got 0");
    for (int r = 0; r < grids.size(); r++) {
      checkArgument(
          grids.get(r).size() == grids.get(0).size(),
          "row %s of panels must have %s grids like the first, got %s",
          r,
          grids.get(0).size(),
          grids.get(r).size());
    }
    PanelLists.checkCount("row headers", rowHeaders.size(), grids.size());
    PanelLists.checkCount("column headers", columnHeaders.size(), grids.get(0).size());
    PanelLists.checkShape("scales", scales, grids);
    if (!titles.isEmpty()) {
      PanelLists.checkShape("titles", titles, grids);
    }
  }

  /** Returns panels without titles or labels; the grids may differ in size. */
  public static PanelGrid of(List<? extends List<? extends Grid>> grids) {
    requireNonNull(grids, "grids must not be null");
    List<List<Grid>> copy = PanelLists.copy(grids);
    Presentation presentation = Presentation.defaults();
    return new PanelGrid(
        copy,
        List.of(),
        new Axes(Axis.none(), Axis.none(), AxisRepeat.EVERY_PANEL),
        List.of(),
        List.of(),
        PanelLists.each(copy, (r, c) -> presentation.scale()),
        presentation);
  }

  /**
   * Returns two maps of one shape and what the first has more than the second: A and B under one
   * scale from 0 to the largest value of both, A − B under one as wide below 0 as above. Headers
   * say so, and labels stand at the outer panels only.
   *
   * <p>Cells that are masked in A or in B are masked in the difference. To change the scales, give
   * three with {@link #withColumnScales}, the first two of them equal.
   */
  public static PanelGrid compare(Grid a, Grid b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    return compare(List.of(a), List.of(b));
  }

  /** Returns one row of {@link #compare(Grid, Grid)} for each pair, all under the same scales. */
  public static PanelGrid compare(List<? extends Grid> a, List<? extends Grid> b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    checkArgument(a.size() == b.size(), "b must have %s grids like a, got %s", a.size(), b.size());
    List<List<Grid>> rows =
        IntStream.range(0, a.size())
            .<List<Grid>>mapToObj(
                i -> ImmutableList.of(a.get(i), b.get(i), new DifferenceGrid(a.get(i), b.get(i))))
            .toList();
    return of(rows)
        .withColumnHeaders("A", "B", "A − B")
        .withColumnScales(Scale.zeroToMax(), Scale.zeroToMax(), Scale.diverging())
        .withAxisRepeat(AxisRepeat.OUTER_PANELS);
  }

  /** Returns these panels with a title above each. */
  public PanelGrid withPanelTitles(PanelText title) {
    requireNonNull(title, "title must not be null");
    List<List<String>> newTitles = PanelLists.each(grids, title::at);
    return new PanelGrid(grids, newTitles, axes, rowHeaders, columnHeaders, scales, presentation);
  }

  /** Returns these panels with the same axis for rows and columns of every panel. */
  public PanelGrid withAxes(Axis axis) {
    requireNonNull(axis, "axis must not be null");
    return withAxes(axis, axis);
  }

  /** Returns these panels with other axes, the same in every panel. */
  public PanelGrid withAxes(Axis rows, Axis columns) {
    return with(new Axes(rows, columns, axes.repeat()));
  }

  /** Returns these panels with labels at every panel, or at the outer ones only. */
  public PanelGrid withAxisRepeat(AxisRepeat repeat) {
    return with(new Axes(axes.rows(), axes.columns(), repeat));
  }

  private PanelGrid with(Axes newAxes) {
    return new PanelGrid(grids, titles, newAxes, rowHeaders, columnHeaders, scales, presentation);
  }

  /** Returns these panels with a header left of each row, turned and wrapped. */
  public PanelGrid withRowHeaders(String... headers) {
    requireNonNull(headers, "headers must not be null");
    return new PanelGrid(
        grids, titles, axes, Arrays.asList(headers), columnHeaders, scales, presentation);
  }

  /** Returns these panels with a header above each column, wrapped. */
  public PanelGrid withColumnHeaders(String... headers) {
    requireNonNull(headers, "headers must not be null");
    return new PanelGrid(
        grids, titles, axes, rowHeaders, Arrays.asList(headers), scales, presentation);
  }

  /** Returns these panels with a title over all of them. */
  public PanelGrid withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns these panels with a caption below. */
  public PanelGrid withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns these panels under another scale: one pair of limits and one bar for all. */
  public PanelGrid withScale(Scale scale) {
    requireNonNull(scale, "scale must not be null");
    return withScale(scale, ScaleSharing.ALL);
  }

  /** Returns these panels under a scale whose limits are found for some panels at a time. */
  public PanelGrid withScale(Scale scale, ScaleSharing sharing) {
    requireNonNull(scale, "scale must not be null");
    requireNonNull(sharing, "sharing must not be null");
    return withScales((r, c) -> sharing.of(scale, r, c));
  }

  /**
   * Returns these panels under a scale each. Those with equal scales have limits and a bar in
   * common; {@link Scale#withGroup} keeps equal ones apart.
   */
  public PanelGrid withScales(PanelScale scale) {
    requireNonNull(scale, "scale must not be null");
    List<List<Scale>> newScales = PanelLists.each(grids, scale::at);
    return new PanelGrid(grids, titles, axes, rowHeaders, columnHeaders, newScales, presentation);
  }

  /** Returns these panels under one scale for each row; rows with equal scales share a bar. */
  public PanelGrid withRowScales(Scale... newScales) {
    requireNonNull(newScales, "scales must not be null");
    List<Scale> rows = ImmutableList.copyOf(newScales);
    checkScales("row", rows.size(), grids.size());
    return withScales((r, c) -> rows.get(r));
  }

  /** Returns these panels under one scale for each column; columns with equal ones share a bar. */
  public PanelGrid withColumnScales(Scale... newScales) {
    requireNonNull(newScales, "scales must not be null");
    List<Scale> columns = ImmutableList.copyOf(newScales);
    checkScales("column", columns.size(), grids.get(0).size());
    return withScales((r, c) -> columns.get(c));
  }

  private static void checkScales(String name, int given, int count) {
    checkArgument(given == count, "%s scales must be %s, one each, got %s", name, count, given);
  }

  /** Returns these panels with masked cells drawn another way. */
  public PanelGrid withMasked(Masked masked) {
    return with(presentation.withMasked(masked));
  }

  /** Returns these panels with values said to be weights, or anything; checks ask for it. */
  public PanelGrid withContent(Content content) {
    return with(presentation.withContent(content));
  }

  /** Returns these panels with the same drawn over each of them. */
  public PanelGrid withOverlays(Overlay... overlays) {
    return with(presentation.withOverlays(overlays));
  }

  /** Returns these panels with another look. */
  public PanelGrid withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private PanelGrid with(Presentation newPresentation) {
    return new PanelGrid(grids, titles, axes, rowHeaders, columnHeaders, scales, newPresentation);
  }

  @Override
  public String kind() {
    return "grid of maps";
  }

  @Override
  public Sheet sheet() {
    return new PanelGridSheet(this).sheet();
  }
}
