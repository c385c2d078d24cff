package dev.attn.render.figure;

import dev.attn.tensor.Threads;
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

  /** Cells that are worth a thread of their own. */
  private static final int PART = 1 << 17;

  private final PriorityQueue<Candidate> best = new PriorityQueue<>(WEAKEST_FIRST);
  private final int count;

  /** What a cell must be above to be among the best. */
  private double least = Double.NEGATIVE_INFINITY;

  private Strongest(int count) {
    this.count = count;
  }

  /**
   * The largest first, of equal ones the first in reading order; fewer if there are not as many.
   */
  static List<Position> of(Grid grid, int count) {
    return of(grid, count, OptionalDouble.empty());
  }

  /** The same, ranked by the distance from {@code centre} if there is one. */
  static List<Position> of(Grid grid, int count, OptionalDouble centre) {
    int rows = Math.max(1, PART / Math.max(1, grid.columns()));
    List<Strongest> parts = new ArrayList<>();
    for (int from = 0; from < grid.rows(); from += rows) {
      parts.add(new Strongest(count));
    }
    Threads.current()
        .forEach(
            parts.size(),
            part -> {
              int to = (int) Math.min(grid.rows(), (part + 1L) * rows);
              parts.get(part).addAll(grid, part * rows, to, centre);
            });
    return parts.stream()
        .flatMap(part -> part.best.stream())
        .sorted(WEAKEST_FIRST.reversed())
        .limit(count)
        .map(Candidate::position)
        .toList();
  }

  private void addAll(Grid grid, int from, int to, OptionalDouble centre) {
    float[] row = new float[grid.columns()];
    boolean centred = centre.isPresent();
    double middle = centre.orElse(0);
    for (int r = from; r < to; r++) {
      grid.row(r, row);
      for (int c = 0; c < row.length; c++) {
        double rank = centred ? Math.abs(row[c] - middle) : row[c];
        if (rank > least && Double.isFinite(rank) && !grid.masked(r, c)) {
          add(new Candidate(new Position(r, c), rank));
        }
      }
    }
  }

  private void add(Candidate candidate) {
    best.add(candidate);
    if (best.size() > count) {
      best.remove();
    }
    Candidate weakest = best.peek();
    if (weakest != null && best.size() == count) {
      least = weakest.rank();
    }
  }

  static double rank(double value, OptionalDouble centre) {
    return centre.isPresent() ? Math.abs(value - centre.getAsDouble()) : value;
  }
}
