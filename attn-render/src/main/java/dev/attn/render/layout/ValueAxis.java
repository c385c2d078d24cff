package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Round numbers along an edge, at the places that a scale gives them.
 *
 * @param pen where to draw
 * @param id of the axis
 * @param edge along which
 * @param role of the numbers
 */
record ValueAxis(Pen pen, String id, Edge edge, Role role) {

  private static final double SLACK = 1e-9;

  /** A number and where it stands. */
  private record Label(TextLine line, Box box) {}

  /**
   * Draws ticks and numbers and returns how far away from the edge they end. A number that finds no
   * room is left out with its tick, and with the opposite one where numbers lie evenly about 0.
   *
   * @param places of the ticks along the edge, rising or falling
   */
  int draw(Ticks ticks, List<Integer> places, int from) {
    int thin = pen.lengths().frame();
    int end = edge.isHorizontal() ? edge.cells().width() : edge.cells().height();
    int distance = from + pen.lengths().tick() + pen.lengths().pad();
    List<Label> labels = labels(ticks, places, distance);
    int depth = 0;
    SortedSet<Integer> kept = kept(ticks, labels);
    for (int i : kept) {
      int along = Math.min(places.get(i), end - thin);
      Box tick = edge.box(along, from, thin, pen.lengths().tick());
      pen.rule(Canvas.Layer.SPAN, id + ".tick[" + i + "]", Role.TICK, tick);
      Label label = labels.get(i);
      pen.text(id + ".label[" + i + "]", role, label.line(), label.box().x(), label.box().y());
      depth = Math.max(depth, edge.isHorizontal() ? label.line().height() : label.line().width());
    }
    BarLayout.tellLeftOut(pen, id, places.size() - kept.size(), places.size());
    return distance + depth;
  }

  private List<Label> labels(Ticks ticks, List<Integer> places, int distance) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      TextLine line = pen.line(ticks.labels().get(i), pen.lengths().labelSize(), Rotation.NONE);
      int length = edge.isHorizontal() ? line.width() : line.height();
      int across = edge.isHorizontal() ? line.height() : line.width();
      Box box = edge.box(places.get(i) - length / 2, distance, length, across);
      labels.add(new Label(line, box));
    }
    return labels;
  }

  /** Which numbers do not touch those that come before them. */
  private SortedSet<Integer> kept(Ticks ticks, List<Label> labels) {
    SortedSet<Integer> kept = new TreeSet<>();
    List<Box> taken = new ArrayList<>();
    for (List<Integer> together : order(ticks.values())) {
      List<Box> boxes = together.stream().map(i -> labels.get(i).box()).toList();
      List<Box> all = new ArrayList<>(taken);
      boolean isFree = true;
      for (Box box : boxes) {
        Box room = edge.isHorizontal() ? box.grow(pen.lengths().betweenLabels()) : box;
        isFree &= all.stream().noneMatch(room::intersects);
        all.add(box);
      }
      if (isFree) {
        kept.addAll(together);
        taken.addAll(boxes);
      }
    }
    return kept;
  }

  /** Both ends, then 0, then all others; opposite ones together if each has one. */
  private static List<List<Integer>> order(List<Double> values) {
    int last = values.size() - 1;
    boolean isEven =
        IntStream.rangeClosed(0, last)
            .allMatch(
                i -> Math.abs(values.get(i) + values.get(last - i)) <= SLACK * values.get(last));
    Set<List<Integer>> order = new LinkedHashSet<>();
    if (last >= 0) {
      order.add(List.of(0));
      order.add(List.of(last));
    }
    IntStream.rangeClosed(0, last)
        .filter(i -> values.get(i) == 0)
        .forEach(i -> order.add(List.of(i)));
    for (int i = 1; i < last; i++) {
      if (!isEven) {
        order.add(List.of(i));
      } else if (i < last - i) {
        order.add(List.of(i, last - i));
      }
    }
    return List.copyOf(order);
  }
}
