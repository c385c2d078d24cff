package dev.attn.render.color;

import com.google.common.collect.ImmutableList;

/**
 * Every class is equally long, and values are even inside it: where the bar of classes has them.
 */
record StepNormalization(ImmutableList<Double> knots) implements Normalization {

  @Override
  public Kind kind() {
    return Kind.CLASSES;
  }

  @Override
  public double lo() {
    return knots.get(0);
  }

  @Override
  public double hi() {
    return knots.get(steps());
  }

  private int steps() {
    return knots.size() - 1;
  }

  @Override
  public double position(double value) {
    int step = 0;
    while (step < steps() - 1 && value >= knots.get(step + 1)) {
      step++;
    }
    return (step + Limits.fraction(value, knots.get(step), knots.get(step + 1))) / steps();
  }

  @Override
  public double value(double position) {
    int step = (int) Math.max(0, Math.min(steps() - 1, Math.floor(position * steps())));
    return Limits.mix(position * steps() - step, knots.get(step), knots.get(step + 1));
  }

  @Override
  public Normalization withLimits(double newLo, double newHi) {
    return new ClassNormalization(knots).withLimits(newLo, newHi).bar();
  }

  @Override
  public String toString() {
    return "steps " + knots;
  }
}
