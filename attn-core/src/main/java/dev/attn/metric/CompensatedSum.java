package dev.attn.metric;

/** A sum that carries its rounding error along (Neumaier 1974), so that order hardly matters. */
public final class CompensatedSum {

  private double sum;
  private double error;

  /** Adds one value. */
  public void add(double value) {
    double next = sum + value;
    error += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }

  /** Multiplies what was added so far. */
  public void multiply(double factor) {
    sum *= factor;
    error *= factor;
  }

  /** Returns the sum so far; what a plain sum is if that is not finite. */
  public double value() {
    return Double.isFinite(error) ? sum + error : sum;
  }
}
