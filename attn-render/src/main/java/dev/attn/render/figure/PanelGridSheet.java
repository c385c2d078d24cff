package dev.attn.render.figure;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Panels in rows and columns as a sheet: one bar for each scale, labels where they are wanted.
 *
 * @param grid what the panels show
 */
record PanelGridSheet(PanelGrid grid) {

  Sheet sheet() {
    List<List<Panel>> panels = PanelLists.each(grid.grids(), this::panel);
    Map<Scale, List<String>> bars = new LinkedHashMap<>();
    panels.forEach(row -> row.forEach(panel -> add(bars, panel)));
    Matrix matrix =
        Matrix.of(panels, Gap.PANELS)
            .withRowHeaders(grid.rowHeaders(), LabelAngle.UPRIGHT)
            .withColumnHeaders(grid.columnHeaders());
    return grid.presentation()
        .bare(matrix)
        .withBars(
            bars.entrySet().stream()
                .map(bar -> new Bar(bar.getKey(), bar.getValue()))
                .toArray(Bar[]::new));
  }

  private static void add(Map<Scale, List<String>> bars, Panel panel) {
    bars.merge(
        panel.scale(),
        ImmutableList.of(panel.id()),
        (ids, more) -> ImmutableList.<String>builder().addAll(ids).addAll(more).build());
  }

  private Panel panel(int row, int column) {
    Panel panel =
        Panel.of(
                "panel[" + row + "," + column + "]",
                Tiles.of(grid.grids().get(row).get(column)),
                grid.scales().get(row).get(column))
            .withAxes(rowAxis(column), columnAxis(row))
            .withOverlays(grid.presentation().overlays())
            .withMasked(grid.presentation().masked())
            .withContent(grid.presentation().content());
    return grid.titles().isEmpty() ? panel : panel.withTitle(grid.titles().get(row).get(column));
  }

  private Axis rowAxis(int column) {
    boolean right = grid.axes().rows().side().orElse(Side.LEFT) == Side.RIGHT;
    return shown(grid.axes().rows(), column == (right ? grid.grids().get(0).size() - 1 : 0));
  }

  private Axis columnAxis(int row) {
    boolean top = grid.axes().columns().side().orElse(Side.BOTTOM) == Side.TOP;
    return shown(grid.axes().columns(), row == (top ? 0 : grid.grids().size() - 1));
  }

  private Axis shown(Axis axis, boolean outer) {
    return outer || grid.axes().repeat() == AxisRepeat.EVERY_PANEL ? axis : Axis.none();
  }
}
