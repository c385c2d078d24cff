package dev.attn.render.layout;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Places the labels of an axis, and tick marks where labels name only some positions. */
final class AxisLabels {

  private final Pen pen;
  private final String id;
  private final Axis axis;
  private final Track track;
  private final Edge edge;

  AxisLabels(Pen pen, String id, Axis axis, Track track, Edge edge) {
    this.pen = pen;
    this.id = id;
    this.axis = axis;
    this.track = track;
    this.edge = edge;
  }

  /** Draws everything and returns how far away from the cells it ends. */
  int draw(int from) {
    if (axis.labels().isEmpty()) {
      return from;
    }
    LabelPlan plan =
        new LabelLadder(pen.measurer(), pen.lengths(), axis, edge.isHorizontal(), track).climb();
    int distance = from;
    if (hasTicks(plan)) {
      for (int position : plan.shown()) {
        Box tick = edge.box(track.middle(position), from, pen.lengths().frame(), tickLength());
        pen.rule(Canvas.Layer.SPAN, id + ".tick[" + position + "]", Role.TICK, tick);
      }
      distance += tickLength();
    }
    distance += pen.lengths().pad();
    int depth = 0;
    for (int i = 0; i < plan.shown().size(); i++) {
      TextLine line = pen.line(plan.texts().get(i), plan.size(), plan.rotation());
      depth = Math.max(depth, label(plan.shown().get(i), line, distance));
    }
    new LabelFacts(pen, id, axis).tell(plan);
    return distance + depth;
  }

  private int tickLength() {
    return pen.lengths().tick();
  }

  private boolean hasTicks(LabelPlan plan) {
    return axis.kind() == Axis.Kind.NUMBERS || plan.shown().size() < axis.labels().size();
  }

  private int label(int position, TextLine line, int distance) {
    if (line.text().isEmpty()) {
      return 0;
    }
    int length = edge.isHorizontal() ? line.width() : line.height();
    int depth = edge.isHorizontal() ? line.height() : line.width();
    int along =
        line.rotation() == Rotation.DIAGONAL && edge.isHorizontal()
            ? track.middle(position) - line.anchor(edge.side() == Side.BOTTOM)
            : track.centred(position, length);
    Box box = edge.box(along, distance, length, depth);
    pen.text(id + ".label[" + position + "]", Role.TICK_LABEL, line, box.x(), box.y());
    return depth;
  }

  /** Says what the ladder did to the labels of one axis. */
  private record LabelFacts(Pen pen, String id, Axis axis) {

    void tell(LabelPlan plan) {
      int total = axis.labels().size();
      int drawn = plan.shown().size();
      String turned = plan.rotation().name().toLowerCase(Locale.ROOT);
      String said = "%d of %d labels drawn, turned %s, %d px high";
      List<Integer> numbers = List.of(drawn, total, plan.size());
      keep("labels", numbers, said, drawn, total, turned, plan.size());
      ambiguous(plan);
      if (plan.rung() == LabelPlan.Rung.SMALLER || plan.size() < pen.lengths().labelSize()) {
        keep("small-labels", List.of(plan.size()), "labels: %d px high", plan.size());
      }
      if (plan.rung() == LabelPlan.Rung.OBEYED) {
        keep("labels-overlap", List.of(drawn, total), "labels: %d of %d overlap", drawn, total);
      }
      if (plan.rung() == LabelPlan.Rung.ENDS_ONLY) {
        print("labels-thinned", List.of(drawn, total), "labels: %d of %d", drawn, total);
      } else if (plan.rung() == LabelPlan.Rung.THINNED || drawn < total) {
        int step = plan.shown().size() > 1 ? plan.shown().get(1) : total;
        if (axis.kind() == Axis.Kind.NAMES && axis.step().isEmpty()) {
          print("labels-thinned", List.of(step, total), "labels: every %s of %d", nth(step), total);
        } else {
          keep("labels-thinned", List.of(step, total), "labels: every %s of %d", nth(step), total);
        }
      }
      long cut = cut(plan);
      if (cut > 0) {
        print("labels-cut", List.of((int) cut, total), "labels: %d of %d shortened", cut, total);
      }
    }

    private static String nth(int number) {
      int last = number / 10 % 10 == 1 ? 0 : number % 10;
      return number + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
    }

    /** Different labels that look alike, because they differ in spaces only. */
    private void ambiguous(LabelPlan plan) {
      Map<String, Set<String>> labels = new TreeMap<>();
      for (int i = 0; i < plan.shown().size(); i++) {
        labels
            .computeIfAbsent(plan.texts().get(i).strip(), text -> new HashSet<>())
            .add(axis.labels().get(plan.shown().get(i)));
      }
      labels.forEach(
          (text, different) -> {
            if (different.size() > 1) {
              String sentence = "%d different labels are drawn as '%s'";
              List<Integer> numbers = List.of(different.size());
              pen.canvas()
                  .finding(fact("ambiguous-labels", numbers, sentence, different.size(), text));
            }
          });
    }

    private long cut(LabelPlan plan) {
      long cut = 0;
      for (int i = 0; i < plan.shown().size(); i++) {
        cut += plan.texts().get(i).equals(axis.labels().get(plan.shown().get(i))) ? 0 : 1;
      }
      return cut;
    }

    private void keep(String code, List<Integer> numbers, String format, Object... values) {
      pen.canvas().fact(fact(code, numbers, format, values));
    }

    private void print(String code, List<Integer> numbers, String format, Object... values) {
      pen.canvas().note(fact(code, numbers, format, values));
    }

    private Fact fact(String code, List<Integer> numbers, String format, Object... values) {
      return new Fact(
          code,
          id,
          numbers.stream().map(Integer::doubleValue).toList(),
          String.format(Locale.ROOT, format, values));
    }
  }
}
