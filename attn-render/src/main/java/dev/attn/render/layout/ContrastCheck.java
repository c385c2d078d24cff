package dev.attn.render.layout;

import dev.attn.render.color.Contrast;
import dev.attn.render.figure.Fact;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Compares texts and lines with what they lie on.
 *
 * @param scene the picture
 */
record ContrastCheck(Scene scene) {

  private static final double LEAST_TEXT = 4.5;
  private static final double LEAST_LINE = 3;

  /** A line that crosses cells is seen if this part of it is. */
  private static final double VISIBLE_PART = 0.5;

  private static final int SAMPLES = 64;
  private static final Set<Role> LINES =
      Set.of(Role.FRAME, Role.TICK, Role.SPAN, Role.OUTLINE, Role.RULE, Role.LINK);

  void tell(List<Fact> findings) {
    for (int i = 0; i < scene.marks().size(); i++) {
      Mark mark = scene.marks().get(i);
      if (mark instanceof Mark.Text text) {
        double ratio = worst(text, Underground.of(scene, i));
        if (ratio < LEAST_TEXT) {
          add(findings, text, ratio, "text has contrast %.2f, should be at least 4.5");
        }
      } else if (LINES.contains(mark.role())) {
        double ratio = typical(mark, Underground.of(scene, i));
        if (ratio < LEAST_LINE) {
          add(findings, mark, ratio, "line has contrast %.2f, should be at least 3");
        }
      }
    }
  }

  private static void add(List<Fact> findings, Mark mark, double ratio, String format) {
    String sentence = String.format(Locale.US, format, ratio);
    findings.add(new Fact("contrast", mark.id(), List.of(ratio), sentence));
  }

  /** The least contrast along the middle of a text. */
  private static double worst(Mark.Text text, Underground ground) {
    Box box = text.box();
    boolean turned = text.rotation() == Rotation.UP || text.rotation() == Rotation.DOWN;
    boolean diagonal = text.rotation() == Rotation.DIAGONAL;
    double least = Double.POSITIVE_INFINITY;
    int steps = 8;
    for (int i = 0; i < steps; i++) {
      int along = (turned ? box.height() : box.width()) * i / steps;
      int x = turned ? box.x() + box.width() / 2 : box.x() + along;
      int y =
          turned
              ? box.y() + along
              : diagonal ? box.bottom() - 1 - box.height() * i / steps : box.y() + box.height() / 2;
      least = Math.min(least, Contrast.ratio(text.color(), ground.color(x, y)));
    }
    return least;
  }

  /** The contrast that half of a line has at least. */
  private static double typical(Mark mark, Underground ground) {
    double[] ratios;
    if (mark instanceof Mark.Path path) {
      ratios = along(path, ground);
    } else if (mark instanceof Mark.Rect rect && rect.border().isPresent()) {
      ratios = around(rect, ground);
    } else if (mark instanceof Mark.Rect rect && rect.fill().isPresent()) {
      ratios = through(rect, ground);
    } else {
      return Double.POSITIVE_INFINITY;
    }
    Arrays.sort(ratios);
    return ratios[(int) (ratios.length * (1 - VISIBLE_PART))];
  }

  private static double[] along(Mark.Path path, Underground ground) {
    Point from = path.points().get(0);
    Point to = path.points().get(path.points().size() - 1);
    return samples(
        part ->
            Contrast.ratio(
                path.color(),
                ground.color(
                    (int) Math.round(from.x() + (to.x() - from.x()) * part),
                    (int) Math.round(from.y() + (to.y() - from.y()) * part))));
  }

  /** A frame is seen against its neighbours inside or outside, whichever differ more. */
  private static double[] around(Mark.Rect rect, Underground ground) {
    Box outer = rect.box().grow(1);
    Box inner = rect.box();
    if (Math.min(inner.width(), inner.height()) > 2 * rect.borderWidth()) {
      inner = inner.grow(-rect.borderWidth());
    }
    Box within = inner;
    int color = rect.border().orElse(0);
    return samples(
        part ->
            Math.max(
                Contrast.ratio(color, onRing(outer, part, ground)),
                Contrast.ratio(color, onRing(within, part, ground))));
  }

  private static int onRing(Box box, double part, Underground ground) {
    double way = part * 4;
    int side = (int) Math.min(3, Math.floor(way));
    int x = (int) ((way - side) * (box.width() - 1));
    int y = (int) ((way - side) * (box.height() - 1));
    return switch (side) {
      case 0 -> ground.color(box.x() + x, box.y());
      case 1 -> ground.color(box.right() - 1, box.y() + y);
      case 2 -> ground.color(box.x() + x, box.bottom() - 1);
      default -> ground.color(box.x(), box.y() + y);
    };
  }

  private static double[] through(Mark.Rect rect, Underground ground) {
    Box box = rect.box();
    int color = rect.fill().orElse(0);
    return samples(
        part ->
            Contrast.ratio(
                color,
                ground.color(
                    box.x() + (int) (part * (box.width() - 1)),
                    box.y() + (int) (part * (box.height() - 1)))));
  }

  private static double[] samples(DoubleUnaryOperator ratio) {
    return IntStream.range(0, SAMPLES)
        .mapToDouble(i -> ratio.applyAsDouble((i + 0.5) / SAMPLES))
        .toArray();
  }
}
