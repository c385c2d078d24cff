package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.util.List;

/**
 * One map of cells with a colour bar.
 *
 * @param grid the values
 * @param rows labels of the rows of {@code grid}
 * @param columns labels of its columns
 * @param orientation which way round it is drawn; the axes go along
 * @param origin where the first row is drawn
 * @param presentation title, scale, masked cells and look
 */
public record HeatMap(
    Grid grid,
    Axis rows,
    Axis columns,
    Orientation orientation,
    Origin origin,
    Presentation presentation)
    implements Figure {

  /** Checks that the axes fit the grid. */
  public HeatMap {
    requireNonNull(grid, "grid must not be null");
    requireNonNull(rows, "rows must not be null");
    requireNonNull(columns, "columns must not be null");
    requireNonNull(orientation, "orientation must not be null");
    requireNonNull(origin, "origin must not be null");
    requireNonNull(presentation, "presentation must not be null");
    rows.fitting("row", grid.rows());
    columns.fitting("column", grid.columns());
  }

  /** Returns the map of a grid, without labels. */
  public static HeatMap of(Grid grid) {
    return new HeatMap(
        grid,
        Axis.none(),
        Axis.none(),
        Orientation.ROWS_ARE_QUERIES,
        Origin.TOP,
        Presentation.defaults());
  }

  /** Returns the map of one head: rows are queries, columns are keys. */
  public static HeatMap of(AttentionMatrix matrix) {
    requireNonNull(matrix, "matrix must not be null");
    return of(Grid.of(matrix));
  }

  /** Returns the map of an array of rank 2. */
  public static HeatMap of(NumericArray array) {
    requireNonNull(array, "array must not be null");
    return of(Grid.of(array));
  }

  /** Returns this map with the cells masked that {@code mask} does not allow. */
  public HeatMap withMask(AttentionMask mask) {
    requireNonNull(mask, "mask must not be null");
    return new HeatMap(grid.withMask(mask), rows, columns, orientation, origin, presentation);
  }

  /** Returns this map with the same tokens on both axes. */
  public HeatMap withTokens(Tokens tokens) {
    requireNonNull(tokens, "tokens must not be null");
    return withRows(Axis.labels(tokens)).withColumns(Axis.labels(tokens));
  }

  /** Returns this map with another row axis. */
  public HeatMap withRows(Axis newRows) {
    return new HeatMap(grid, newRows, columns, orientation, origin, presentation);
  }

  /** Returns this map with another column axis. */
  public HeatMap withColumns(Axis newColumns) {
    return new HeatMap(grid, rows, newColumns, orientation, origin, presentation);
  }

  /** Returns this map drawn another way round. */
  public HeatMap withOrientation(Orientation newOrientation) {
    return new HeatMap(grid, rows, columns, newOrientation, origin, presentation);
  }

  /** Returns this map with its first row at another place. */
  public HeatMap withOrigin(Origin newOrigin) {
    return new HeatMap(grid, rows, columns, orientation, newOrigin, presentation);
  }

  /** Returns this map with a title. */
  public HeatMap withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns this map with a caption below. */
  public HeatMap withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns this map with another scale. */
  public HeatMap withScale(Scale scale) {
    return with(presentation.withScale(scale));
  }

  /** Returns this map with masked cells drawn another way. */
  public HeatMap withMasked(Masked masked) {
    return with(presentation.withMasked(masked));
  }

  /** Returns this map with values said to be weights, or anything; checks ask for it. */
  public HeatMap withContent(Content content) {
    return with(presentation.withContent(content));
  }

  /** Returns this map with these drawn over its cells, at positions of its grid. */
  public HeatMap withOverlays(Overlay... overlays) {
    return with(presentation.withOverlays(overlays));
  }

  /** Returns this map with another look. */
  public HeatMap withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private HeatMap with(Presentation newPresentation) {
    return new HeatMap(grid, rows, columns, orientation, origin, newPresentation);
  }

  @Override
  public String kind() {
    return "heat map";
  }

  @Override
  public Sheet sheet() {
    boolean turned = orientation == Orientation.ROWS_ARE_KEYS;
    List<Overlay> overlays = presentation.overlays();
    Panel panel =
        Panel.of("panel", Tiles.of(turned ? grid.transposed() : grid), presentation.scale())
            .withAxes(turned ? columns.turned() : rows, turned ? rows.turned() : columns)
            .withMasked(presentation.masked())
            .withContent(presentation.content())
            .withOrientation(orientation)
            .withOverlays(turned ? Overlays.transposed(overlays) : overlays)
            .withOrigin(origin);
    return presentation.sheet(panel);
  }
}
