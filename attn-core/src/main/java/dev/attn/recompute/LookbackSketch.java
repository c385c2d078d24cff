package dev.attn.recompute;

import dev.attn.metric.Lookback;
import dev.attn.tensor.Span;

/** How much a row after the context reads the context, beside the keys after it. */
final class LookbackSketch extends RowSketch {

  private static final int OLD = 0;
  private static final int RECENT = 1;

  private final Span context;
  private final int position;
  private final Lookback weighing;
  private final Masses masses = new Masses(2);
  private final long[] counts = new long[2];

  LookbackSketch(Span context, int position, Lookback weighing) {
    this.context = context;
    this.position = position;
    this.weighing = weighing;
  }

  @Override
  void rescale(double factor) {
    masses.rescale(factor);
  }

  @Override
  void add(int key, double score, double e) {
    if (key >= context.from()) {
      int side = key < context.to() ? OLD : RECENT;
      masses.add(side, e);
      counts[side]++;
    }
  }

  @Override
  void finish(SoftmaxState state, int count, double[] scores) {
    if (position < context.to() || counts[OLD] == 0 || counts[RECENT] == 0) {
      return;
    }
    double old = part(OLD, state);
    double recent = part(RECENT, state);
    if (old + recent > 0) {
      scores[0] = old / (old + recent);
    }
  }

  private double part(int side, SoftmaxState state) {
    double mass = masses.value(side) / state.total();
    return weighing == Lookback.MEAN ? mass / counts[side] : mass;
  }
}
