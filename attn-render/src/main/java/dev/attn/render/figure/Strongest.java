package dev.attn.render.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The cells of a grid with the largest values. */
final class Strongest {

  /** A cell with its value. */
  private record Candidate(Position position, float value) {}

  private static final Comparator<Candidate> WEAKEST_FIRST =
      Comparator.comparingDouble(Candidate::value)
          .thenComparing(
              candidate -> candidate.position(),
              Comparator.comparingInt(Position::row).thenComparingInt(Position::column).reversed());

  private Strongest() {}

  /**
   * The largest first, of equal ones the first in reading order; fewer if there are not as many.
   */
  static List<Position> of(Grid grid, int count) {
    PriorityQueue<Candidate> best = new PriorityQueue<>(WEAKEST_FIRST);
    float[] row = new float[grid.columns()];
    for (int r = 0; r < grid.rows(); r++) {
      grid.row(r, row);
      for (int c = 0; c < row.length; c++) {
        if (Float.isFinite(row[c]) && !grid.masked(r, c) && enters(best, row[c], count)) {
          best.add(new Candidate(new Position(r, c), row[c]));
          if (best.size() > count) {
            best.remove();
          }
        }
      }
    }
    List<Candidate> sorted = new ArrayList<>(best);
    sorted.sort(WEAKEST_FIRST.reversed());
    return sorted.stream().map(Candidate::position).toList();
  }

  private static boolean enters(PriorityQueue<Candidate> best, float value, int count) {
    Candidate weakest = best.peek();
    return weakest == null || best.size() < count || value > weakest.value();
  }
}
