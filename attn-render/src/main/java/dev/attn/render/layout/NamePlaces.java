package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds room for names beside points: the first of eight places around a point that is inside the
 * frame and free of points and of names that are there already. Names that come first go first; the
 * result depends on nothing but the points.
 */
final class NamePlaces {

  /** Names are smaller than labels, so that more of them fit. */
  private static final int SMALLER = 2;

  /** Where names stand: right, left, above and below, then at the corners. */
  private static final int[][] DIRECTIONS = {
    {1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}
  };

  private final Box frame;
  private final List<Box> points;
  private final List<Box> names = new ArrayList<>();
  private final int gap;
  private final int spare;

  NamePlaces(Pen pen, Box frame, List<Box> points) {
    this.frame = frame;
    this.points = points;
    this.gap = pen.lengths().betweenPointAndName();
    this.spare = pen.lengths().frame();
  }

  static int size(Lengths lengths) {
    return Math.max(lengths.smallestLabelSize(), lengths.labelSize() - SMALLER * lengths.frame());
  }

  /** Returns the place of a name, which is then taken. */
  Optional<Box> take(int point, TextLine name) {
    for (int[] direction : DIRECTIONS) {
      Box box = beside(points.get(point), direction, name);
      if (frame.contains(box.grow(spare)) && isFree(box, point)) {
        names.add(box);
        return Optional.of(box);
      }
    }
    return Optional.empty();
  }

  private Box beside(Box point, int[] direction, TextLine name) {
    int x =
        switch (direction[0]) {
          case 1 -> point.right() + gap;
          case -1 -> point.x() - gap - name.width();
          default -> point.x() + (point.width() - name.width()) / 2;
        };
    int y =
        switch (direction[1]) {
          case 1 -> point.bottom();
          case -1 -> point.y() - name.height();
          default -> point.y() + (point.height() - name.height()) / 2;
        };
    return new Box(x, y, name.width(), name.height());
  }

  private boolean isFree(Box box, int point) {
    for (int i = 0; i < points.size(); i++) {
      if (i != point && points.get(i).intersects(box)) {
        return false;
      }
    }
    return names.stream().noneMatch(box.grow(spare)::intersects);
  }
}
