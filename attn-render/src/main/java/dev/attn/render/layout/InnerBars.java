package dev.attn.render.layout;

import dev.attn.render.figure.Bar;
import dev.attn.render.figure.Block;
import dev.attn.render.figure.Matrix;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bars that stand among the panels of a matrix: each right of the last column that has a panel
 * of it. Those that end at the last column and reach over all rows stand outside instead.
 *
 * @param bars from left to right
 * @param scales with limits, for all panels
 */
record InnerBars(List<Place> bars, Map<Scale, ResolvedScale> scales) {

  /**
   * A bar with the tracks of a matrix that it belongs to.
   *
   * @param id its name
   * @param column the last one
   * @param firstRow the first of its rows
   * @param lastRow the last of them
   */
  record Place(String id, Bar bar, int column, int firstRow, int lastRow) {

    boolean isBeside(Place other) {
      return firstRow <= other.lastRow && other.firstRow <= lastRow;
    }
  }

  static InnerBars none() {
    return new InnerBars(List.of(), Map.of());
  }

  static InnerBars of(Sheet sheet, Map<Scale, ResolvedScale> scales) {
    List<Place> places = new ArrayList<>();
    if (sheet.content() instanceof Matrix matrix) {
      for (int i = 0; i < sheet.bars().size(); i++) {
        Place place = place("bar[" + i + "]", sheet.bars().get(i), matrix.blocks());
        boolean whole = place.firstRow() == 0 && place.lastRow() == matrix.blocks().size() - 1;
        boolean aside = sheet.bars().get(i).side() == Side.RIGHT;
        if (aside && (!whole || place.column() < matrix.blocks().get(0).size() - 1)) {
          places.add(place);
        }
      }
    }
    return new InnerBars(places, scales);
  }

  private static Place place(String id, Bar bar, List<List<Block>> blocks) {
    int column = 0;
    int firstRow = blocks.size() - 1;
    int lastRow = 0;
    for (int r = 0; r < blocks.size(); r++) {
      for (int c = 0; c < blocks.get(r).size(); c++) {
        for (Panel panel : blocks.get(r).get(c).panels()) {
          if (bar.panels().contains(panel.id())) {
            column = Math.max(column, c);
            firstRow = Math.min(firstRow, r);
            lastRow = Math.max(lastRow, r);
          }
        }
      }
    }
    return new Place(id, bar, column, firstRow, lastRow);
  }

  boolean contains(Bar bar) {
    for (Place place : bars) {
      if (place.bar().equals(bar)) {
        return true;
      }
    }
    return false;
  }

  /** Makes room for the bars in tracks whose panels are placed, and nothing else is. */
  void room(Pen placed, Tracks columns, Tracks rows) {
    int[] widths = new int[columns.count()];
    int spare = placed.lengths().barOverhang() / 2;
    for (int column = 0; column < widths.length; column++) {
      for (Place place : of(column)) {
        BarRack rack = new BarRack(placed, scales);
        of(column).stream()
            .takeWhile(other -> !other.equals(place))
            .filter(place::isBeside)
            .forEach(other -> rack.stand(other.id(), other.bar(), 0));
        Box drawn = rack.stand(place.id(), place.bar(), 0).drawn();
        Box extent = BarLayout.extent(place.bar(), placed);
        widths[column] = Math.max(widths[column], drawn.right());
        int above = extent.y() - drawn.y() - spare;
        int below = drawn.bottom() - extent.bottom() - spare;
        rows.room(place.firstRow(), rows.size(place.firstRow()), above, 0);
        rows.room(place.lastRow(), rows.size(place.lastRow()), 0, below);
      }
    }
    for (int column = 0; column < widths.length; column++) {
      columns.widen(column, widths[column]);
    }
  }

  /** Draws the bars of a column right of {@code x}. */
  void draw(int column, int x, Pen pen) {
    BarRack rack = new BarRack(pen, scales);
    for (Place place : of(column)) {
      rack.stand(place.id(), place.bar(), x);
    }
  }

  private List<Place> of(int column) {
    List<Place> places = new ArrayList<>();
    for (Place place : bars) {
      if (place.column() == column) {
        places.add(place);
      }
    }
    return places;
  }
}
