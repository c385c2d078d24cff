package dev.attn.render.figure;

import dev.attn.mask.AttentionMask;
import dev.attn.render.color.Colormap;
import java.util.List;

/**
 * A mask in two colours: who may attend to whom.
 *
 * @param cells 1 where the query may attend to the key, else 0
 * @param rows labels of the queries
 * @param columns labels of the keys
 * @param colors the two colours
 * @param legend what they mean
 * @param presentation title and look
 */
public record MaskMap(
    Grid cells, Axis rows, Axis columns, Colors colors, Legend legend, Presentation presentation)
    implements Figure {

  /**
   * The two colours of a mask, {@code 0xRRGGBB}.
   *
   * @param allowed of cells that may attend
   * @param masked of all others
   */
  public record Colors(int allowed, int masked) {}

  private static final Colors YELLOW_ON_VIOLET = new Colors(0xfde725, 0x440154);

  /** Checks that the axes fit. */
  public MaskMap {
    rows.fitting("row", cells.rows());
    columns.fitting("column", cells.columns());
  }

  /** Returns the map of a mask. */
  public static MaskMap of(AttentionMask mask) {
    return of(Grid.of(mask.rows(), mask.keys(), (q, k) -> mask.allows(q, k) ? 1 : 0));
  }

  /** Returns the map of a grid of 0 and 1, for example of weights above a threshold. */
  public static MaskMap of(Grid cells) {
    return new MaskMap(
        cells, Axis.none(), Axis.none(), YELLOW_ON_VIOLET, Legend.none(), Presentation.defaults());
  }

  /** Returns this map with another row axis. */
  public MaskMap withRows(Axis newRows) {
    return new MaskMap(cells, newRows, columns, colors, legend, presentation);
  }

  /** Returns this map with another column axis. */
  public MaskMap withColumns(Axis newColumns) {
    return new MaskMap(cells, rows, newColumns, colors, legend, presentation);
  }

  /** Returns this map in other colours; a legend must be given anew after it. */
  public MaskMap withColors(Colors newColors) {
    return new MaskMap(cells, rows, columns, newColors, Legend.none(), presentation);
  }

  /** Returns this map with a legend that names both colours. */
  public MaskMap withLegend(String allowed, String masked) {
    Legend newLegend =
        new Legend(
            List.of(
                new Legend.Entry(colors.allowed(), allowed),
                new Legend.Entry(colors.masked(), masked)));
    return new MaskMap(cells, rows, columns, colors, newLegend, presentation);
  }

  /** Returns this map with a title. */
  public MaskMap withTitle(String title) {
    return new MaskMap(cells, rows, columns, colors, legend, presentation.withTitle(title));
  }

  /** Returns this map with these drawn over its cells. */
  public MaskMap withOverlays(Overlay... overlays) {
    return new MaskMap(cells, rows, columns, colors, legend, presentation.withOverlays(overlays));
  }

  /** Returns this map with another look. */
  public MaskMap withLook(Look look) {
    return new MaskMap(cells, rows, columns, colors, legend, presentation.withLook(look));
  }

  @Override
  public String kind() {
    return "mask";
  }

  @Override
  public Sheet sheet() {
    Colormap map = Colormap.copyOf("mask", new int[] {colors.masked(), colors.allowed()});
    Panel panel =
        Panel.of("panel", Tiles.of(cells), Scale.linear(0, 1).withColormap(map))
            .withAxes(rows, columns)
            .withOverlays(presentation.overlays());
    return new Sheet(
        presentation.title(), panel, List.of(), legend, List.of(), presentation.look());
  }
}
