package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that can be worked out by hand. */
final class MetricFactsTest {

  private static final Attention UNIFORM_64 = Attention.uniform(Masks.causal(64));

  private static MetricValue value(Attention attention, String id) {
    return HeadMetrics.named(id).of(attention.weights(), attention.mask()).get(0);
  }

  private static MetricValue part(Attention attention, String id, String variant) {
    return HeadMetrics.named(id).of(attention.weights(), attention.mask()).stream()
        .filter(v -> v.how().variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }

  private static Attention oneRow(double... row) {
    return new Attention(AttentionMatrix.copyOf(new double[][] {row}), Masks.full(1, row.length));
  }

  @Test
  void uniformCausalHead_hasTheEntropyOfTheFactorial() {
    assertThat(value(UNIFORM_64, "row.entropy").value()).isCloseTo(3.205753, within(1e-6));
  }

  @Test
  void uniformCausalHead_isFullyUniform_overTheRowsThatHaveAChoice() {
    MetricValue norm = value(UNIFORM_64, "row.entropyNorm");
    assertThat(norm.value()).isCloseTo(1, within(1e-14));
    assertThat(norm.rowsUsed()).isEqualTo(63);
    assertThat(norm.rowsUndefined()).isEqualTo(1);
    double byTextLength = value(UNIFORM_64, "row.entropy").value() / Math.log(64);
    assertThat(byTextLength).isCloseTo(0.770821, within(1e-6));
  }

  @Test
  void oneHotRow_hasNoEntropyAtAll() {
    assertThat(value(oneRow(0, 0, 1, 0, 0, 0), "row.entropy").value()).isEqualTo(0.0);
    assertThat(value(oneRow(0, 0, 1, 0, 0, 0), "row.perplexity").value()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @CsvSource({"row.participation, 1, 8", "row.perplexity, 1, 8", "row.max, 1, 0.125"})
  void rowsOf8_oneHotAndUniform(String id, double oneHot, double uniform) {
    assertThat(value(oneRow(0, 1, 0, 0, 0, 0, 0, 0), id).value()).isEqualTo(oneHot);
    assertThat(value(Attention.uniform(Masks.full(1, 8)), id).value())
        .isCloseTo(uniform, within(1e-14));
  }

  @Test
  void uniformCausalHead_looksAQuarterOfTheTextBack() {
    assertThat(value(UNIFORM_64, "pos.distance").value()).isCloseTo(15.75, within(1e-12));
  }

  @Test
  void uniformCausalHead_hasTheOffsetProfileOfHarmonicNumbers() {
    MetricValue self = part(UNIFORM_64, "pos.offsetProfile", "k=0");
    MetricValue previous = part(UNIFORM_64, "pos.offsetProfile", "k=1");
    assertThat(self.value()).isCloseTo(0.074123, within(1e-6));
    assertThat(self.value() * 64).isCloseTo(4.743891, within(1e-6));
    assertThat(self.rowsUsed()).isEqualTo(64);
    assertThat(previous.value()).isCloseTo(0.059427, within(1e-6));
    assertThat(previous.rowsUsed()).isEqualTo(63);
    MetricValue farthest = part(UNIFORM_64, "pos.offsetProfile", "k=63");
    assertThat(farthest.value()).isEqualTo(1.0 / 64);
    assertThat(farthest.rowsUsed()).isEqualTo(1);
  }

  @Test
  void identityHead_readsOnlyItself_whereverFewRowsSeeAKey() {
    double[][] identity = new double[64][64];
    for (int i = 0; i < 64; i++) {
      identity[i][i] = 1;
    }
    Attention head = new Attention(AttentionMatrix.copyOf(identity), Masks.causal(64));
    assertThat(part(head, "pos.offsetProfile", "k=0").value()).isEqualTo(1);
    assertThat(part(head, "pos.offsetProfile", "k=1").value()).isZero();
  }

  @Test
  void sinkOfFourKeys_isJudgedByTheRowsThatSeeMore() {
    MetricValue sink =
        HeadMetrics.sinkMass(0, 1, 2, 3).of(UNIFORM_64.weights(), UNIFORM_64.mask()).get(0);
    assertThat(sink.value()).isCloseTo(0.177371, within(1e-6));
    assertThat(sink.rowsUsed()).isEqualTo(60);
    assertThat(sink.rowsUndefined()).isEqualTo(4);
    assertThat((sink.value() * 60 + 4) / 64).isCloseTo(0.228785, within(1e-6));
  }

  @Test
  void averages_overSamplesOfDifferentLength() {
    MetricValue three = sample(1, 3);
    MetricValue one = sample(0, 1);
    assertThat(MetricValue.average(List.of(three, one), Average.MICRO).value()).isEqualTo(0.75);
    assertThat(MetricValue.average(List.of(three, one), Average.MACRO).value()).isEqualTo(0.5);
  }

  /** The attention to key 1 of some queries: all of it, or nothing. */
  private static MetricValue sample(int attention, int queries) {
    double[][] weights = new double[queries][2];
    for (double[] row : weights) {
      row[attention] = 1;
    }
    AttentionMask mask = Masks.full(queries, 2);
    return HeadMetrics.sinkMass(1).of(AttentionMatrix.copyOf(weights), mask).get(0);
  }

  @Test
  void javadocExample_ofTwoRows() {
    Attention two =
        new Attention(AttentionMatrix.copyOf(new double[][] {{1, 0}, {0.5, 0.5}}), Masks.causal(2));
    assertThat(value(two, "row.entropy").value()).isCloseTo(0.346574, within(1e-6));
    assertThat(value(two, "row.entropy").rowsUsed()).isEqualTo(2);
    assertThat(value(two, "row.entropyNorm").value()).isEqualTo(1);
    assertThat(value(two, "row.entropyNorm").rowsUsed()).isEqualTo(1);
  }

  @Test
  void direction_underAFullMask_splitsWhatIsReadBeforeAndAfter() {
    Attention row =
        new Attention(
            AttentionMatrix.copyOf(
                new double[][] {{0.5, 0.25, 0.25}, {0.125, 0.75, 0.125}, {0.25, 0.25, 0.5}}),
            Masks.full(3, 3));
    assertThat(part(row, "pos.direction", "self").value()).isCloseTo(1.75 / 3, within(1e-15));
    assertThat(part(row, "pos.direction", "forward").value()).isCloseTo(0.625 / 3, within(1e-15));
    assertThat(part(row, "pos.direction", "backward").value()).isCloseTo(0.625 / 3, within(1e-15));
    assertThat(part(row, "pos.direction", "+1").value()).isEqualTo(0.1875);
    assertThat(part(row, "pos.direction", "-1").value()).isEqualTo(0.1875);
    assertThat(part(row, "pos.direction", "+1").rowsUsed()).isEqualTo(2);
  }

  @Test
  void direction_underTheCausalMask_hasNoNextKeyToJudge() {
    MetricValue forward = part(UNIFORM_64, "pos.direction", "forward");
    assertThat(forward.value()).isZero();
    assertThat(forward.rowsUsed()).isEqualTo(64);
    MetricValue next = part(UNIFORM_64, "pos.direction", "+1");
    assertThat(next.value()).isNaN();
    assertThat(next.rowsUsed()).isZero();
    assertThat(next.rowsUndefined()).isEqualTo(64);
    assertThat(part(UNIFORM_64, "pos.direction", "-1").value())
        .isEqualTo(part(UNIFORM_64, "pos.offsetProfile", "k=1").value());
  }
}
