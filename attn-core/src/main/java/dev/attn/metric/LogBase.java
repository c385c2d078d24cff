package dev.attn.metric;

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

  /** Returns a quantity of {@code nats} in this unit. */
  double from(double quantity) {
    return quantity / nats;
  }
}
