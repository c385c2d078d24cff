package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadMetricsTest {

  private static final MetricOptions DEFAULTS = MetricOptions.defaults();

  private static AttentionMatrix rows(double[]... rows) {
    return AttentionMatrix.copyOf(rows);
  }

  private static HeadMetric metric(String id) {
    return HeadMetrics.named(id);
  }

  @Test
  void all_areFoundByTheirNames() {
    List<HeadMetric> all = HeadMetrics.all();
    assertThat(all).extracting(HeadMetric::id).doesNotHaveDuplicates();
    assertThat(all).extracting(HeadMetric::id).allMatch(id -> id.matches("[a-z]+\\.[a-zA-Z0-9]+"));
    for (HeadMetric metric : all) {
      assertThat(metric(metric.id())).isSameAs(metric);
    }
    assertThat(metric("row.max")).hasToString("row.max");
    assertThat(HeadMetrics.sinkMass(3, 0, 3)).hasToString("sink.mass(keys=[0, 3])");
  }

  @Test
  void unknownName_isAnsweredWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric("entropy"))
        .withMessage(
            "metric must be one of "
                + HeadMetrics.all().stream().map(HeadMetric::id).toList()
                + ", got entropy");
  }

  @Test
  void provenance_isOneLine() {
    AttentionTensor weights = AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {0.5f, 0.5f}}}});
    MetricOptions bits = DEFAULTS.withLogBase(LogBase.BITS).withBroken(BrokenRows.SKIP);
    assertThat(metric("row.entropy").of(weights, Masks.causal(2), bits).get(0).at(0, 0).how())
        .hasToString(
            "row.entropy mask=causal(2) rows=UNIT tolerance=1.0E-4 type=f32 broken=SKIP"
                + " rescaling=NONE average=MICRO log=BITS unit=bits");
    assertThat(metric("pos.direction").of(weights, Masks.causal(2)).get(4).at(0, 0).how())
        .hasToString(
            "pos.direction[-1] mask=causal(2) rows=UNIT tolerance=1.0E-4 type=f32 broken=FAIL"
                + " rescaling=NONE average=MICRO unit=mass");
    assertThat(metric("sink.mass").of(weights, Masks.causal(2)).get(0).at(0, 0).how())
        .hasToString(
            "sink.mass(keys=[0]) mask=causal(2) rows=UNIT tolerance=1.0E-4 type=f32 broken=FAIL"
                + " rescaling=NONE average=MICRO unit=mass");
  }

  @Test
  void value_isOneLineWithItsUnitAndItsRows() {
    AttentionTensor weights = AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {0.5f, 0.5f}}}});
    assertThat(metric("pos.distance").of(weights, Masks.causal(2)).get(0).at(0, 0))
        .hasToString(
            "pos.distance=0.25 tokens used=2 masked=0 broken=0 undefined=0 mask=causal(2) rows=UNIT"
                + " tolerance=1.0E-4 type=f32 broken=FAIL rescaling=NONE average=MICRO");
    assertThat(metric("row.entropyNorm").of(weights, Masks.causal(2)).get(0).at(0, 0))
        .hasToString(
            "row.entropyNorm=1.0 used=1 masked=0 broken=0 undefined=1 mask=causal(2) rows=UNIT"
                + " tolerance=1.0E-4 type=f32 broken=FAIL rescaling=NONE average=MICRO");
    MetricOptions bits = DEFAULTS.withLogBase(LogBase.BITS);
    assertThat(metric("row.varentropy").of(weights, Masks.causal(2), bits).get(0).at(0, 0).unit())
        .isEqualTo("bits²");
  }

  @Test
  void partsOfOneMetric_haveUnitsOfTheirOwn() {
    AttentionMatrix weights = rows(new double[] {1, 0}, new double[] {0.5, 0.5});
    MetricOptions gold =
        DEFAULTS.withInputs(MetricInputs.none().withGold(Patterns.previousToken(2)));
    assertThat(metric("label.alignment").of(weights, Masks.causal(2), gold))
        .extracting(MetricValue::unit)
        .containsExactly("mass", "mass", "", "tokens");
    assertThat(metric("label.headAccuracy").of(weights, Masks.causal(2), gold))
        .extracting(MetricValue::unit)
        .containsExactly("", "", "", "", "tokens");
    assertThat(metric("row.nucleus").of(weights, Masks.causal(2)))
        .extracting(MetricValue::unit)
        .containsExactly("keys", "");
  }

  @Test
  void entropyInBits_ofTwoEqualKeys_isOne() {
    AttentionMatrix half = rows(new double[] {0.5, 0.5});
    MetricOptions bits = DEFAULTS.withLogBase(LogBase.BITS);
    assertThat(metric("row.entropy").of(half, Masks.full(1, 2), bits).get(0).value()).isEqualTo(1);
    assertThat(metric("row.entropyNorm").of(half, Masks.full(1, 2), bits).get(0).value())
        .isEqualTo(1);
    assertThat(metric("row.perplexity").of(half, Masks.full(1, 2), bits).get(0).value())
        .isEqualTo(2);
  }

  @Test
  void brokenRow_isRefusedWithItsPlaceAndReason() {
    AttentionTensor weights =
        AttentionTensor.copyOf(
            new float[][][][] {{{{1, 0}, {0.5f, 0.5f}}, {{1, 0}, {0.5f, 0.25f}}}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric("row.max").of(weights, Masks.causal(2)))
        .withMessage(
            "row must be attention under causal(2), got BROKEN(SUM), sum 0.75, leaked 0.0 at [layer"
                + " 0, head 1, query 1]; check the mask, or leave such rows out with"
                + " MetricOptions.withBroken(SKIP)");
    AttentionMatrix ahead = rows(new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric("row.max").of(ahead, Masks.causal(2)))
        .withMessage(
            "row must be attention under causal(2), got BROKEN(LEAK), sum 1.0, leaked 0.5 at [query"
                + " 0]; check the mask, or leave such rows out with MetricOptions.withBroken(SKIP)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row.entropy",
        "row.entropyNorm",
        "row.perplexity",
        "row.participation",
        "row.max",
        "pos.distance",
        "pos.direction",
        "pos.offsetProfile",
        "sink.mass"
      })
  void maskedBrokenAndDegenerateRows_areCountedApart(String id) {
    AttentionMatrix weights =
        rows(
            new double[] {Double.NaN, Double.NaN, Double.NaN},
            new double[] {1, 0, 0},
            new double[] {0.5, 0.5, Double.NaN},
            new double[] {0.5, 0.25, 0.25});
    MetricOptions options = DEFAULTS.withBroken(BrokenRows.SKIP);
    if (id.startsWith("pos.")) {
      weights = square(weights);
    }
    String mask = id.startsWith("pos.") ? "....\n#...\n###.\n###." : "...\n#..\n###\n###";
    MetricValue value = metric(id).of(weights, Masks.parse(mask), options).get(0);
    assertThat(value.rowsMasked()).isEqualTo(1);
    assertThat(value.rowsBroken()).isEqualTo(1);
    assertThat(value.rowsUsed() + value.rowsUndefined()).isEqualTo(2);
    assertThat(Double.isNaN(value.value())).isEqualTo(value.rowsUsed() == 0);
  }

  private static AttentionMatrix square(AttentionMatrix narrow) {
    double[][] wide = new double[narrow.queries()][];
    for (int q = 0; q < wide.length; q++) {
      wide[q] = Arrays.copyOf(narrow.row(q), narrow.queries());
    }
    return AttentionMatrix.copyOf(wide);
  }

  @Test
  void headOfMaskedRowsOnly_hasNoValueAndNoError() {
    AttentionMatrix weights = rows(new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
    for (HeadMetric metric : HeadMetrics.usable(2, 2, DEFAULTS)) {
      for (MetricValue value : metric.of(weights, Masks.parse("..\n.."))) {
        assertThat(value.value()).isNaN();
        assertThat(value.rowsUsed()).isZero();
        assertThat(value.rowsMasked()).isEqualTo(2);
      }
    }
  }

  @Test
  void oneToken_hasAValueWhereOneKeyIsEnough() {
    AttentionMatrix one = rows(new double[] {1});
    List<MetricValue> values =
        HeadMetrics.evaluate(
            Stream.of(
                    "row.entropy",
                    "row.entropyNorm",
                    "row.perplexity",
                    "row.participation",
                    "row.max",
                    "pos.distance",
                    "pos.direction",
                    "pos.offsetProfile",
                    "sink.mass")
                .map(HeadMetrics::named)
                .toList(),
            one,
            Masks.causal(1),
            DEFAULTS);
    assertThat(values.stream().map(v -> v.how().metric() + v.how().variant() + "=" + v.value()))
        .containsExactly(
            "row.entropy=0.0",
            "row.entropyNorm=NaN",
            "row.perplexity=1.0",
            "row.participation=1.0",
            "row.max=1.0",
            "pos.distance=0.0",
            "pos.directionself=1.0",
            "pos.directionforward=0.0",
            "pos.directionbackward=0.0",
            "pos.direction+1=NaN",
            "pos.direction-1=NaN",
            "pos.offsetProfilek=0=1.0",
            "sink.mass=NaN");
  }

  @Test
  void cachedDecoding_putsTheLastQueryAtTheLastKey() {
    AttentionMatrix step =
        rows(new double[] {0.5, 0, 0.5, 0}, new double[] {0.25, 0.25, 0.25, 0.25});
    assertThat(metric("pos.distance").of(step, Masks.causalBottomRight(2, 4)).get(0).value())
        .isEqualTo((1 + 1.5) / 2);
    assertThat(metric("pos.offsetProfile").of(step, Masks.causalBottomRight(2, 4)))
        .hasSize(4)
        .extracting(MetricValue::value)
        .containsExactly(0.375, 0.125, 0.375, 0.25);
  }

  @Test
  void crossAttention_hasNoPositionsButShapeMetrics() {
    AttentionMatrix cross = rows(new double[] {0.5, 0.5}, new double[] {1, 0}, new double[] {0, 1});
    assertThat(metric("row.max").of(cross, Masks.full(3, 2)).get(0).value())
        .isCloseTo(2.5 / 3, within(1e-15));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric("pos.distance").of(cross, Masks.full(3, 2)))
        .withMessage(
            "queries must be at most keys for pos.distance, got [3, 2]; leave this metric out for"
                + " cross-attention");
    MetricOptions none = DEFAULTS.withPositions(Positions.NONE);
    AttentionMatrix wide = rows(new double[] {0.5, 0.5});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric("pos.direction").of(wide, Masks.full(1, 2), none))
        .withMessage(
            "positions must be END_ALIGNED for pos.direction, got NONE; leave this metric out for"
                + " cross-attention");
  }

  @Test
  void rowsWithALearnedSink_areJudgedRenormalised() {
    AttentionMatrix weights = rows(new double[] {0.25, 0.25}, new double[] {0, 0});
    MetricOptions options = DEFAULTS.withRowSum(RowSumPolicy.AT_MOST_ONE);
    MetricValue max = metric("row.max").of(weights, Masks.full(2, 2), options).get(0);
    assertThat(max.value()).isEqualTo(0.5);
    assertThat(max.rowsUsed()).isEqualTo(1);
    assertThat(max.rowsUndefined()).isEqualTo(1);
    assertThat(max.how().rescaling()).isEqualTo(Rescaling.RENORMALISED);
  }

  @Test
  void freeRows_areJudgedAsTheyAreStored() {
    AttentionMatrix weights = rows(new double[] {3, 1}, new double[] {0, 0});
    MetricOptions options = DEFAULTS.withRowSum(RowSumPolicy.FREE);
    MetricValue max = metric("row.max").of(weights, Masks.full(2, 2), options).get(0);
    assertThat(max.value()).isEqualTo(1.5);
    assertThat(max.how().rescaling()).isEqualTo(Rescaling.NONE);
    MetricValue participation =
        metric("row.participation").of(weights, Masks.full(2, 2), options).get(0);
    assertThat(participation.value()).isEqualTo(0.1);
    assertThat(participation.rowsUndefined()).isEqualTo(1);
  }

  @Test
  void givenTolerance_replacesTheOneOfTheFormat() {
    AttentionMatrix weights = rows(new double[] {0.5, 0.375});
    MetricOptions loose = DEFAULTS.withTolerance(0.25);
    MetricValue max = metric("row.max").of(weights, Masks.full(1, 2), loose).get(0);
    assertThat(max.value()).isEqualTo(0.5);
    assertThat(max.how().rules().tolerance()).hasValue(0.25);
  }

  @Test
  void sinkKeys_thatAreNotThere_areRefused() {
    AttentionMatrix weights = rows(new double[] {0.5, 0.5});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.sinkMass(0, 2).of(weights, Masks.full(1, 2)))
        .withMessage("key must be in [0, 2) for sink.mass, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.sinkMass(-1))
        .withMessage("key must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(HeadMetrics::sinkMass)
        .withMessage("keys must name at least one key, got none");
  }

  @Test
  void maskOfAnotherShape_isRefused() {
    AttentionMatrix weights = rows(new double[] {0.5, 0.5});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric("row.max").of(weights, Masks.causal(2)))
        .withMessage(
            "mask shape must be [1, 2] like the weights, got [2, 2]; build it with"
                + " Masks.causalBottomRight(1, 2)");
  }

  @Test
  void tensorWithoutHeads_isRefused() {
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 2, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric("row.max").of(none, Masks.causal(2)))
        .withMessage("weights must have at least one head, got shape [1, 0, 2, 2]");
  }

  @Test
  void grid_isReadByLayerAndHead() {
    AttentionTensor weights =
        AttentionTensor.copyOf(new float[][][][] {{{{1, 0}}, {{0.5f, 0.5f}}}});
    MetricGrid grid = metric("row.max").of(weights, Masks.full(1, 2)).get(0);
    assertThat(grid.at(0, 1).value()).isEqualTo(0.5);
    assertThat(grid.asArray().toDoubles()).containsExactly(1, 0.5);
    assertThatThrownBy(() -> grid.at(1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("layer must be in [0, 1), got 1");
    assertThatThrownBy(() -> grid.at(0, 2)).hasMessage("head must be in [0, 2), got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetricGrid(2, 2, grid.values()))
        .withMessage("values must be one for each of 4 heads, got 2");
  }

  @Test
  void meanOverHeads_countsEachHeadOnce_andLeavesOutThoseWithoutAValue() {
    AttentionTensor weights =
        AttentionTensor.copyOf(
            new float[][][][] {
              {{{1, 0}, {1, 0}}, {{1, 0}, {0.5f, 0.5f}}}, {{{1, 0}, {0, 1}}, {{1, 0}, {0, 1}}}
            });
    MetricGrid first = HeadMetrics.sinkRate(0.6, 1, 2).of(weights, Masks.causal(2)).get(0);
    assertThat(first.asArray().toDoubles()).containsExactly(1, 1, 0, 0);
    assertThat(first.mean().value()).isEqualTo(0.5);
    assertThat(first.mean().rowsUsed()).isEqualTo(8);
    assertThat(first.mean().how().average()).isEqualTo(Average.MACRO);
    assertThat(first.layerMeans()).extracting(MetricValue::value).containsExactly(1.0, 0.0);
    MetricGrid unjudged = HeadMetrics.sinkRate(0.6, 3, 2).of(weights, Masks.causal(2)).get(0);
    assertThat(unjudged.mean().value()).isNaN();
  }

  @Test
  void average_ofDifferentThings_isRefused() {
    AttentionMatrix weights = rows(new double[] {0.5, 0.5});
    MetricValue max = metric("row.max").of(weights, Masks.full(1, 2)).get(0);
    MetricValue entropy = metric("row.entropy").of(weights, Masks.full(1, 2)).get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValue.average(List.of(max, entropy), Average.MICRO))
        .withMessage(
            "samples must be single values that measure the same, got row.max"
                + " mask=full(1x2+0) rows=UNIT tolerance=1.0E-9 type=f64 broken=FAIL rescaling=NONE"
                + " average=MICRO unit=mass and row.entropy mask=full(1x2+0) rows=UNIT"
                + " tolerance=1.0E-9 type=f64 broken=FAIL rescaling=NONE average=MICRO log=NATS"
                + " unit=nats");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValue.average(List.of(), Average.MICRO))
        .withMessage("samples must be at least one, got none");
  }

  @Test
  void average_addsCountsUp_andLeavesEmptySamplesOut() {
    AttentionMatrix weights = rows(new double[] {1, 0}, new double[] {0.5, 0.5});
    MetricOptions options = DEFAULTS.withBroken(BrokenRows.SKIP);
    MetricValue some = metric("row.max").of(weights, Masks.causal(2), options).get(0);
    MetricValue none = metric("row.max").of(weights, Masks.full(2, 2).not(), options).get(0);
    MetricValue both = MetricValue.average(List.of(some, none), Average.MACRO);
    assertThat(both.value()).isEqualTo(0.75);
    assertThat(both.rowsUsed()).isEqualTo(2);
    assertThat(both.rowsMasked()).isEqualTo(2);
    assertThat(both.how().mask()).isEqualTo("various");
    assertThat(both.how().average()).isEqualTo(Average.MACRO);
    assertThat(MetricValue.average(List.of(none), Average.MICRO).value()).isNaN();
  }

  @Test
  void valuesOfWholeHeads_areAveragedOverSamplesOnly() {
    AttentionMatrix weights = rows(new double[] {1, 0}, new double[] {0.5, 0.5});
    HeadMetric sums = HeadMetrics.received(Received.SUM);
    MetricValue first = sums.of(weights, Masks.causal(2)).get(0);
    MetricValue other = sums.of(rows(new double[] {0.5, 0.5}), Masks.full(1, 2)).get(0);
    MetricValue both = MetricValue.average(List.of(first, other), Average.MACRO);
    assertThat(both.value()).isEqualTo(1);
    assertThat(both.rowsUsed()).isEqualTo(3);
    assertThat(both.how().average()).isEqualTo(Average.MACRO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValue.average(List.of(first, other), Average.MICRO))
        .withMessage("average must be MACRO for pos.received, a value of whole heads, got MICRO");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValue.average(List.of(first), Average.WHOLE))
        .withMessage("average must be MICRO or MACRO, got WHOLE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValue.average(List.of(both, both), Average.MACRO))
        .withMessageStartingWith("samples must be single values that measure the same, got ");
  }

  @Test
  void values_measureTheSameOnlyIfAllThatDecidesAgrees() {
    AttentionMatrix weights = rows(new double[] {0.5, 0.25, 0.25});
    MetricValue value = HeadMetrics.topMass(1).of(weights, Masks.full(1, 3)).get(0);
    List<MetricValue> others =
        List.of(
            HeadMetrics.topMass(2).of(weights, Masks.full(1, 3)).get(0),
            metric("row.max").of(weights, Masks.full(1, 3)).get(0),
            HeadMetrics.topMass(1)
                .of(weights, Masks.full(1, 3), DEFAULTS.withBroken(BrokenRows.SKIP))
                .get(0),
            HeadMetrics.topMass(1)
                .of(weights, Masks.full(1, 3), DEFAULTS.withBroken(BrokenRows.RENORMALISE))
                .get(0),
            HeadMetrics.topMass(1)
                .of(weights, Masks.full(1, 3), DEFAULTS.withTolerance(0.1))
                .get(0),
            HeadMetrics.topMass(1)
                .of(weights, Masks.full(1, 3), DEFAULTS.withRowSum(RowSumPolicy.FREE))
                .get(0),
            HeadMetrics.topMass(1)
                .of(Rounded.to(ElementType.F32, weights), Masks.full(1, 3))
                .get(0));
    for (MetricValue other : others) {
      assertThatIllegalArgumentException()
          .as("%s", other.how())
          .isThrownBy(() -> MetricValue.average(List.of(value, other), Average.MICRO))
          .withMessage(
              "samples must be single values that measure the same, got %s and %s",
              value.how(), other.how());
    }
    MetricValue otherMask =
        HeadMetrics.topMass(1).of(weights, Masks.causalBottomRight(1, 3)).get(0);
    assertThat(MetricValue.average(List.of(value, otherMask), Average.MICRO).value())
        .isEqualTo(0.5);
  }

  @Test
  void rowsOfAMetric_areReadByQuery() {
    MetricRows rows =
        HeadMetrics.rows(
                metric("row.entropyNorm"),
                rows(new double[] {1, 0}, new double[] {0.5, 0.5}),
                Masks.causal(2),
                DEFAULTS)
            .get(0);
    assertThat(rows.uses()).containsExactly(RowUse.UNDEFINED, RowUse.USED);
    assertThat(rows.value(0)).isNaN();
    assertThat(rows.value(1)).isEqualTo(1);
    assertThatThrownBy(() -> rows.value(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 2), got 2");
    assertThatThrownBy(() -> rows.use(-1)).hasMessage("query must be in [0, 2), got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetricRows(rows.values(), List.of(RowUse.USED), rows.how()))
        .withMessage("values must be one for each of 1 rows, got 2");
  }
}
