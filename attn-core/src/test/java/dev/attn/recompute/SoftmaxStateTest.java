package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The state of a row that is read in tiles: an identity, and merging in any order. */
final class SoftmaxStateTest {

  private static SoftmaxState of(double... scores) {
    SoftmaxState state = new SoftmaxState();
    state.add(scores, scores.length);
    return state;
  }

  private static SoftmaxState merged(SoftmaxState... parts) {
    SoftmaxState all = new SoftmaxState();
    for (SoftmaxState part : parts) {
      all.merge(part);
    }
    return all;
  }

  private static void assertSame(SoftmaxState a, SoftmaxState b, double tolerance) {
    assertThat(a.largestScore()).isEqualTo(b.largestScore());
    assertThat(a.total()).isCloseTo(b.total(), within(tolerance * b.total()));
    assertThat(a.entropy()).isCloseTo(b.entropy(), within(tolerance));
    assertThat(a.participation()).isCloseTo(b.participation(), within(10 * tolerance));
    assertThat(a.varentropy()).isCloseTo(b.varentropy(), within(10 * tolerance));
  }

  private static double[] scores(Random random) {
    double spread = Math.pow(10, random.nextInt(4) - 1);
    double shift = random.nextInt(2) * 1e6;
    return random.doubles(1 + random.nextInt(6), shift - spread, shift + spread).toArray();
  }

  @Property(tries = 500)
  void law22_merging_isAssociativeAndCommutative_withAnIdentity(@ForAll long seed) {
    Random random = new Random(seed);
    SoftmaxState a = of(scores(random));
    SoftmaxState b = of(scores(random));
    SoftmaxState c = of(scores(random));
    SoftmaxState left = merged(merged(a, b), c);
    SoftmaxState right = merged(a, merged(b, c));
    assertSame(left, right, 1e-12);
    assertSame(merged(a, b), merged(b, a), 1e-12);
    assertSame(merged(a, new SoftmaxState()), a, 0);
    assertSame(merged(new SoftmaxState(), a), a, 0);
  }

  @Property(tries = 500)
  void state_isWhatTheRowGives(@ForAll long seed) {
    double[] scores = scores(new Random(seed));
    double largest = Double.NEGATIVE_INFINITY;
    double total = 0;
    for (double s : scores) {
      largest = Math.max(largest, s);
    }
    for (double s : scores) {
      total += Math.exp(s - largest);
    }
    double entropy = 0;
    double squares = 0;
    double heaviest = 0;
    for (double s : scores) {
      double a = Math.exp(s - largest) / total;
      entropy -= a == 0 ? 0 : a * Math.log(a);
      squares += a * a;
      heaviest = Math.max(heaviest, a);
    }
    double varentropy = 0;
    for (double s : scores) {
      double a = Math.exp(s - largest) / total;
      varentropy += a == 0 ? 0 : a * Math.pow(Math.log(a) + entropy, 2);
    }
    SoftmaxState state = of(scores);
    assertThat(state.entropy()).isCloseTo(entropy, within(1e-12));
    assertThat(state.participation()).isCloseTo(1 / squares, within(1e-12));
    assertThat(state.largestWeight()).isCloseTo(heaviest, within(1e-14));
    assertThat(state.varentropy()).isCloseTo(varentropy, within(1e-12));
  }

  @Test
  void scoresThatAreNoScores_spoilTheState() {
    assertThat(of(1, Double.NaN, 2).isDistribution()).isFalse();
    assertThat(of(Double.POSITIVE_INFINITY, 2).isDistribution()).isFalse();
    assertThat(of(Double.NEGATIVE_INFINITY).isDistribution()).isFalse();
    assertThat(of().isDistribution()).isFalse();
    assertThat(of(Double.NEGATIVE_INFINITY, 3).isDistribution()).isTrue();
    assertThat(of(Double.NEGATIVE_INFINITY, 3).entropy()).isZero();
    assertThat(merged(of(1, 2), of(Double.NaN)).isDistribution()).isFalse();
  }

  @Test
  void farSmallerScores_vanishWithoutHarm() {
    SoftmaxState state = merged(of(-1e200, -1e200), of(0, 0));
    assertThat(state.entropy()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(state.varentropy()).isZero();
    assertThat(of(0, -1e200, 0).participation()).isCloseTo(2, within(1e-15));
  }

  /** Sums of the scores themselves, in double: what the state avoids. */
  private static double entropyFromPlainSums(double[] scores) {
    double largest = scores[scores.length - 1];
    double z = 0;
    double s1 = 0;
    for (double score : scores) {
      z += Math.exp(score - largest);
      s1 += Math.exp(score - largest) * score;
    }
    return Math.log(z) + largest - s1 / z;
  }

  /** The same in float. */
  private static float entropyFromPlainFloats(double[] scores) {
    float largest = (float) scores[scores.length - 1];
    float z = 0;
    float s1 = 0;
    for (double score : scores) {
      float e = (float) Math.exp((float) score - largest);
      z += e;
      s1 += e * (float) score;
    }
    return (float) Math.log(z) + largest - s1 / z;
  }

  @Test
  void largeScores_loseTheEntropyInPlainSums_andKeepItInShiftedOnes() {
    // eight scores in steps of 1/4, moved far from zero without rounding
    double[] near = {0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75};
    double exact = of(near).entropy();
    double[] million = Arrays.stream(near).map(score -> score + 0x1p20).toArray();
    assertThat(Math.abs(entropyFromPlainSums(million) - exact)).isBetween(1.4e-10, 2e-10);
    assertThat(of(million).entropy()).isEqualTo(exact);
    double[] thousands = Arrays.stream(near).map(score -> score + 0x1p13).toArray();
    assertThat(Math.abs(entropyFromPlainFloats(thousands) - exact)).isBetween(2e-4, 2.5e-4);
    assertThat(of(thousands).entropy()).isEqualTo(exact);
  }
}
