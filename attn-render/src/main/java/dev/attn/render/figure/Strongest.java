package dev.attn.render.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/** The cells of a grid with the largest values, or with those farthest from a centre. */
final class Strongest {

  /** A cell with what it is ranked by. */
  private record Candidate(Position position, double rank) {}

  private static final Comparator<Candidate> WEAKEST_FIRST =
      Comparator.comparingDouble(Candidate::rank)
          .thenComparing(
              candidate -> candidate.position(),
              Comparator.comparingInt(Position::row).thenComparingInt(Position::column).reversed());

  private Strongest() {}

  /**
   * The largest first, of equal ones the first in reading order; fewer if there are not as many.
   */
  static List<Position> of(Grid grid, int count) {
    return of(grid, count, OptionalDouble.empty());
  }

  /** The same, ranked by the distance from {@code centre} if there is one. */
  static List<Position> of(Grid grid, int count, OptionalDouble centre) {
    PriorityQueue<Candidate> best = new PriorityQueue<>(WEAKEST_FIRST);
    float[] row = new float[grid.columns()];
    for (int r = 0; r < grid.rows(); r++) {
      grid.row(r, row);
      for (int c = 0; c < row.length; c++) {
        double rank = rank(row[c], centre);
        if (Double.isFinite(rank) && enters(best, rank, count) && !grid.masked(r, c)) {
          best.add(new Candidate(new Position(r, c), rank));
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

  static double rank(double value, OptionalDouble centre) {
    return centre.isPresent() ? Math.abs(value - centre.getAsDouble()) : value;
  }

  private static boolean enters(PriorityQueue<Candidate> best, double rank, int count) {
    Candidate weakest = best.peek();
    return weakest == null || best.size() < count || rank > weakest.rank();
  }
}
