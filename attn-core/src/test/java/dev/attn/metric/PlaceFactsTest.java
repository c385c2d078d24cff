package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of positions, sinks and types that can be worked out by hand. */
final class PlaceFactsTest {

  private static final Attention UNIFORM_64 = Attention.uniform(Masks.causal(64));
  private static final MetricOptions DEFAULTS = MetricOptions.defaults();

  private static List<MetricValue> values(HeadMetric metric, Attention head) {
    return metric.of(head.weights(), head.mask());
  }

  private static double value(HeadMetric metric, Attention head) {
    return values(metric, head).get(0).value();
  }

  private static Attention head(String mask, double[]... rows) {
    return new Attention(AttentionMatrix.copyOf(rows), Masks.parse(mask));
  }

  @Test
  void uniformCausalHead_isAsFarAsUniform() {
    MetricValue norm = values(HeadMetrics.named("pos.distanceNorm"), UNIFORM_64).get(0);
    assertThat(norm.value()).isCloseTo(1, within(1e-14));
    assertThat(norm.rowsUsed()).isEqualTo(63);
    assertThat(norm.rowsUndefined()).isEqualTo(1);
  }

  @Test
  void normalisedDistance_ofALocalRow_isBelowOne() {
    Attention last = head("###", new double[] {0, 0.5, 0.5});
    assertThat(value(HeadMetrics.named("pos.distanceNorm"), last)).isEqualTo(0.5);
  }

  @Test
  void uniformCausalHead_hasTheWindowMassOfAUniformRow() {
    List<MetricValue> window = values(HeadMetrics.windowMass(3, 0), UNIFORM_64);
    assertThat(window.get(0).value()).isCloseTo(0.228785, within(1e-6));
    assertThat(window.get(1).value()).isCloseTo(window.get(0).value(), within(1e-15));
    assertThat(window).extracting(v -> v.how().variant()).containsExactly("mass", "uniform");
    assertThat(window.get(0).how().settings()).isEqualTo("back=3 ahead=0");
  }

  @Test
  void window_holdsTheQueryAndItsNeighbours() {
    double[] middle = {0.0625, 0.125, 0.5, 0.25, 0.0625};
    Attention row =
        head(".....\n.....\n#####\n.....\n.....", middle, middle, middle, middle, middle);
    assertThat(value(HeadMetrics.windowMass(0, 0), row)).isEqualTo(0.5);
    assertThat(value(HeadMetrics.windowMass(1, 0), row)).isEqualTo(0.625);
    assertThat(value(HeadMetrics.windowMass(0, 1), row)).isEqualTo(0.75);
    assertThat(values(HeadMetrics.windowMass(0, 1), row).get(1).value()).isEqualTo(0.4);
  }

  @Test
  void received_bySum_favoursEarlyKeys() {
    Attention uniform = Attention.uniform(Masks.causal(4));
    List<MetricValue> sums = values(HeadMetrics.received(Received.SUM), uniform);
    assertThat(sums)
        .extracting(MetricValue::value)
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1, Double.class)
        .containsExactly(2.083333, 1.083333, 0.583333, 0.25);
    assertThat(sums).extracting(MetricValue::rowsUsed).containsExactly(4L, 3L, 2L, 1L);
    assertThat(sums).extracting(v -> v.how().variant()).containsExactly("k=0", "k=1", "k=2", "k=3");
    assertThat(sums).allMatch(v -> v.how().average() == Average.WHOLE);
    assertThat(HeadMetrics.received(Received.SUM)).hasToString("pos.received(SUM)");
  }

  @Test
  void received_byMean_isThatOfTheRowsThatMaySeeTheKey() {
    List<MetricValue> means = values(HeadMetrics.named("pos.received"), UNIFORM_64);
    assertThat(means.get(0).value()).isCloseTo(0.074123, within(1e-6));
    assertThat(means.get(63).value()).isEqualTo(1.0 / 64);
    assertThat(means).allMatch(v -> v.how().average() == Average.MICRO);
  }

  @Test
  void uniformHead_hasNoSinkAtAThresholdAboveWhatItsFirstKeyReceives() {
    assertThat(value(HeadMetrics.sinkRate(0.0741, 8, 64), UNIFORM_64)).isEqualTo(1);
    assertThat(value(HeadMetrics.sinkRate(0.0742, 8, 64), UNIFORM_64)).isZero();
    assertThat(value(HeadMetrics.named("sink.rate"), UNIFORM_64)).isZero();
  }

  @Test
  void identityHead_hasSinksOnlyWhereFewRowsCanSeeTheKey() {
    double[][] identity = new double[64][64];
    for (int i = 0; i < 64; i++) {
      identity[i][i] = 1;
    }
    Attention head = new Attention(AttentionMatrix.copyOf(identity), Masks.causal(64));
    List<MetricValue> all = values(HeadMetrics.sinkRate(0.3, 1, 64), head);
    assertThat(all).hasSize(64);
    for (int k = 0; k < 64; k++) {
      assertThat(all.get(k).value()).as("key %s", k).isEqualTo(k >= 61 ? 1 : 0);
      assertThat(all.get(k).rowsUsed()).isEqualTo(64 - k);
    }
    List<MetricValue> judged = values(HeadMetrics.named("sink.rate"), head);
    assertThat(judged.subList(0, 57)).allMatch(v -> v.value() == 0);
    assertThat(judged.subList(57, 64)).allMatch(v -> Double.isNaN(v.value()));
    assertThat(judged.get(57).rowsUsed()).isZero();
    assertThat(judged.get(57).rowsUndefined()).isEqualTo(64);
    assertThat(judged.get(0).how().settings()).isEqualTo("eps=0.3 minRows=8 tokens=64");
  }

  @Test
  void sinkRate_looksAtTheFirstTokensOnly() {
    double[][] rows = {{1, 0, 0, 0}, {1, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 0}};
    Attention head = new Attention(AttentionMatrix.copyOf(rows), Masks.causal(4));
    assertThat(values(HeadMetrics.sinkRate(0.6, 1, 2), head))
        .extracting(MetricValue::value)
        .containsExactly(1.0, 0.0);
    assertThat(values(HeadMetrics.sinkRate(0.6, 1, 4), head))
        .extracting(MetricValue::value)
        .containsExactly(0.0, 0.0, 1.0, 0.0);
  }

  @Test
  void sinkFree_dividesTheRestByWhatIsLeft() {
    Attention row = head("###", new double[] {0.6, 0.1, 0.3});
    SinkFree free = SinkFree.of(row.weights(), row.mask(), 0);
    assertThat(free.weights().row(0)).containsExactly(new double[] {0, 0.25, 0.75}, within(1e-15));
    assertThat(free.mask()).isEqualTo(Masks.parse(".##"));
  }

  @Test
  void sinkFree_masksRowsThatHaveNothingLeft() {
    Attention rows =
        head(
            "#..\n##.\n###\n...",
            new double[] {1, 0, 0},
            new double[] {1, 0, 0},
            new double[] {0.5, 0.5, 0},
            new double[] {Double.NaN, 0, 0});
    SinkFree free = SinkFree.of(rows.weights(), rows.mask(), 0);
    assertThat(free.mask()).isEqualTo(Masks.parse("...\n...\n.##\n..."));
    assertThat(free.weights())
        .isEqualTo(
            AttentionMatrix.copyOf(new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 1, 0}, {0, 0, 0}}));
    MetricValue max = HeadMetrics.named("row.max").of(free.weights(), free.mask()).get(0);
    assertThat(max.rowsMasked()).isEqualTo(3);
    assertThat(max.value()).isEqualTo(1);
  }

  @Test
  void sinkFree_ofFloats_isValidAttentionInDoublePrecision() {
    float[][] rows = {{0.9f, 0.04f, 0.0600001f}};
    SinkFree free = SinkFree.of(AttentionMatrix.copyOf(rows), Masks.full(1, 3), 0);
    assertThat(HeadMetrics.named("row.entropy").of(free.weights(), free.mask()).get(0).rowsUsed())
        .isEqualTo(1);
  }

  @Test
  void sinkFree_leavesBrokenRowsBroken_orRefusesThem() {
    AttentionMatrix weights =
        AttentionMatrix.copyOf(new double[][] {{0.5, 0.25, 0.5}, {0.5, 0.25, 0.25}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SinkFree.of(weights, Masks.full(2, 3), 0))
        .withMessage(
            "row must be attention under full(2x3+0), got BROKEN(SUM), sum 1.25, leaked 0.0 at"
                + " [query 0]; check the mask, or leave such rows out with"
                + " MetricOptions.withBroken(SKIP)");
    MetricOptions skip = DEFAULTS.withBroken(BrokenRows.SKIP);
    SinkFree free = SinkFree.of(weights, Masks.full(2, 3), skip, 0);
    assertThat(free.weights().row(0)).containsExactly(0.5, 0.25, 0.5);
    MetricValue max = HeadMetrics.named("row.max").of(free.weights(), free.mask(), skip).get(0);
    assertThat(max.rowsBroken()).isEqualTo(1);
    assertThat(max.value()).isEqualTo(0.5);
  }

  @Test
  void distant_isWhatNeitherSinksNorTheWindowHold() {
    Attention rows =
        head(
            "....\n....\n....\n####",
            new double[4],
            new double[4],
            new double[4],
            new double[] {0.5, 0.25, 0.125, 0.125});
    assertThat(value(HeadMetrics.distantMass(1, 0), rows)).isEqualTo(0.25);
    assertThat(value(HeadMetrics.distantMass(1, 3), rows)).isEqualTo(0.75);
    assertThat(value(HeadMetrics.distantMass(3, 0), rows)).isZero();
    assertThat(HeadMetrics.distantMass(1, 3, 0)).hasToString("sink.distant(keys=[0, 3] back=1)");
  }

  @Test
  void typeMass_sharesOutTheRow() {
    Attention rows =
        head(
            "#..\n##.\n###",
            new double[] {1, 0, 0},
            new double[] {0.5, 0.5, 0},
            new double[] {0.25, 0.5, 0.25});
    MetricOptions options =
        DEFAULTS.withInputs(MetricInputs.none().withTypes("start", "word", "start"));
    List<MetricValue> all =
        HeadMetrics.named("sink.typeMass").of(rows.weights(), rows.mask(), options);
    assertThat(all).extracting(v -> v.how().variant()).containsExactly("start", "word");
    assertThat(all.get(0).value()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(all.get(1).value()).isCloseTo(1.0 / 3, within(1e-15));
    List<MetricValue> fromWords =
        HeadMetrics.typeMassFrom("word").of(rows.weights(), rows.mask(), options);
    assertThat(fromWords).extracting(MetricValue::value).containsExactly(0.5, 0.5);
    assertThat(fromWords.get(0).rowsUsed()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.typeMassFrom("end").of(rows.weights(), rows.mask(), options))
        .withMessage("type must be one of [start, word] for sink.typeMass, got end");
  }

  @Test
  void cacheThatDroppedItsOldestKeys_namesKeysByPosition() {
    Attention step = head("####", new double[] {0.5, 0.25, 0.125, 0.125});
    MetricOptions later = DEFAULTS.withFirstKey(100);
    assertThat(HeadMetrics.sinkMass(101).of(step.weights(), step.mask(), later).get(0).value())
        .isEqualTo(0.25);
    assertThat(HeadMetrics.named("pos.distance").of(step.weights(), step.mask(), later).get(0))
        .isEqualTo(HeadMetrics.named("pos.distance").of(step.weights(), step.mask()).get(0));
    assertThat(HeadMetrics.named("pos.received").of(step.weights(), step.mask(), later))
        .extracting(v -> v.how().variant())
        .containsExactly("k=100", "k=101", "k=102", "k=103");
    assertThat(SinkFree.of(step.weights(), step.mask(), later, 100).mask())
        .isEqualTo(Masks.parse(".###"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.named("sink.mass").of(step.weights(), step.mask(), later))
        .withMessage("key must be in [100, 104) for sink.mass, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SinkFree.of(step.weights(), step.mask(), later, 0))
        .withMessage("key must be in [100, 104) for sink.free, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.named("sink.rate").of(step.weights(), step.mask(), later))
        .withMessage("first key must be below 64 for sink.rate, got 100");
    assertThat(HeadMetrics.usable(1, 4, later))
        .extracting(HeadMetric::id)
        .contains("pos.distance", "pos.received")
        .doesNotContain("sink.mass", "sink.rate", "sink.distant");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withFirstKey(-1))
        .withMessage("first key must be at least 0, got -1");
  }

  @Test
  void settingsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.windowMass(-1, 0))
        .withMessage("back must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.windowMass(0, -1))
        .withMessage("ahead must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.distantMass(-1, 0))
        .withMessage("back must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.sinkRate(1, 8, 64))
        .withMessage("epsilon must be in [0, 1), got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.sinkRate(0.3, 0, 64))
        .withMessage("min rows must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.sinkRate(0.3, 8, 0))
        .withMessage("tokens must be at least 1, got 0");
  }
}
