package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.metric.LogBase;
import dev.attn.metric.MetricInfo;
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
    SettlingDepth depth = LogitLens.settlingDepth(LensMap.ofDistances(distance, LogBase.BITS), 0.5);
    assertThat(depth.depths().toDoubles()).containsExactly(8);
    assertThat(depth)
        .hasToString(
            "SettlingDepth[depths=f64 [1], layers=10, positionsUsed=1, positionsUndefined=0,"
                + " how=lens.settlingDepth(of=lens.jsd in bits threshold=0.5)"
                + " input=[given distances] type=f64 unit=layers from 1]");
    DeepRatio ratio = LogitLens.deepRatio(depth, 0.8);
    assertThat(ratio)
        .hasToString(
            "DeepRatio[value=1.0, deepFrom=8, positionsDeep=1, positionsUsed=1,"
                + " positionsUndefined=0, how=lens.deepRatio(of=lens.jsd in bits threshold=0.5"
                + " regime=EQUATION_5 fraction=0.8) input=[given distances] type=f64"
                + " unit=share of tokens]");
  }

  @Test
  void deepRegime_beginsAtTheCeilingInDecimal() {
    assertThat(DeepRegime.EQUATION_5.from(100, 0.55)).isEqualTo(55);
    assertThat((int) Math.ceil(0.55 * 100)).isEqualTo(56);
    assertThat(DeepRegime.EQUATION_5.from(12, 0.85)).isEqualTo(11);
  }

  @Test
  void deepRatio_countsPositionsThatSettle_andThoseThatNeverDo() {
    // three positions of four layers: they settle in layers 1 and 4, and never
    double[] distances = {0.1, 0.9, 0.9, 0.6, 0.9, 0.9, 0.6, 0.9, 0.9, 0, 0, 0.8};
    SettlingDepth depth = settle(NumericArray.copyOf(distances, 4, 3), 0.5);
    assertThat(depth.depths().toDoubles()).containsExactly(1, 4, Double.NaN);
    assertThat(depth.positionsUndefined()).isEqualTo(1);
    DeepRatio late = LogitLens.deepRatio(depth, 0.85);
    assertThat(late.value()).isEqualTo(0.5);
    assertThat(late.deepFrom()).isEqualTo(4);
    assertThat(late.positionsUsed()).isEqualTo(2);
    assertThat(late.positionsUndefined()).isEqualTo(1);
    assertThat(LogitLens.deepRatio(depth, DeepRegime.ALGORITHM_1, 0.85).value()).isEqualTo(1);
  }

  @Test
  void deepRatio_ofNoPosition_isNotANumber() {
    DeepRatio none = LogitLens.deepRatio(settle(NumericArray.copyOf(new double[0], 2, 0), 0.5), 1);
    assertThat(none.value()).isNaN();
    assertThat(none.positionsUsed()).isZero();
  }

  @Test
  void naturalUnit_isAnotherThreshold() {
    // disjoint predictions: 1 bit, which is ln 2 = 0.69 nats, so that 0.7 settles in nats only
    double never = Double.NEGATIVE_INFINITY;
    LensInput input =
        LensInput.ofLogits(NumericArray.copyOf(new double[] {0, never, never, 0}, 2, 1, 2));
    LensMap bits = LogitLens.read(input, LogBase.BITS).jensenShannon();
    LensMap nats = LogitLens.read(input, LogBase.NATS).jensenShannon();
    assertThat(nats.values().value(0, 0)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(LogitLens.settlingDepth(bits, 0.7).depths().value(0)).isEqualTo(2);
    assertThat(LogitLens.settlingDepth(nats, 0.7).depths().value(0)).isEqualTo(1);
    // a tool that puts a floor of 1e-12 under each probability is off by about 2e-12 * ln(1e12)
    double p = 1e-12;
    double floored = Math.log(2 / (1 + p)) + p * Math.log(2 * p / (1 + p));
    assertThat(nats.values().value(0, 0)).isCloseTo(floored, within(1e-10)).isNotEqualTo(floored);
  }

  @Test
  void everyQuantity_saysWhatItIs() {
    assertThat(LogitLens.catalogue())
        .extracting(MetricInfo::id)
        .containsExactly(
            "lens.jsd",
            "lens.kl",
            "lens.cosine",
            "lens.entropy",
            "lens.rank",
            "lens.settlingDepth",
            "lens.deepRatio");
    assertThat(LogitLens.catalogue()).extracting(MetricInfo::definition).doesNotHaveDuplicates();
    for (MetricInfo info : LogitLens.catalogue()) {
      assertThat(info.meaning()).as(info.id()).isNotEmpty();
      assertThat(info.range()).as(info.id()).isNotEmpty();
      assertThat(info.source()).as(info.id()).contains("arXiv:2");
    }
  }

  private static SettlingDepth settle(NumericArray distances, double threshold) {
    return LogitLens.settlingDepth(LensMap.ofDistances(distances, LogBase.BITS), threshold);
  }

  @Test
  void certainAgainstUniform_isTheKnownDivergenceInBits() {
    double never = Double.NEGATIVE_INFINITY;
    NumericArray logits =
        NumericArray.copyOf(new double[] {0, 0, 0, 0, 5, never, never, never}, 2, 1, 4);
    assertThat(LogitLens.jensenShannon(logits).values().toDoubles())
        .containsExactly(new double[] {0.548795, 0}, within(1e-6));
  }

  @Test
  void disjointPredictions_areOneBitApart() {
    double never = Double.NEGATIVE_INFINITY;
    NumericArray logits = NumericArray.copyOf(new double[] {0, never, never, 0}, 2, 1, 2);
    assertThat(LogitLens.jensenShannon(logits).values().toDoubles()).containsExactly(1, 0);
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
    NumericArray distance = LogitLens.jensenShannon(NumericArray.copyOf(logits, 4, 2, 3)).values();
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
    double early = settle(distance, Math.max(g, h)).depths().value(0);
    double late = settle(distance, Math.min(g, h)).depths().value(0);
    assertThat(early).isBetween(1.0, late);
    assertThat(late).isLessThanOrEqualTo(10);
  }

  @Test
  void distanceThatNeverFalls_hasNoDepth() {
    NumericArray distance = NumericArray.copyOf(new double[] {0.9, 0.8}, 2, 1);
    assertThat(settle(distance, 0.5).depths().value(0)).isNaN();
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
        .isThrownBy(() -> settle(flat, 0.5))
        .withMessage("distance must have shape [layers, positions], got [4]");
    NumericArray hole = NumericArray.copyOf(new double[] {0.5, Double.NaN}, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.runningMinimum(hole))
        .withMessage("distance must be a number, got NaN at [layer 0, position 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settle(NumericArray.copyOf(PUBLISHED, 10, 1), -1))
        .withMessage("threshold must be at least 0, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeepRegime.EQUATION_5.from(10, 0))
        .withMessage("fraction must be in (0, 1], got 0.0");
    LensMap entropy =
        LogitLens.read(
                LensInput.ofLogits(NumericArray.copyOf(new double[4], 2, 1, 2)), LogBase.BITS)
            .entropy();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.settlingDepth(entropy, 0.5))
        .withMessage("distance must be one of [lens.jsd, lens.kl, lens.cosine], got lens.entropy");
  }
}
