package dev.attn.metric;

import java.util.Locale;

/** The unit of a metric that takes logarithms. */
public enum LogBase {
  /** Natural logarithms. */
  NATS(1),
  /** Logarithms to base 2. */
  BITS(Math.log(2));

  private final double nats;

  LogBase(double nats) {
    this.nats = nats;
  }

  /** Returns the name of this unit, raised to {@code power}: {@code nats}, {@code bits²}. */
  String unit(int power) {
    return name().toLowerCase(Locale.ROOT) + (power == 2 ? "²" : "");
  }

  /** Returns a quantity of nats, raised to {@code power}, in this unit. */
  public double from(double quantity, int power) {
    double converted = quantity;
    for (int i = 0; i < power; i++) {
      converted /= nats;
    }
    return converted;
  }
}
