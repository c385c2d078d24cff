package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.NumericArray;
import java.util.Optional;

/**
 * The norm that a model puts between its last layer and the unembedding.
 *
 * <pre>
 * layer norm  (x - mean x) / √(variance x + ε) · weight + bias      variance with 1/width
 * RMS norm    x / √(mean x² + ε) · weight
 * </pre>
 *
 * <p>Some models store a weight of w and multiply by 1 + w: add the 1 before.
 *
 * <p>Example: RMS norm of {@code {3, 4}} with weights 1 and ε = 0 is {@code {3, 4}} / √12.5.
 */
public final class FinalNorm {

  private final boolean centres;
  private final double[] weight;
  private final Optional<NumericArray> bias;
  private final double epsilon;

  private FinalNorm(
      boolean centres, NumericArray weight, Optional<NumericArray> bias, double epsilon) {
    checkArgument(weight.rank() == 1, "norm weight must have rank 1, got shape %s", weight.shape());
    bias.ifPresent(
        b ->
            checkArgument(
                b.shape().equals(weight.shape()),
                "norm bias must have shape %s like the weight, got %s",
                weight.shape(),
                b.shape()));
    checkArgument(
        epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY,
        "norm epsilon must be finite and at least 0, got %s",
        epsilon);
    this.centres = centres;
    this.weight = weight.toDoubles();
    this.bias = bias;
    this.epsilon = epsilon;
  }

  /** Returns the layer norm with these weights and biases of shape {@code [width]}. */
  public static FinalNorm layerNorm(NumericArray weight, NumericArray bias, double epsilon) {
    return new FinalNorm(true, weight, Optional.of(bias), epsilon);
  }

  /** Returns the norm by the root mean square, with weights of shape {@code [width]}. */
  public static FinalNorm rms(NumericArray weight, double epsilon) {
    return new FinalNorm(false, weight, Optional.empty(), epsilon);
  }

  int width() {
    return weight.length;
  }

  void apply(double[] state) {
    CompensatedSum sum = new CompensatedSum();
    for (double x : state) {
      sum.add(centres ? x : 0);
    }
    double mean = sum.value() / state.length;
    CompensatedSum square = new CompensatedSum();
    for (double x : state) {
      square.add((x - mean) * (x - mean));
    }
    double scale = 1 / Math.sqrt(square.value() / state.length + epsilon);
    double[] shift = bias.isEmpty() ? new double[state.length] : bias.get().toDoubles();
    for (int i = 0; i < state.length; i++) {
      state[i] = (state[i] - mean) * scale * weight[i] + shift[i];
    }
  }

  /** Returns the kind and ε, for example {@code layer norm 1.0E-5}. */
  @Override
  public String toString() {
    return (centres ? "layer norm " : "RMS norm ") + epsilon;
  }
}
