package dev.attn.render.layout;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;

/** Places the labels of an axis, and tick marks where labels name only some positions. */
final class AxisLabels {

  private final Pen pen;
  private final String id;
  private final Axis axis;
  private final LabelFacts facts;
  private final Track track;
  private final Edge edge;

  /** Labels as {@code axis} displays them. */
  AxisLabels(Pen pen, String id, Axis axis, Track track, Edge edge) {
    this.pen = pen;
    this.id = id;
    this.facts = LabelFacts.of(pen, id, axis);
    this.axis = axis.shown();
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
    facts.tell(plan);
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
}
