package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an edge, at the places that a scale gives them.
 *
 * @param pen where to draw
 * @param id of the axis
 * @param edge along which
 * @param role of the numbers
 */
record ValueAxis(Pen pen, String id, Edge edge, Role role) {

  /**
   * Draws ticks and numbers and returns how far away from the edge they end.
   *
   * @param places of the ticks along the edge, rising or falling
   */
  int draw(Ticks ticks, List<Integer> places, int from) {
    int thin = pen.lengths().frame();
    int end = edge.isHorizontal() ? edge.cells().width() : edge.cells().height();
    for (int i = 0; i < places.size(); i++) {
      int along = Math.min(places.get(i), end - thin);
      Box tick = edge.box(along, from, thin, pen.lengths().tick());
      pen.rule(Canvas.Layer.SPAN, id + ".tick[" + i + "]", Role.TICK, tick);
    }
    int distance = from + pen.lengths().tick() + pen.lengths().pad();
    int depth = 0;
    List<Box> drawn = new ArrayList<>();
    for (int i : endsFirst(places.size())) {
      TextLine line = pen.line(ticks.labels().get(i), pen.lengths().labelSize(), Rotation.NONE);
      int length = edge.isHorizontal() ? line.width() : line.height();
      int across = edge.isHorizontal() ? line.height() : line.width();
      Box box = edge.box(places.get(i) - length / 2, distance, length, across);
      Box room = edge.isHorizontal() ? box.grow(pen.lengths().betweenLabels()) : box;
      if (drawn.stream().noneMatch(room::intersects)) {
        pen.text(id + ".label[" + i + "]", role, line, box.x(), box.y());
        drawn.add(box);
        depth = Math.max(depth, across);
      }
    }
    BarLayout.tellLeftOut(pen, id, places.size() - drawn.size(), places.size());
    return distance + depth;
  }

  private static List<Integer> endsFirst(int count) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    if (count > 2) {
      order.add(1, order.remove(count - 1));
    }
    return order;
  }
}
