package dev.attn.render.figure;

import java.util.List;
import java.util.Locale;

/**
 * Says which points of a scatter are nearest to each other and which are farthest.
 *
 * @param scatter the points
 */
record PointDistances(Scatter scatter) {

  void tell(List<String> sentences) {
    int count = scatter.points().rows();
    if (count < 2) {
      return;
    }
    int[] near = {0, 1};
    int[] far = {0, 1};
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        near = distance(i, j) < distance(near[0], near[1]) ? new int[] {i, j} : near;
        far = distance(i, j) > distance(far[0], far[1]) ? new int[] {i, j} : far;
      }
    }
    sentences.add("Nearest: " + name(near) + ". Farthest: " + name(far) + ".");
  }

  private double distance(int i, int j) {
    double right = (double) scatter.points().value(i, 0) - scatter.points().value(j, 0);
    double up = (double) scatter.points().value(i, 1) - scatter.points().value(j, 1);
    return Math.hypot(right, up);
  }

  private String name(int[] pair) {
    return String.format(
        Locale.US,
        "%s and %s, %.3g apart",
        name(pair[0]),
        name(pair[1]),
        distance(pair[0], pair[1]));
  }

  private String name(int point) {
    int columns = scatter.panel().tiles().columnPositions();
    return scatter.names().of(point / columns, point % columns);
  }
}
