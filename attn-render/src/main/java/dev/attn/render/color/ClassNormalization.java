package dev.attn.render.color;

import com.google.common.collect.ImmutableList;
import java.util.Collections;

/** Every value of a class has the same position. */
record ClassNormalization(ImmutableList<Double> boundaries) implements Normalization {

  ClassNormalization {
    if (boundaries.size() < 2) {
      throw new IllegalArgumentException("boundaries must be at least 2, got " + boundaries.size());
    }
    for (int i = 0; i < boundaries.size(); i++) {
      double boundary = boundaries.get(i);
      if (!Double.isFinite(boundary) || (i > 0 && !(boundary > boundaries.get(i - 1)))) {
        throw new IllegalArgumentException("boundaries must be finite and rise, got " + boundaries);
      }
    }
  }

  @Override
  public Kind kind() {
    return Kind.CLASSES;
  }

  @Override
  public double lo() {
    return boundaries.get(0);
  }

  @Override
  public double hi() {
    return boundaries.get(classes());
  }

  private int classes() {
    return boundaries.size() - 1;
  }

  /** A boundary belongs to the class above it, the last one to the last class. */
  @Override
  public double position(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    if (value < lo() || value > hi()) {
      return value < lo() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    int found = Collections.binarySearch(boundaries, value + 0.0);
    int index = found >= 0 ? found : -found - 2;
    return (Math.min(index, classes() - 1) + 0.5) / classes();
  }

  @Override
  public double value(double position) {
    return bar().value(position);
  }

  @Override
  public ImmutableList<Double> knots() {
    return boundaries;
  }

  @Override
  public Normalization bar() {
    return new StepNormalization(boundaries);
  }

  @Override
  public Normalization withLimits(double newLo, double newHi) {
    if (newLo != lo() || newHi != hi()) {
      throw new IllegalArgumentException(
          "limits of classes must be their outer boundaries ["
              + lo()
              + ", "
              + hi()
              + "], got ["
              + newLo
              + ", "
              + newHi
              + "]");
    }
    return this;
  }

  @Override
  public String toString() {
    return "classes " + boundaries;
  }
}
