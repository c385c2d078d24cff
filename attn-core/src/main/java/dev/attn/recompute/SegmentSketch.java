package dev.attn.recompute;

import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.Span;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a row has on each segment of keys, and how many of its keys: 2 T numbers for T segments,
 * which may overlap.
 *
 * <p>Sums are taken between neighbouring borders of segments, so that a key costs the same for any
 * number of segments.
 */
final class SegmentSketch extends RowSketch {

  private final List<Span> segments;
  private final int[] borders;
  private final Masses masses;
  private final long[] counts;
  private int piece;

  /**
   * Returns the sketch of a row of which nothing is known.
   *
   * @param borders what {@link #borders} gives for the segments
   */
  SegmentSketch(List<Span> segments, int[] borders) {
    this.segments = segments;
    this.borders = borders;
    this.masses = new Masses(borders.length + 1);
    this.counts = new long[borders.length + 1];
  }

  /** Returns where some segment begins or ends, in rising order. */
  static int[] borders(List<Span> segments) {
    return segments.stream()
        .flatMap(segment -> Stream.of(segment.from(), segment.to()))
        .mapToInt(border -> border)
        .sorted()
        .distinct()
        .toArray();
  }

  @Override
  void rescale(double factor) {
    masses.rescale(factor);
  }

  /** Piece p lies before border p, and behind the one before. */
  @Override
  void add(int key, double score, double e) {
    while (piece < borders.length && key >= borders[piece]) {
      piece++;
    }
    masses.add(piece, e);
    counts[piece]++;
  }

  @Override
  void finish(SoftmaxState state, int count, double[] numbers) {
    for (int t = 0; t < segments.size(); t++) {
      Span segment = segments.get(t);
      int before = Arrays.binarySearch(borders, segment.from());
      int last = Arrays.binarySearch(borders, segment.to());
      CompensatedSum mass = new CompensatedSum();
      long cells = 0;
      for (int p = before + 1; p <= last; p++) {
        mass.add(masses.value(p));
        cells += counts[p];
      }
      numbers[t] = mass.value() / state.total();
      numbers[segments.size() + t] = cells;
    }
  }
}
