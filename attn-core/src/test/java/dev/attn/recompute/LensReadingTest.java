package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.metric.LogBase;
import dev.attn.tensor.NumericArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class LensReadingTest {

  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private static NumericArray random(long seed, int... shape) {
    return RandomVectors.of(seed, shape);
  }

  private static double[] softmax(double[] logits) {
    double[] p = new double[logits.length];
    double total = 0;
    for (double x : logits) {
      total += Math.exp(x);
    }
    for (int v = 0; v < p.length; v++) {
      p[v] = Math.exp(logits[v]) / total;
    }
    return p;
  }

  @Property(tries = 200)
  void reading_isWhatTheFormulasSay(@ForAll long seed) {
    NumericArray logits = random(seed, 3, 2, 7);
    LensReading nats = LogitLens.read(LensInput.ofLogits(logits), LogBase.NATS, 3, 6);
    LensReading bits = LogitLens.read(LensInput.ofLogits(logits), LogBase.BITS);
    for (int l = 0; l < 3; l++) {
      for (int t = 0; t < 2; t++) {
        double[] x = logits.slice(l).slice(t).toDoubles();
        double[] q = softmax(x);
        double[] p = softmax(logits.slice(2).slice(t).toDoubles());
        double jsd = 0;
        double kl = 0;
        double entropy = 0;
        int rank = 1;
        for (int v = 0; v < 7; v++) {
          double m = (p[v] + q[v]) / 2;
          jsd += (p[v] * Math.log(p[v] / m) + q[v] * Math.log(q[v] / m)) / 2;
          kl += p[v] * Math.log(p[v] / q[v]);
          entropy -= q[v] * Math.log(q[v]);
          rank += x[v] > x[t == 0 ? 3 : 6] ? 1 : 0;
        }
        assertThat(nats.jensenShannon().values().value(l, t)).isCloseTo(jsd, within(1e-14));
        assertThat(bits.jensenShannon().values().value(l, t))
            .isCloseTo(jsd / Math.log(2), within(1e-14));
        assertThat(nats.kullbackLeibler().values().value(l, t)).isCloseTo(kl, within(1e-13));
        assertThat(nats.entropy().values().value(l, t)).isCloseTo(entropy, within(1e-13));
        assertThat(nats.targetRank().orElseThrow().values().value(l, t)).isEqualTo(rank);
      }
    }
    assertThat(bits.targetRank()).isEmpty();
    assertThat(bits.cosineDistance()).isEmpty();
    assertThat(bits.jensenShannon().how())
        .hasToString("lens.jsd input=[ready logits] type=f64 unit=bits");
    assertThat(nats.entropy().how())
        .hasToString("lens.entropy input=[ready logits] type=f64 unit=nats");
    assertThat(nats.targetRank().orElseThrow().how())
        .hasToString("lens.rank input=[ready logits] type=f64");
  }

  @Property(tries = 100)
  void law27_theBlockOfTheVocabulary_changesNoBit(@ForAll long seed) {
    LensInput logits = LensInput.ofLogits(random(seed, 3, 2, 11));
    LensInput states =
        LensInput.ofStates(
            random(seed, 3, 2, 4),
            random(seed + 1, 11, 4),
            FinalNorm.rms(random(seed + 2, 4), 1e-6));
    for (LensInput input : new LensInput[] {logits, states}) {
      LensReading whole = LogitLens.read(input, LogBase.BITS, 5, 0);
      for (int block : new int[] {1, 2, 5, 10}) {
        assertThat(LogitLens.read(input.withBlock(block), LogBase.BITS, 5, 0)).isEqualTo(whole);
      }
      assertThat(whole.jensenShannon().values().slice(2).toDoubles()).containsOnly(0);
      assertThat(whole.kullbackLeibler().values().slice(2).toDoubles()).containsOnly(0);
      for (double d : whole.jensenShannon().values().toDoubles()) {
        assertThat(d).isBetween(0.0, 1 + 1e-12);
      }
      for (double d : whole.kullbackLeibler().values().toDoubles()) {
        assertThat(d).isNotNegative();
      }
    }
  }

  @Property(tries = 100)
  void states_giveTheLogitsOfTheUnembedding(@ForAll long seed) {
    NumericArray states = random(seed, 2, 3, 4);
    NumericArray unembedding = random(seed + 1, 6, 4);
    double[] logits = new double[2 * 3 * 6];
    for (int i = 0; i < logits.length; i++) {
      for (int c = 0; c < 4; c++) {
        logits[i] += unembedding.value(i % 6, c) * states.value(i / 18, i / 6 % 3, c);
      }
    }
    LensReading ready =
        LogitLens.read(LensInput.ofLogits(NumericArray.copyOf(logits, 2, 3, 6)), LogBase.NATS);
    LensReading read = LogitLens.read(LensInput.ofStates(states, unembedding), LogBase.NATS);
    assertThat(read.jensenShannon().values().toDoubles())
        .containsExactly(ready.jensenShannon().values().toDoubles(), within(1e-14));
    assertThat(read.entropy().values().toDoubles())
        .containsExactly(ready.entropy().values().toDoubles(), within(1e-14));
  }

  @Test
  void logits_doNotLoseSmallComponentsBesideLargeOnes() {
    NumericArray states = NumericArray.copyOf(new double[] {1e16, 1, 1e16}, 1, 1, 3);
    NumericArray unembedding = NumericArray.copyOf(new double[] {1, 1, -1}, 1, 3);
    double[] logit = new double[1];
    LensInput.ofStates(states, unembedding).block(0, 1).read(0, 0, logit);
    assertThat(logit).containsExactly(1);
  }

  @Test
  void normModes_differInTheLayersThatAreNormalised() {
    // two layers, one position, width 2, the identity as unembedding
    NumericArray states = NumericArray.copyOf(new double[] {3, 4, 6, 8}, 2, 1, 2);
    NumericArray identity = NumericArray.copyOf(new double[] {1, 0, 0, 1}, 2, 2);
    FinalNorm rms = FinalNorm.rms(NumericArray.copyOf(new double[] {1, 1}, 2), 0);
    LensInput input = LensInput.ofStates(states, identity, rms);
    double normed = 1 / Math.sqrt(12.5);
    assertThat(oddsOfToken1(input)).containsExactly(new double[] {normed, normed}, within(1e-12));
    assertThat(oddsOfToken1(input.withNormMode(NormMode.LAST_NORMED)))
        .containsExactly(new double[] {1, normed}, within(1e-12));
    assertThat(oddsOfToken1(input.withNormMode(NormMode.NONE)))
        .containsExactly(new double[] {1, 2}, within(1e-12));
    assertThat(oddsOfToken1(input.withLastState(LastState.ALREADY_NORMALISED)))
        .containsExactly(new double[] {normed, 2}, within(1e-12));
    assertThat(input).hasToString("ALL_NORMED, RMS norm 0.0, last RAW");
  }

  /** The logit of token 1 less that of token 0 in each layer. */
  private static double[] oddsOfToken1(LensInput input) {
    double[] odds = new double[2];
    double[] logits = new double[2];
    for (int l = 0; l < 2; l++) {
      input.block(0, 2).read(l, 0, logits);
      odds[l] = logits[1] - logits[0];
    }
    return odds;
  }

  @Test
  void layerNorm_centresScalesAndShifts() {
    FinalNorm norm =
        FinalNorm.layerNorm(
            NumericArray.copyOf(new double[] {2, 1, 1}, 3),
            NumericArray.copyOf(new double[] {0, 0, 5}, 3),
            0.5);
    double[] state = {1, 2, 3};
    norm.apply(state);
    double root = Math.sqrt(2 / 3.0 + 0.5);
    assertThat(state).containsExactly(new double[] {-2 / root, 0, 1 / root + 5}, within(1e-15));
    assertThat(norm).hasToString("layer norm 0.5");
  }

  @Test
  void cosineDistance_isThatOfTheStatesAsTheyAre() {
    NumericArray states =
        NumericArray.copyOf(new double[] {0, 2, /**/ 1, 1, /**/ 3, 0, /**/ 5, 0}, 4, 1, 2);
    NumericArray unembedding = NumericArray.copyOf(new double[] {1, 0, 0, 1}, 2, 2);
    LensReading reading = LogitLens.read(LensInput.ofStates(states, unembedding), LogBase.BITS);
    assertThat(reading.cosineDistance().orElseThrow().values().toDoubles())
        .containsExactly(new double[] {1, 1 - Math.sqrt(0.5), 0, 0}, within(1e-15));
    assertThat(reading.cosineDistance().orElseThrow().how())
        .hasToString("lens.cosine input=[NONE, last RAW] type=f64");
    NumericArray zero = NumericArray.copyOf(new double[] {0, 0, 5, 0}, 2, 1, 2);
    LensMap turned =
        LogitLens.read(LensInput.ofStates(zero, unembedding), LogBase.BITS)
            .cosineDistance()
            .orElseThrow();
    assertThat(turned.values().toDoubles()).containsExactly(Double.NaN, 0);
    assertThat(turned)
        .hasToString(
            "LensMap[values=f64 [2, 1], cellsUsed=1, cellsUndefined=1, how=lens.cosine"
                + " input=[NONE, last RAW] type=f64]");
  }

  @Test
  void smallDivergence_doesNotCancel() {
    double[] logits = {0, 1, 2, 1e-6, 1, 2};
    LensReading reading =
        LogitLens.read(LensInput.ofLogits(NumericArray.copyOf(logits, 2, 1, 3)), LogBase.NATS);
    double p = softmax(new double[] {0, 1, 2})[0];
    // to second order both are p (1 - p) δ² times 1/2 and 1/8
    double leading = p * (1 - p) * 1e-12;
    assertThat(reading.kullbackLeibler().values().value(0, 0))
        .isCloseTo(leading / 2, within(1e-6 * leading));
    assertThat(reading.jensenShannon().values().value(0, 0))
        .isCloseTo(leading / 8, within(1e-6 * leading));
  }

  @Test
  void tokenThatCannotCome_makesTheDivergenceInfinite_onlyWhereTheLastLayerAllowsIt() {
    double[] logits = {0, NEVER, 0, 0};
    LensReading reading =
        LogitLens.read(LensInput.ofLogits(NumericArray.copyOf(logits, 2, 1, 2)), LogBase.BITS);
    assertThat(reading.kullbackLeibler().values().toDoubles())
        .containsExactly(Double.POSITIVE_INFINITY, 0);
    assertThat(reading.entropy().values().toDoubles()).containsExactly(0, 1);
    double[] other = {0, 0, 0, NEVER};
    LensReading finite =
        LogitLens.read(LensInput.ofLogits(NumericArray.copyOf(other, 2, 1, 2)), LogBase.BITS);
    assertThat(finite.kullbackLeibler().values().toDoubles())
        .containsExactly(new double[] {1, 0}, within(1e-15));
  }

  @Test
  void rankOfEqualLogits_prefersTheSmallerToken() {
    NumericArray logits = NumericArray.copyOf(new double[] {1, 3, 3, 0}, 1, 1, 4);
    for (int target = 0; target < 4; target++) {
      double rank =
          LogitLens.read(LensInput.ofLogits(logits), LogBase.BITS, target)
              .targetRank()
              .orElseThrow()
              .values()
              .value(0, 0);
      assertThat(rank).isEqualTo(new double[] {3, 1, 2, 4}[target]);
    }
  }

  @Test
  void deepRegime_hasTwoFormulas() {
    assertThat(DeepRegime.EQUATION_5.from(10, 0.8)).isEqualTo(8);
    assertThat(DeepRegime.ALGORITHM_1.from(10, 0.8)).isEqualTo(2);
    assertThat(DeepRegime.EQUATION_5.from(100, 0.55)).isEqualTo(55);
    assertThat(DeepRegime.ALGORITHM_1.from(100, 0.45)).isEqualTo(55);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeepRegime.ALGORITHM_1.from(10, 1.5))
        .withMessage("fraction must be in (0, 1], got 1.5");
  }

  @Test
  void inputThatDoesNotFit_isRefused() {
    NumericArray states = random(1, 2, 3, 4);
    NumericArray unembedding = random(2, 5, 4);
    FinalNorm narrow = FinalNorm.rms(random(3, 3), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LensInput.ofStates(unembedding, unembedding))
        .withMessage("states must have shape [layers, positions, width], got [5, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LensInput.ofStates(NumericArray.copyOf(new double[0], 0, 3, 4), unembedding))
        .withMessage("states must have at least 1 layer, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LensInput.ofStates(states, random(2, 5, 3)))
        .withMessage("unembedding must have shape [vocabulary, 4] like the states, got [5, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LensInput.ofStates(states, unembedding, narrow))
        .withMessage("norm must have width 4 like the states, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LensInput.ofStates(states, unembedding).withNormMode(NormMode.ALL_NORMED))
        .withMessage(
            "norm mode must be NONE for input without a norm, got ALL_NORMED; give one to"
                + " LensInput.ofStates");
    LensInput input = LensInput.ofStates(states, unembedding);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> input.withBlock(0))
        .withMessage("block must be at least 1 token, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.read(input, LogBase.BITS, 1))
        .withMessage("targets must be one for each of 3 positions, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitLens.read(input, LogBase.BITS, 1, 2, 5))
        .withMessage("target must be in [0, 5), got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FinalNorm.rms(unembedding, 0))
        .withMessage("norm weight must have rank 1, got shape [5, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FinalNorm.layerNorm(random(1, 3), random(1, 4), 0))
        .withMessage("norm bias must have shape [3] like the weight, got [4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FinalNorm.rms(random(1, 3), -1))
        .withMessage("norm epsilon must be finite and at least 0, got -1.0");
  }
}
