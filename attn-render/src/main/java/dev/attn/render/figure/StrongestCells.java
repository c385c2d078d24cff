package dev.attn.render.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Names the few cells that a reader sees first: the largest ones, and under a scale with a centre
 * those farthest from it.
 *
 * @param sheet the figure
 * @param scales with limits, for all panels
 * @param naming how cells are named
 */
record StrongestCells(Sheet sheet, Map<Scale, ResolvedScale> scales, Naming naming) {

  private static final int NAMED = 3;

  /** A cell of a tile of a panel. */
  private record Cell(Panel panel, Position tile, Position at, float value) {}

  /** Adds a sentence for the panels whose scale has no centre, and one for each centre. */
  void tell(List<Panel> panels, List<String> sentences) {
    Map<OptionalDouble, List<Cell>> byCentre = new LinkedHashMap<>();
    for (Panel panel : panels) {
      OptionalDouble centre = Objects.requireNonNull(scales.get(panel.scale())).centre();
      List<Cell> cells = byCentre.computeIfAbsent(centre, c -> new ArrayList<>());
      for (int r = 0; r < panel.tiles().rows(); r++) {
        for (int c = 0; c < panel.tiles().columns(); c++) {
          Position tile = new Position(r, c);
          Grid grid = panel.tiles().tile(r, c);
          for (Position at : Strongest.of(grid, NAMED, centre)) {
            cells.add(new Cell(panel, tile, at, grid.value(at.row(), at.column())));
          }
        }
      }
    }
    for (Map.Entry<OptionalDouble, List<Cell>> cells : byCentre.entrySet()) {
      tell(cells.getKey(), cells.getValue(), sentences);
    }
  }

  private void tell(OptionalDouble centre, List<Cell> cells, List<String> sentences) {
    cells.sort(
        Comparator.comparingDouble((Cell cell) -> Strongest.rank(cell.value(), centre)).reversed());
    List<String> named = new ArrayList<>();
    for (Cell cell : cells.subList(0, Math.min(NAMED, cells.size()))) {
      named.add(name(cell));
    }
    if (!named.isEmpty()) {
      String which =
          centre.isPresent()
              ? "Farthest from " + Description.number(centre.getAsDouble())
              : "Largest";
      sentences.add(which + ": " + String.join("; ", named) + ".");
    }
  }

  private String name(Cell cell) {
    Panel panel = cell.panel();
    StringBuilder name = new StringBuilder();
    if (panel.tiles().counted() == Tiles.Counted.TILES) {
      name.append(axis("map row", panel.rows(), cell.tile().row()))
          .append(", ")
          .append(axis("map column", panel.columns(), cell.tile().column()))
          .append(", row ")
          .append(cell.at().row())
          .append(", column ")
          .append(cell.at().column());
    } else {
      if (sheet.content().panels().size() > 1) {
        name.append(panel.id()).append(", ");
      }
      boolean isText = sheet.content() instanceof RunningText;
      name.append(isText ? "" : axis("row", panel.rows(), cell.at().row()) + ", ")
          .append(axis(isText ? "token" : "column", panel.columns(), cell.at().column()));
    }
    return name.append(": ").append(Description.number(cell.value())).toString();
  }

  private String axis(String name, Axis axis, int position) {
    String title = axis.title().orElse(name);
    return naming == Naming.LABELS && !axis.labels().isEmpty()
        ? axis.kind() == Axis.Kind.NUMBERS
            ? title + " " + axis.labels().get(position)
            : title + " " + position + " '" + axis.labels().get(position) + "'"
        : title + " " + position;
  }
}
