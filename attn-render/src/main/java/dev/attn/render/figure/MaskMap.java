package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import dev.attn.mask.AttentionMask;
import dev.attn.render.color.Colormap;
import java.util.List;

/**
 * A mask in two colours: who may attend to whom.
 *
 * <p>A mask too large to be drawn cell by cell is scaled down to squares of neighbouring cells. A
 * square whose cells are all alike has the colour they have; any other has a shade between the two
 * colours, more like that of allowed cells the more of them it has. Every cell counts, so a single
 * one in a thousand times a thousand is seen, and the picture says how many cells a square stands
 * for. Axes keep the numbers of the mask.
 *
 * @param cells 1 where the query may attend to the key, else 0
 * @param rows labels of the queries
 * @param columns labels of the keys
 * @param colors the two colours
 * @param legend what they mean
 * @param detail how much of a large mask is drawn
 * @param presentation title and look
 * @cost of a large mask that of {@link AttentionMask#densityGrid}, and 16 bytes for each square
 */
public record MaskMap(
    Grid cells,
    Axis rows,
    Axis columns,
    Colors colors,
    Legend legend,
    Detail detail,
    Presentation presentation)
    implements Figure {

  /**
   * The two colours of a mask, {@code 0xRRGGBB}.
   *
   * @param allowed of cells that may attend
   * @param masked of all others
   */
  public record Colors(int allowed, int masked) {}

  /**
   * When a mask is scaled down, and how far. Grids that are no masks are drawn cell by cell.
   *
   * @param cells longest side that is drawn cell by cell
   * @param squares most squares along a side of the picture of a larger mask
   */
  public record Detail(int cells, int squares) {

    private static final int MOST_SQUARES = 8192;

    /** Checks that something is drawn. */
    public Detail {
      checkArgument(cells >= 1, "cells must be at least 1, got %s", cells);
      checkArgument(
          squares >= 1 && squares <= MOST_SQUARES,
          "squares must be in [1, %s], got %s",
          MOST_SQUARES,
          squares);
    }

    /** Returns the detail of every map: sides of 4096 cells, or of 512 squares. */
    public static Detail defaults() {
      return new Detail(4096, 512);
    }
  }

  private static final Colors YELLOW_ON_VIOLET = new Colors(0xfde725, 0x440154);

  /** Checks that the axes fit. */
  public MaskMap {
    requireNonNull(cells, "cells must not be null");
    requireNonNull(rows, "rows must not be null");
    requireNonNull(columns, "columns must not be null");
    requireNonNull(colors, "colors must not be null");
    requireNonNull(legend, "legend must not be null");
    requireNonNull(detail, "detail must not be null");
    requireNonNull(presentation, "presentation must not be null");
    rows.fitting("row", cells.rows());
    columns.fitting("column", cells.columns());
  }

  /** Returns the map of a mask. */
  public static MaskMap of(AttentionMask mask) {
    requireNonNull(mask, "mask must not be null");
    return of(new MaskGrid(mask));
  }

  /** Returns the map of a grid of 0 and 1, for example of weights above a threshold. */
  public static MaskMap of(Grid cells) {
    return new MaskMap(
        cells,
        Axis.none(),
        Axis.none(),
        YELLOW_ON_VIOLET,
        Legend.none(),
        Detail.defaults(),
        Presentation.defaults());
  }

  /** Returns the comparison of two masks of one shape: what only one of them allows. */
  public static MaskDifference difference(AttentionMask a, AttentionMask b) {
    return MaskDifference.of(a, b);
  }

  /** Returns this map with another row axis. */
  public MaskMap withRows(Axis newRows) {
    return new MaskMap(cells, newRows, columns, colors, legend, detail, presentation);
  }

  /** Returns this map with another column axis. */
  public MaskMap withColumns(Axis newColumns) {
    return new MaskMap(cells, rows, newColumns, colors, legend, detail, presentation);
  }

  /** Returns this map in other colours; a legend must be given anew after it. */
  public MaskMap withColors(Colors newColors) {
    return new MaskMap(cells, rows, columns, newColors, Legend.none(), detail, presentation);
  }

  /** Returns this map with a legend that names both colours. */
  public MaskMap withLegend(String allowed, String masked) {
    requireNonNull(allowed, "allowed must not be null");
    requireNonNull(masked, "masked must not be null");
    Legend newLegend =
        new Legend(
            List.of(
                new Legend.Entry(colors.allowed(), allowed),
                new Legend.Entry(colors.masked(), masked)));
    return new MaskMap(cells, rows, columns, colors, newLegend, detail, presentation);
  }

  /** Returns this map with a title. */
  public MaskMap withTitle(String title) {
    return new MaskMap(cells, rows, columns, colors, legend, detail, presentation.withTitle(title));
  }

  /** Returns this map with a caption below. */
  public MaskMap withCaption(String caption) {
    return new MaskMap(
        cells, rows, columns, colors, legend, detail, presentation.withCaption(caption));
  }

  /** Returns this map with these drawn over its cells. */
  public MaskMap withOverlays(Overlay... overlays) {
    return new MaskMap(
        cells, rows, columns, colors, legend, detail, presentation.withOverlays(overlays));
  }

  /** Returns this map with another look. */
  public MaskMap withLook(Look look) {
    return new MaskMap(cells, rows, columns, colors, legend, detail, presentation.withLook(look));
  }

  /** Returns this map with more or less of a large mask drawn. */
  public MaskMap withDetail(Detail newDetail) {
    return new MaskMap(cells, rows, columns, colors, legend, newDetail, presentation);
  }

  @Override
  public String kind() {
    return "mask";
  }

  @Override
  public Sheet sheet() {
    if (cells instanceof MaskGrid grid && MaskSquares.needs(cells, detail)) {
      return reduced(MaskReduction.of(grid.mask(), MaskSquares.most(detail, presentation.look())));
    }
    Colormap map = Colormap.copyOf("mask", new int[] {colors.masked(), colors.allowed()});
    return sheet(panel(cells, map).withAxes(rows, columns).withOverlays(presentation.overlays()));
  }

  /** Positions of overlays are those of the mask, of which the picture has no cells. */
  private Sheet reduced(MaskReduction reduction) {
    MaskSquares squares = reduction.squares();
    Panel panel =
        panel(reduction.grid(), MaskReduction.colormap(colors))
            .withAxes(squares.rows().reduced(rows), squares.columns().reduced(columns));
    return squares.told(
        sheet(panel),
        "shade = share that may attend",
        rows,
        columns,
        presentation.overlays().size());
  }

  private static Panel panel(Grid shown, Colormap map) {
    return Panel.of("panel", Tiles.of(shown), Scale.linear(0, 1).withColormap(map));
  }

  private Sheet sheet(Panel panel) {
    return presentation.bare(panel).withLegend(legend);
  }
}
