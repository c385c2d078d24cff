package dev.attn.metric;

/**
 * A sum that carries its rounding error along, so that order hardly matters.
 *
 * @source Knuth, The Art of Computer Programming 2, 4.2.2, theorem B: the error without a branch
 */
public final class CompensatedSum {

  private double sum;
  private double error;

  /** Adds one value. */
  public void add(double value) {
    double next = sum + value;
    double added = next - sum;
    error += (sum - (next - added)) + (value - added);
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
