package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws that hold for every map under every mask. */
final class MetricPropertyTest {

  private static final double SLACK = 1e-12;

  private static List<MetricValue> all(AttentionMatrix weights, AttentionMask mask) {
    return HeadMetrics.evaluate(usable(weights), weights, mask, MetricOptions.defaults());
  }

  /** Returns other numbers in the format of a map. */
  private static AttentionMatrix like(Attention map, double[][] weights) {
    return Rounded.to(map.weights().type(), AttentionMatrix.copyOf(weights));
  }

  private static List<HeadMetric> usable(AttentionMatrix weights) {
    return HeadMetrics.usable(weights.queries(), weights.keys(), MetricOptions.defaults());
  }

  private static double value(String id, AttentionMatrix weights, AttentionMask mask) {
    return HeadMetrics.named(id).of(weights, mask).get(0).value();
  }

  @Property(tries = 300)
  void numbersOfEffectiveKeys_areOrderedInEveryRow(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    double slack = map.slack();
    for (int q = 0; q < map.weights().queries(); q++) {
      int n = map.mask().row(q).cells();
      if (n > 0) {
        AttentionMatrix row = map.weights().queryRange(q, q + 1);
        AttentionMask mask = rows(map.mask(), q, q + 1);
        double max = value("row.max", row, mask);
        double participation = value("row.participation", row, mask);
        double entropy = value("row.entropy", row, mask);
        double perplexity = value("row.perplexity", row, mask);
        assertThat(1 / max).isBetween(1 - slack, participation * (1 + slack));
        assertThat(participation).isBetween(1 - slack, perplexity * (1 + slack));
        assertThat(perplexity).isLessThanOrEqualTo(n + n * slack);
        assertThat(participation).isLessThanOrEqualTo((1 + slack) / (max * max));
        assertThat(entropy).isBetween(-slack, Math.log(n) + slack);
      }
    }
  }

  private static AttentionMask rows(AttentionMask mask, int from, int to) {
    boolean[][] cells = new boolean[to - from][mask.keys()];
    for (int q = from; q < to; q++) {
      for (int k = 0; k < mask.keys(); k++) {
        cells[q - from][k] = mask.allows(q, k);
      }
    }
    return Masks.fromDense(cells);
  }

  @Property(tries = 300)
  void counts_addUpToTheRows(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    for (MetricValue value : all(map.weights(), map.mask())) {
      assertThat(value.rowsUsed() + value.rowsMasked() + value.rowsBroken() + value.rowsUndefined())
          .isEqualTo(map.weights().queries());
      assertThat(Double.isNaN(value.value())).isEqualTo(value.rowsUsed() == 0);
    }
  }

  @Property(tries = 300)
  void selfForwardAndBackward_addUpToOne(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    List<MetricValue> parts = HeadMetrics.named("pos.direction").of(map.weights(), map.mask());
    if (parts.get(0).rowsUsed() > 0) {
      double sum = parts.get(0).value() + parts.get(1).value() + parts.get(2).value();
      assertThat(sum).isCloseTo(1, within(map.slack()));
    }
  }

  @Property(tries = 300)
  void permutedKeys_leaveTheShapeOfRowsAlone(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < map.weights().keys(); k++) {
      order.add(k);
    }
    Collections.shuffle(order, new Random(seed));
    double[][] weights = new double[map.weights().queries()][order.size()];
    boolean[][] cells = new boolean[weights.length][order.size()];
    for (int q = 0; q < weights.length; q++) {
      for (int k = 0; k < order.size(); k++) {
        weights[q][k] = map.weights().weight(q, order.get(k));
        cells[q][k] = map.mask().allows(q, order.get(k));
      }
    }
    for (HeadMetric metric : HeadMetrics.all()) {
      if (metric.id().startsWith("row.")) {
        List<MetricValue> plain = metric.of(map.weights(), map.mask());
        List<MetricValue> moved = metric.of(like(map, weights), Masks.fromDense(cells));
        assertThat(moved).hasSameSizeAs(plain);
        for (int part = 0; part < plain.size(); part++) {
          assertClose(moved.get(part), plain.get(part));
        }
      }
    }
  }

  @Property(tries = 300)
  void appendedBlockedKeys_changeNoMetricThatKnowsNoPositions(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    int keys = map.weights().keys();
    double[][] weights = new double[map.weights().queries()][keys + 3];
    boolean[][] cells = new boolean[weights.length][keys + 3];
    for (int q = 0; q < weights.length; q++) {
      for (int k = 0; k < keys; k++) {
        weights[q][k] = map.weights().weight(q, k);
        cells[q][k] = map.mask().allows(q, k);
      }
    }
    AttentionMatrix wider = like(map, weights);
    for (HeadMetric metric : HeadMetrics.all()) {
      if (metric.needs().isEmpty()) {
        List<MetricValue> narrow = metric.of(map.weights(), map.mask());
        List<MetricValue> wide = metric.of(wider, Masks.fromDense(cells));
        for (int part = 0; part < narrow.size(); part++) {
          assertClose(wide.get(part), narrow.get(part));
        }
        for (int part = narrow.size(); part < wide.size(); part++) {
          assertThat(wide.get(part).value()).as("%s", wide.get(part).how()).isNaN();
        }
      }
    }
  }

  private static void assertClose(MetricValue actual, MetricValue expected) {
    assertThat(actual.how().variant()).isEqualTo(expected.how().variant());
    assertThat(actual.rowsUsed()).isEqualTo(expected.rowsUsed());
    if (expected.rowsUsed() > 0) {
      assertThat(actual.value())
          .as("%s", expected.how())
          .isCloseTo(expected.value(), within(SLACK * Math.max(1, expected.value())));
    } else {
      assertThat(actual.value()).isNaN();
    }
  }

  @Property(tries = 300)
  void whatAMaskedRowStores_changesNothing(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    for (double stored : new double[] {0, Double.NaN, 1.0 / map.weights().keys(), -5}) {
      double[][] weights = new double[map.weights().queries()][];
      for (int q = 0; q < weights.length; q++) {
        weights[q] = map.weights().row(q);
        if (map.mask().row(q).isEmpty()) {
          Arrays.fill(weights[q], stored);
        }
      }
      assertThat(all(like(map, weights), map.mask())).isEqualTo(all(map.weights(), map.mask()));
    }
  }

  @Property(tries = 100)
  void rowsOfACausalRun_areTheStepsOfADecoder(@ForAll long seed) {
    ElementType[] types = {ElementType.F64, ElementType.F32, ElementType.F16, ElementType.BF16};
    AttentionMatrix run =
        Rounded.to(
            types[Math.floorMod(seed, types.length)],
            Attention.random(Masks.causal(7), new Random(seed)).weights());
    for (HeadMetric metric : usable(run)) {
      if (metric instanceof RowMetric) {
        List<List<MetricValue>> steps = new ArrayList<>();
        for (int p = 0; p < 7; p++) {
          AttentionMatrix step = run.queryRange(p, p + 1).keyRange(0, p + 1);
          steps.add(metric.of(step, Masks.causalBottomRight(1, p + 1)));
        }
        List<MetricValue> whole = metric.of(run, Masks.causal(7));
        for (int part = 0; part < whole.size(); part++) {
          int at = part;
          // An offset of the profile has a part in those steps only that reach so far back.
          List<MetricValue> single =
              steps.stream().filter(step -> at < step.size()).map(step -> step.get(at)).toList();
          assertClose(MetricValue.average(single, Average.MICRO), whole.get(part));
        }
      }
    }
  }

  @Property(tries = 50)
  void tensor_givesWhatItsHeadsGiveOneByOne_andStaysAsItWas(@ForAll long seed) {
    double[] values = new double[2 * 3 * 16];
    for (int head = 0; head < 6; head++) {
      AttentionMatrix map = Attention.random(Masks.causal(4), new Random(seed + head)).weights();
      for (int q = 0; q < 4; q++) {
        System.arraycopy(map.row(q), 0, values, head * 16 + q * 4, 4);
      }
    }
    AttentionTensor tensor = NumericArray.copyOf(values, 2, 3, 4, 4).asAttention();
    List<MetricGrid> grids =
        HeadMetrics.evaluate(
            HeadMetrics.usable(4, 4, MetricOptions.defaults()),
            tensor,
            Masks.causal(4),
            MetricOptions.defaults());
    for (int head = 0; head < 6; head++) {
      List<MetricValue> single = all(tensor.layer(head / 3).head(head % 3), Masks.causal(4));
      for (int part = 0; part < single.size(); part++) {
        assertThat(grids.get(part).at(head / 3, head % 3)).isEqualTo(single.get(part));
      }
    }
    assertThat(tensor.asArray().toDoubles()).containsExactly(values);
  }

  @Property(tries = 50)
  void metrics_evaluatedTogether_areTheMetricsOneByOne(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    List<MetricValue> single = new ArrayList<>();
    for (HeadMetric metric : usable(map.weights())) {
      single.addAll(metric.of(map.weights(), map.mask()));
    }
    assertThat(all(map.weights(), map.mask())).isEqualTo(single);
  }
}
