package dev.attn.recompute;

import dev.attn.metric.CompensatedSum;
import dev.attn.metric.Threshold;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleBiFunction;

/** The sketches of rows, one for each family of metrics. */
final class RowSketches {

  private RowSketches() {}

  /** A function of the state and the number of allowed keys. */
  static StreamKernel ofState(int logPower, ToDoubleBiFunction<SoftmaxState, Integer> score) {
    return StreamKernel.OfRows.means(
        StreamKernel.Sees.STATE,
        logPower,
        context ->
            query ->
                new RowSketch() {
                  @Override
                  void finish(SoftmaxState state, int count, double[] scores) {
                    scores[0] = score.applyAsDouble(state, count);
                  }
                });
  }

  static StreamKernel ofScores(StreamKernel.RowFactory rows) {
    return StreamKernel.OfRows.means(StreamKernel.Sees.SCORES, 0, rows);
  }

  /** Which share of the weight of a row a key counts with. */
  @FunctionalInterface
  interface KeyShare {
    double of(int key);
  }

  /** Σ a · share(key), and Σ share(key). */
  static class Weighted extends RowSketch {

    private final KeyShare share;
    private final CompensatedSum sum = new CompensatedSum();
    private double shares;

    Weighted(KeyShare share) {
      this.share = share;
    }

    @Override
    void rescale(double factor) {
      sum.multiply(factor);
    }

    @Override
    void add(int key, double score, double e) {
      double part = share.of(key);
      if (part != 0) {
        sum.add(e * part);
        shares += part;
      }
    }

    double mean(SoftmaxState state) {
      return sum.value() / state.total();
    }

    double shares() {
      return shares;
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      scores[0] = mean(state);
    }
  }

  /** How much lies on a set of keys; nothing can be said of a row that may see none of them. */
  static final class VisibleShare extends Weighted {

    VisibleShare(KeyShare share) {
      super(share);
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      if (shares() > 0) {
        scores[0] = mean(state);
      }
    }
  }

  /** How much lies on a set of keys; nothing can be said of a row that may see no other. */
  static final class SinkShare extends Weighted {

    SinkShare(KeyShare share) {
      super(share);
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      if (shares() < count) {
        scores[0] = mean(state);
      }
    }
  }

  /** How much lies in a window, and the same of a uniform row. */
  static final class WindowShare extends Weighted {

    WindowShare(KeyShare share) {
      super(share);
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      scores[0] = mean(state);
      scores[1] = shares() / count;
    }
  }

  /** The mean distance, divided by that of a uniform row. */
  static final class DistanceShare extends Weighted {

    DistanceShare(KeyShare share) {
      super(share);
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      if (shares() > 0) {
        scores[0] = mean(state) * count / shares();
      }
    }
  }

  /** One share for each type of key. */
  static final class TypeShares extends RowSketch {

    private final int[] typeOf;
    private final Masses masses;
    private final boolean counts;

    TypeShares(int[] typeOf, boolean counts) {
      this.typeOf = typeOf;
      this.masses = new Masses(Arrays.stream(typeOf).max().orElse(-1) + 1);
      this.counts = counts;
    }

    @Override
    void rescale(double factor) {
      masses.rescale(factor);
    }

    @Override
    void add(int key, double score, double e) {
      masses.add(typeOf[key], e);
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      for (int i = 0; counts && i < scores.length; i++) {
        scores[i] = masses.value(i) / state.total();
      }
    }
  }

  /** Attention to the token itself, to later and to earlier ones, and to the two neighbours. */
  static final class Directions extends RowSketch {

    private final int position;
    private final Masses masses = new Masses(3);
    private double next = Double.NaN;
    private double previous = Double.NaN;

    Directions(int position) {
      this.position = position;
    }

    @Override
    void rescale(double factor) {
      masses.rescale(factor);
    }

    @Override
    void add(int key, double score, double e) {
      int ahead = key - position;
      masses.add(ahead == 0 ? 0 : ahead > 0 ? 1 : 2, e);
      if (ahead == 1) {
        next = score;
      } else if (ahead == -1) {
        previous = score;
      }
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      for (int i = 0; i < 3; i++) {
        scores[i] = masses.value(i) / state.total();
      }
      scores[3] = state.weight(next);
      scores[4] = state.weight(previous);
    }
  }

  /** The weight of one key. */
  static final class One extends RowSketch {

    private final int wanted;
    private double found = Double.NaN;

    One(int wanted) {
      this.wanted = wanted;
    }

    @Override
    void add(int key, double score, double e) {
      found = key == wanted ? score : found;
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      scores[0] = state.weight(found);
    }
  }

  /** The largest weight outside a set of keys. */
  static final class LargestOutside extends RowSketch {

    private final KeyShare inside;
    private double largest = Double.NaN;

    LargestOutside(KeyShare inside) {
      this.inside = inside;
    }

    @Override
    void add(int key, double score, double e) {
      if (inside.of(key) == 0) {
        largest = largest > score ? largest : score;
      }
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      scores[0] = state.weight(largest);
    }
  }

  /** The sum of the largest weights: a heap of as many scores. */
  static final class Top extends RowSketch {

    private final int most;
    private final PriorityQueue<Double> scores = new PriorityQueue<>();

    Top(int most) {
      this.most = most;
    }

    @Override
    void add(int key, double score, double e) {
      if (scores.size() < most) {
        scores.add(score);
      } else if (score > scores.element()) {
        scores.remove();
        scores.add(score);
      }
    }

    @Override
    void finish(SoftmaxState state, int count, double[] parts) {
      List<Double> rising = scores.stream().sorted().toList();
      CompensatedSum sum = new CompensatedSum();
      for (int i = rising.size() - 1; i >= 0; i--) {
        sum.add(state.weight(rising.get(i)));
      }
      parts[0] = sum.value();
    }
  }

  /** The share of weights up to a threshold, which is known after the first pass. */
  static final class Small extends RowSketch {

    private final double tau;
    private final Threshold threshold;
    private long small;

    Small(double tau, Threshold threshold) {
      this.tau = tau;
      this.threshold = threshold;
    }

    @Override
    void weigh(int key, double weight, SoftmaxState state) {
      double least = threshold == Threshold.REL ? tau * state.largestWeight() : tau;
      small += weight <= least ? 1 : 0;
    }

    @Override
    void finish(SoftmaxState state, int count, double[] scores) {
      scores[0] = (double) small / count;
    }
  }
}
