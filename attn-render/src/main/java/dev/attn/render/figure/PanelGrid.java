package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Maps in rows and columns, for example inputs by interventions, under one scale.
 *
 * @param grids one list per row of panels
 * @param titles above each panel, one list per row; empty for none
 * @param axes labels of rows and columns, the same in every panel
 * @param rowHeaders left of the rows of panels, one each or none
 * @param columnHeaders above the columns of panels, one each or none
 * @param presentation title, scale, masked cells and look
 */
public record PanelGrid(
    List<List<Grid>> grids,
    List<List<String>> titles,
    Axes axes,
    List<String> rowHeaders,
    List<String> columnHeaders,
    Presentation presentation)
    implements Figure {

  /**
   * The two axes of a panel.
   *
   * @param rows what is written left or right of it
   * @param columns what is written below or above it
   */
  public record Axes(Axis rows, Axis columns) {
    /** Checks that nothing is missing. */
    public Axes {
      requireNonNull(rows, "rows must not be null");
      requireNonNull(columns, "columns must not be null");
    }
  }

  /** The text of a panel as a function of where it is, counted from 0. */
  @FunctionalInterface
  public interface PanelText {

    /** Returns the text of one panel. */
    String at(int row, int column);
  }

  /** Copies the lists and checks that all rows have equally many panels. */
  public PanelGrid {
    requireNonNull(grids, "grids must not be null");
    requireNonNull(titles, "titles must not be null");
    requireNonNull(axes, "axes must not be null");
    requireNonNull(rowHeaders, "rowHeaders must not be null");
    requireNonNull(columnHeaders, "columnHeaders must not be null");
    requireNonNull(presentation, "presentation must not be null");
    grids = grids.stream().<List<Grid>>map(ImmutableList::copyOf).toList();
    titles = titles.stream().<List<String>>map(ImmutableList::copyOf).toList();
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
    checkHeaders("row", rowHeaders.size(), grids.size());
    checkHeaders("column", columnHeaders.size(), grids.get(0).size());
  }

  private static void checkHeaders(String name, int headers, int count) {
    checkArgument(
        headers == 0 || headers == count,
        "%s headers must be %s, one each, got %s",
        name,
        count,
        headers);
  }

  /** Returns panels without titles or labels; the grids may differ in size. */
  public static PanelGrid of(List<? extends List<? extends Grid>> grids) {
    requireNonNull(grids, "grids must not be null");
    return new PanelGrid(
        grids.stream().<List<Grid>>map(ImmutableList::copyOf).toList(),
        List.of(),
        new Axes(Axis.none(), Axis.none()),
        List.of(),
        List.of(),
        Presentation.defaults());
  }

  /** Returns these panels with a title above each. */
  public PanelGrid withPanelTitles(PanelText title) {
    requireNonNull(title, "title must not be null");
    List<List<String>> newTitles =
        IntStream.range(0, grids.size())
            .mapToObj(
                r -> IntStream.range(0, grids.get(r).size()).mapToObj(c -> title.at(r, c)).toList())
            .toList();
    return new PanelGrid(grids, newTitles, axes, rowHeaders, columnHeaders, presentation);
  }

  /** Returns these panels with the same axis for rows and columns of every panel. */
  public PanelGrid withAxes(Axis axis) {
    requireNonNull(axis, "axis must not be null");
    return withAxes(axis, axis);
  }

  /** Returns these panels with other axes, the same in every panel. */
  public PanelGrid withAxes(Axis rows, Axis columns) {
    return new PanelGrid(
        grids, titles, new Axes(rows, columns), rowHeaders, columnHeaders, presentation);
  }

  /** Returns these panels with a turned header left of each row. */
  public PanelGrid withRowHeaders(String... headers) {
    requireNonNull(headers, "headers must not be null");
    return new PanelGrid(grids, titles, axes, Arrays.asList(headers), columnHeaders, presentation);
  }

  /** Returns these panels with a header above each column. */
  public PanelGrid withColumnHeaders(String... headers) {
    requireNonNull(headers, "headers must not be null");
    return new PanelGrid(grids, titles, axes, rowHeaders, Arrays.asList(headers), presentation);
  }

  /** Returns these panels with a title over all of them. */
  public PanelGrid withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns these panels with another scale. */
  public PanelGrid withScale(Scale scale) {
    return with(presentation.withScale(scale));
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
    return new PanelGrid(grids, titles, axes, rowHeaders, columnHeaders, newPresentation);
  }

  @Override
  public String kind() {
    return "grid of maps";
  }

  @Override
  public Sheet sheet() {
    List<List<Panel>> panels =
        IntStream.range(0, grids.size())
            .mapToObj(
                r -> IntStream.range(0, grids.get(r).size()).mapToObj(c -> panel(r, c)).toList())
            .toList();
    return presentation.sheet(
        Matrix.of(panels, Gap.PANELS)
            .withRowHeaders(rowHeaders, LabelAngle.UPRIGHT)
            .withColumnHeaders(columnHeaders));
  }

  private Panel panel(int row, int column) {
    Panel panel =
        Panel.of(
                "panel[" + row + "," + column + "]",
                Tiles.of(grids.get(row).get(column)),
                presentation.scale())
            .withAxes(axes.rows(), axes.columns())
            .withOverlays(presentation.overlays())
            .withMasked(presentation.masked())
            .withContent(presentation.content());
    return titles.isEmpty() ? panel : panel.withTitle(titles.get(row).get(column));
  }
}
