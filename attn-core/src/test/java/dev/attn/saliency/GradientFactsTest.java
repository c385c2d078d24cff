package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every supplier of gradients can check, on one head with O = A V and the loss ½ ‖O - Y‖²: two
 * tokens that read two values of width 2.
 */
final class GradientFactsTest {

  private static final double[][] WEIGHTS = {{1, 0}, {0.25, 0.75}};
  private static final double[][] VALUES = {{2, -1}, {0.5, 3}};
  private static final double[][] WANTED = {{1, 1}, {-2, 0.5}};

  private static double[] output(double[][] weights, int query) {
    double[] output = new double[2];
    for (int k = 0; k < 2; k++) {
      for (int c = 0; c < 2; c++) {
        output[c] += weights[query][k] * VALUES[k][c];
      }
    }
    return output;
  }

  private static double loss(double[][] weights) {
    double loss = 0;
    for (int q = 0; q < 2; q++) {
      for (int c = 0; c < 2; c++) {
        double error = output(weights, q)[c] - WANTED[q][c];
        loss += error * error / 2;
      }
    }
    return loss;
  }

  private static double outputSlope(int query, int component) {
    return output(WEIGHTS, query)[component] - WANTED[query][component];
  }

  /** (dLoss/dO) Vᵀ. */
  private static double[][] gradient() {
    double[][] gradient = new double[2][2];
    for (int q = 0; q < 2; q++) {
      for (int k = 0; k < 2; k++) {
        gradient[q][k] = outputSlope(q, 0) * VALUES[k][0] + outputSlope(q, 1) * VALUES[k][1];
      }
    }
    return gradient;
  }

  private static double[][] with(int query, int key, double step) {
    double[][] moved = {WEIGHTS[0].clone(), WEIGHTS[1].clone()};
    moved[query][key] += step;
    return moved;
  }

  private static GradientSample sample() {
    AttentionTensor weights = RandomAttention.single(WEIGHTS);
    return GradientSample.of(weights, RandomAttention.single(gradient()), Masks.full(2));
  }

  @Test
  void gradient_isTheSlopeOfTheOutputTimesTheValues() {
    for (int q = 0; q < 2; q++) {
      for (int k = 0; k < 2; k++) {
        // the loss is quadratic in a weight, so that the central difference is exact
        double slope = (loss(with(q, k, 0.5)) - loss(with(q, k, -0.5))) / 1;
        assertThat(gradient()[q][k]).isCloseTo(slope, within(1e-13));
      }
    }
  }

  @Test
  void rowOfSaliency_addsUpToTheSlopeOfTheOutputTimesTheOutput() {
    AttentionMatrix x = Saliency.perHeadSigned(sample()).map().layer(0).head(0);
    for (int q = 0; q < 2; q++) {
      double[] output = output(WEIGHTS, q);
      assertThat(x.row(q)[0] + x.row(q)[1])
          .isCloseTo(outputSlope(q, 0) * output[0] + outputSlope(q, 1) * output[1], within(1e-14));
    }
  }

  @Test
  void sumOfSaliency_isTheSlopeInTheScaleOfTheHead() {
    double[][] larger = scaled(1.5);
    double[][] smaller = scaled(0.5);
    double slope = loss(larger) - loss(smaller);
    assertThat(
            HeadImportance.of(List.of(sample()), HeadImportance.Options.defaults())
                .scores()
                .value(0, 0))
        .isCloseTo(Math.abs(slope), within(1e-13));
  }

  private static double[][] scaled(double factor) {
    double[][] scaled = {WEIGHTS[0].clone(), WEIGHTS[1].clone()};
    for (double[] row : scaled) {
      Rows.divide(row, 1 / factor);
    }
    return scaled;
  }
}
