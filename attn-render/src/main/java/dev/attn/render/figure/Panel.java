package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * One framed map of cells with what is written around it.
 *
 * @param id its name in the sheet, for example {@code panel[0,2]}
 * @param tiles the values
 * @param scale what turns them into colours
 * @param rows what is written left or right of it
 * @param columns what is written below or above it
 * @param title above it
 * @param cells how its cells are laid out and masked
 * @param overlays drawn over the cells
 */
public record Panel(
    String id,
    Tiles tiles,
    Scale scale,
    Axis rows,
    Axis columns,
    Optional<String> title,
    Cells cells,
    List<Overlay> overlays)
    implements Block {

  /**
   * How the cells of a panel are drawn.
   *
   * @param masked what masked cells look like
   * @param origin where row 0 is
   * @param shape what an automatic size may do
   * @param orientation whether rows are queries or keys, in maps that have both
   * @param content what the values are
   */
  public record Cells(
      Masked masked, Origin origin, CellShape shape, Orientation orientation, Content content) {

    /** Checks that nothing is missing. */
    public Cells {
      requireNonNull(masked, "masked must not be null");
      requireNonNull(origin, "origin must not be null");
      requireNonNull(shape, "shape must not be null");
      requireNonNull(orientation, "orientation must not be null");
      requireNonNull(content, "content must not be null");
    }

    /** Returns marked masked cells, row 0 at the top, square cells, queries as rows, any values. */
    public static Cells defaults() {
      return new Cells(
          Masked.MARKED,
          Origin.TOP,
          CellShape.SQUARE,
          Orientation.ROWS_ARE_QUERIES,
          Content.VALUES);
    }

    Cells withMasked(Masked newMasked) {
      return new Cells(newMasked, origin, shape, orientation, content);
    }

    Cells withOrigin(Origin newOrigin) {
      return new Cells(masked, newOrigin, shape, orientation, content);
    }

    Cells withShape(CellShape newShape) {
      return new Cells(masked, origin, newShape, orientation, content);
    }

    Cells withOrientation(Orientation newOrientation) {
      return new Cells(masked, origin, shape, newOrientation, content);
    }

    Cells withContent(Content newContent) {
      return new Cells(masked, origin, shape, orientation, newContent);
    }
  }

  /** Checks that the axes and the overlays fit the values. */
  public Panel {
    requireNonNull(id, "id must not be null");
    requireNonNull(tiles, "tiles must not be null");
    requireNonNull(scale, "scale must not be null");
    requireNonNull(rows, "rows must not be null");
    requireNonNull(columns, "columns must not be null");
    requireNonNull(title, "title must not be null");
    requireNonNull(cells, "cells must not be null");
    requireNonNull(overlays, "overlays must not be null");
    overlays = ImmutableList.copyOf(overlays);
    rows.fitting("row", tiles.rowPositions());
    columns.fitting("column", tiles.columnPositions());
    checkArgument(
        rows.side().isEmpty() || !rows.side().get().isHorizontal(),
        "side of a row axis must be LEFT or RIGHT, got %s",
        rows.side().orElse(null));
    checkArgument(
        columns.side().isEmpty() || columns.side().get().isHorizontal(),
        "side of a column axis must be TOP or BOTTOM, got %s",
        columns.side().orElse(null));
    Overlays.check(overlays, tiles);
  }

  /** Returns a panel without axes, title or overlays. */
  public static Panel of(String id, Tiles tiles, Scale scale) {
    return new Panel(
        id, tiles, scale, Axis.none(), Axis.none(), Optional.empty(), Cells.defaults(), List.of());
  }

  /** Returns this panel with other axes. */
  public Panel withAxes(Axis newRows, Axis newColumns) {
    return new Panel(id, tiles, scale, newRows, newColumns, title, cells, overlays);
  }

  /** Returns this panel with a title above it. */
  public Panel withTitle(String newTitle) {
    requireNonNull(newTitle, "title must not be null");
    return new Panel(id, tiles, scale, rows, columns, Optional.of(newTitle), cells, overlays);
  }

  /** Returns this panel with masked cells drawn another way. */
  public Panel withMasked(Masked masked) {
    return withCells(cells.withMasked(masked));
  }

  /** Returns this panel with row 0 at another place. */
  public Panel withOrigin(Origin origin) {
    return withCells(cells.withOrigin(origin));
  }

  /** Returns this panel with cells of another shape. */
  public Panel withShape(CellShape shape) {
    return withCells(cells.withShape(shape));
  }

  /** Returns this panel with its rows said to be queries or keys; nothing is transposed. */
  public Panel withOrientation(Orientation orientation) {
    return withCells(cells.withOrientation(orientation));
  }

  /** Returns this panel with its values said to be something. */
  public Panel withContent(Content content) {
    return withCells(cells.withContent(content));
  }

  private Panel withCells(Cells newCells) {
    return new Panel(id, tiles, scale, rows, columns, title, newCells, overlays);
  }

  /** Returns this panel with these overlays instead of the present ones. */
  public Panel withOverlays(List<? extends Overlay> newOverlays) {
    requireNonNull(newOverlays, "overlays must not be null");
    return new Panel(
        id, tiles, scale, rows, columns, title, cells, ImmutableList.copyOf(newOverlays));
  }

  @Override
  public List<Panel> panels() {
    return List.of(this);
  }
}
