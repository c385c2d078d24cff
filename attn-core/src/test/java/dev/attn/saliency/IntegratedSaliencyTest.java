package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.IntegratedSaliency.Options;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class IntegratedSaliencyTest {

  private static final Options LEFT = Options.of(PathRule.LEFT);

  /** The gradient of Σ w·aᵖ at t·A: w·p·(t·a)ᵖ⁻¹, where w is the number of the key plus one. */
  private static AttentionTensor slope(AttentionTensor weights, int power, double t) {
    return AttentionTensor.computed(
        weights.shape(),
        ElementType.F64,
        (l, h, q, row) -> {
          weights.layer(l).head(h).row(q, row);
          for (int k = 0; k < row.length; k++) {
            row[k] = (k + 1) * power * Math.pow(t * row[k], power - 1);
          }
        });
  }

  private static List<AttentionTensor> slopes(
      AttentionTensor weights, int power, PathRule rule, int steps) {
    return rule.points(steps).stream().map(point -> slope(weights, power, point.at())).toList();
  }

  private static double value(AttentionTensor weights, int power) {
    double sum = 0;
    for (int h = 0; h < weights.shape().heads(); h++) {
      for (int q = 0; q < weights.shape().queries(); q++) {
        double[] row = weights.layer(0).head(h).row(q);
        for (int k = 0; k < row.length; k++) {
          sum += (k + 1) * Math.pow(row[k], power);
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"LEFT, 63", "RIGHT, 65", "MIDPOINT, 64", "GAUSS_LEGENDRE, 64"})
  void quadratic_withSixtyFourSteps(PathRule rule, double sixtyFourths) {
    AttentionTensor weights = single(new double[] {0.25, 0.75}, new double[] {0.5, 0.5});
    IntegratedSaliency result =
        IntegratedSaliency.of(
            weights, Masks.full(2), slopes(weights, 2, rule, 64), Options.of(rule));
    double whole = value(weights, 2);
    IntegratedSaliency.Completeness sum = result.completeness(0, whole, 0);
    assertThat(sum.attributed()).isCloseTo(whole * sixtyFourths / 64, within(1e-13));
    assertThat(sum.difference()).isEqualTo(whole);
    assertThat(sum.residual()).isCloseTo(whole * (sixtyFourths - 64) / 64, within(1e-13));
    assertThat(result.attribution().layer(0).head(0).weight(0, 1))
        .isCloseTo(2 * 0.75 * 0.75 * sixtyFourths / 64, within(1e-14));
    assertThat(result.how().settings()).isEqualTo("rule=" + rule + " steps=64");
    assertThat(result.steps()).isEqualTo(64);
  }

  @Test
  void points_ofEachRule() {
    assertThat(PathRule.LEFT.points(4))
        .extracting(PathRule.Point::at)
        .containsExactly(0.0, 0.25, 0.5, 0.75);
    assertThat(PathRule.RIGHT.points(4))
        .extracting(PathRule.Point::at)
        .containsExactly(0.25, 0.5, 0.75, 1.0);
    assertThat(PathRule.MIDPOINT.points(2))
        .containsExactly(new PathRule.Point(0.25, 0.5), new PathRule.Point(0.75, 0.5));
    List<PathRule.Point> gauss = PathRule.GAUSS_LEGENDRE.points(2);
    assertThat(gauss.get(0).at()).isCloseTo(0.5 - Math.sqrt(3) / 6, within(1e-15));
    assertThat(gauss.get(1).at()).isCloseTo(0.5 + Math.sqrt(3) / 6, within(1e-15));
    assertThat(gauss.get(0).weight()).isCloseTo(0.5, within(1e-15));
  }

  @ParameterizedTest
  @EnumSource(PathRule.class)
  void weightsOfPoints_addUpToOne(PathRule rule) {
    for (int steps = 1; steps < 40; steps++) {
      double sum = rule.points(steps).stream().mapToDouble(PathRule.Point::weight).sum();
      assertThat(sum).isCloseTo(1, within(1e-13));
    }
  }

  @Test
  void gauss_isExactForPolynomialsOfTwiceTheDegree() {
    AttentionTensor weights = single(new double[] {0.25, 0.75});
    for (int steps = 1; steps < 8; steps++) {
      int power = 2 * steps; // its gradient has degree 2m - 1
      IntegratedSaliency result =
          IntegratedSaliency.of(
              weights,
              Masks.full(1, 2),
              slopes(weights, power, PathRule.GAUSS_LEGENDRE, steps),
              Options.of(PathRule.GAUSS_LEGENDRE));
      double whole = value(weights, power);
      assertThat(result.completeness(0, whole, 0).residual()).isCloseTo(0, within(1e-13));
    }
  }

  @Property(tries = 50)
  void residual_isZeroForQuadratics_andShrinksWithMoreSteps(@ForAll long seed) {
    Random random = new Random(seed);
    double a = random.nextDouble();
    double b = random.nextDouble();
    AttentionTensor weights =
        heads(new double[][] {{a, 1 - a}, {b, 1 - b}}, new double[][] {{b, 1 - b}, {a, 1 - a}});
    assertThat(residual(weights, 2, PathRule.MIDPOINT, 1 + random.nextInt(9)))
        .isCloseTo(0, within(1e-13));
    for (PathRule rule : List.of(PathRule.LEFT, PathRule.RIGHT, PathRule.MIDPOINT)) {
      double coarse = Math.abs(residual(weights, 4, rule, 8));
      double fine = Math.abs(residual(weights, 4, rule, 64));
      assertThat(fine).isLessThan(coarse / 7);
    }
  }

  private static double residual(AttentionTensor weights, int power, PathRule rule, int steps) {
    return IntegratedSaliency.of(
            weights, Masks.full(2), slopes(weights, power, rule, steps), Options.of(rule))
        .completeness(0, value(weights, power), 0)
        .residual();
  }

  @Test
  void cellsOutsideTheMask_areZero_andMaskedRowsAreCounted() {
    double nan = Double.NaN;
    AttentionTensor weights = single(new double[] {nan, nan}, new double[] {0, 1});
    AttentionTensor gradient = single(new double[] {nan, nan}, new double[] {nan, 3});
    IntegratedSaliency result =
        IntegratedSaliency.of(weights, Masks.parse("..\n.#"), List.of(gradient), LEFT);
    assertThat(result.attribution()).isEqualTo(single(new double[] {0, 0}, new double[] {0, 3}));
    assertThat(result.rowsMasked()).isEqualTo(1);
  }

  @Test
  void notANumberInAnAllowedCell_staysThere() {
    AttentionTensor weights = single(new double[] {0.5, 0.5});
    AttentionTensor gradient = single(new double[] {1, Double.NaN});
    IntegratedSaliency result =
        IntegratedSaliency.of(
            weights, Masks.full(1, 2), List.of(gradient), Options.of(PathRule.RIGHT));
    assertThat(result.attribution().layer(0).head(0).row(0)).containsExactly(0.5, Double.NaN);
    assertThat(result.completeness(0, 1, 0).residual()).isNaN();
  }

  @Test
  void badArguments_areRefused() {
    AttentionTensor weights = single(new double[] {0.5, 0.75});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntegratedSaliency.of(weights, Masks.full(1, 2), List.of(), LEFT))
        .withMessage("number of points must be at least 1, got 0");
    AttentionTensor other = single(new double[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntegratedSaliency.of(weights, Masks.full(1, 2), List.of(other), LEFT))
        .withMessage(
            "gradient shape must be [1, 1, 1, 2] like the weights, got [1, 1, 1, 1]; capture both in"
                + " one forward and backward pass");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntegratedSaliency.of(weights, Masks.full(1, 2), List.of(weights), LEFT))
        .withMessage(
            "row must be attention under full(1x2+0), got BROKEN(SUM), sum 1.25, leaked 0.0 at"
                + " [layer 0, head 0, query 0]; check the mask, or choose another RowSumPolicy");
    IntegratedSaliency free =
        IntegratedSaliency.of(
            weights, Masks.full(1, 2), List.of(weights), LEFT.withRowSum(RowSumPolicy.FREE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> free.completeness(1, 0, 0))
        .withMessage("layer must be in [0, 1), got 1");
  }
}
