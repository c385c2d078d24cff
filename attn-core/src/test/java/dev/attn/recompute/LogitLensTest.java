package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.tensor.NumericArray;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class LogitLensTest {

  private static final double[] PUBLISHED = {
    0.96, 0.93, 0.85, 0.86, 0.82, 0.78, 0.76, 0.36, 0.08, 0.00
  };

  @Test
  void publishedExample_settlesInLayer8_whichIsDeep() {
    NumericArray distance = NumericArray.copyOf(PUBLISHED, 10, 1);
    assertThat(LogitLens.runningMinimum(distance).toDoubles())
        .containsExactly(0.96, 0.93, 0.85, 0.85, 0.82, 0.78, 0.76, 0.36, 0.08, 0.00);
    assertThat(LogitLens.settlingDepth(distance, 0.5).toDoubles()).containsExactly(8);
    assertThat(LogitLens.deepFrom(10, 0.8)).isEqualTo(8);
  }

  @Test
  void deepFrom_isTheCeilingInDecimal() {
    assertThat(LogitLens.deepFrom(100, 0.55)).isEqualTo(55);
    assertThat((int) Math.ceil(0.55 * 100)).isEqualTo(56);
    assertThat(LogitLens.deepFrom(12, 0.85)).isEqualTo(11);
  }

  @Test
  void certainAgainstUniform_isTheKnownDivergenceInBits() {
    double never = Double.NEGATIVE_INFINITY;
    NumericArray logits =
        NumericArray.copyOf(new double[] {0, 0, 0, 0, 5, never, never, never}, 2, 1, 4);
    assertThat(LogitLens.jensenShannon(logits).toDoubles())
        .containsExactly(new double[] {0.548795, 0}, within(1e-6));
  }

  @Test
  void disjointPredictions_areOneBitApart() {
    double never = Double.NEGATIVE_INFINITY;
    NumericArray logits = NumericArray.copyOf(new double[] {0, never, never, 0}, 2, 1, 2);
    assertThat(LogitLens.jensenShannon(logits).toDoubles()).containsExactly(1, 0);
  }

  @Test
  void smallDistance_doesNotCancel() {
    double d = 1e-9;
    // ½[(1+d) ln(1+d) + (1-d) ln(1-d)] = d²/2 + d⁴/12 + ...
    assertThat(LogitLens.cell((1 + d) / 2, (1 - d) / 2)).isCloseTo(d * d / 4, within(1e-7 * d * d));
    assertThat(LogitLens.cell(0.3, 0.3)).isZero();
  }

  @Property
  void cell_isTheFormulaAsItIsPrinted(
      @ForAll @DoubleRange(min = 0, max = 1) double p,
      @ForAll @DoubleRange(min = 0, max = 1) double q) {
    double printed = (term(p, q) + term(q, p)) / 2;
    assertThat(LogitLens.cell(p, q)).isCloseTo(printed, within(1e-15)).isNotNegative();
  }

  private static double term(double p, double q) {
    return p == 0 ? 0 : p * Math.log(2 * p / (p + q));
  }

  @Property
  void jensenShannon_isInZeroToOneBitAndZeroAtTheLastLayer(@ForAll long seed) {
    double[] logits = new Random(seed).doubles(24, -40, 40).toArray();
    NumericArray distance = LogitLens.jensenShannon(NumericArray.copyOf(logits, 4, 2, 3));
    for (double d : distance.toDoubles()) {
      assertThat(d).isBetween(0.0, 1 + 1e-12);
    }
    assertThat(distance.slice(3).toDoubles()).containsExactly(0, 0);
  }

  @Property
  void settlingDepth_neverRisesWithTheThreshold(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 1) double g,
      @ForAll @DoubleRange(min = 0, max = 1) double h) {
    double[] distances = new Random(seed).doubles(10).toArray();
    distances[9] = 0;
    NumericArray distance = NumericArray.copyOf(distances, 10, 1);
    double early = LogitLens.settlingDepth(distance, Math.max(g, h)).value(0);
    double late = LogitLens.settlingDepth(distance, Math.min(g, h)).value(0);
    assertThat(early).isBetween(1.0, late);
    assertThat(late).isLessThanOrEqualTo(10);
  }

  @Test
  void distanceThatNeverFalls_hasNoDepth() {
    NumericArray distance = NumericArray.copyOf(new double[] {0.9, 0.8}, 2, 1);
    assertThat(LogitLens.settlingDepth(distance, 0.5).value(0)).isNaN();
  }

  @Test
  void badInput_isRefused() {
    NumericArray flat = NumericArray.copyOf(new double[4], 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.jensenShannon(flat))
        .withMessage("logits must have shape [layers, positions, vocabulary], got [4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.jensenShannon(NumericArray.copyOf(new double[0], 0, 1, 2)))
        .withMessage("logits must have at least 1 layer, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LogitLens.jensenShannon(NumericArray.copyOf(new double[] {0, Double.NaN}, 1, 1, 2)))
        .withMessage(
            "logit must be a number below infinity, got NaN at [layer 0, position 0, token 1]");
    double never = Double.NEGATIVE_INFINITY;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LogitLens.jensenShannon(NumericArray.copyOf(new double[] {never, never}, 1, 1, 2)))
        .withMessage(
            "logits must have a finite value at each position, got none at [layer 0, position 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.settlingDepth(flat, 0.5))
        .withMessage("distance must have shape [layers, positions], got [4]");
    NumericArray hole = NumericArray.copyOf(new double[] {0.5, Double.NaN}, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.runningMinimum(hole))
        .withMessage("distance must be a number, got NaN at [layer 0, position 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.settlingDepth(NumericArray.copyOf(PUBLISHED, 10, 1), -1))
        .withMessage("threshold must be at least 0, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.deepFrom(10, 0))
        .withMessage("fraction must be in (0, 1], got 0.0");
  }
}
