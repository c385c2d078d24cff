package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** How metrics of one row bound each other, under every mask and in every number format. */
final class MetricLawsTest {

  private static MetricRows rows(HeadMetric metric, Attention map) {
    return parts(metric, map).get(0);
  }

  private static List<MetricRows> parts(HeadMetric metric, Attention map) {
    return HeadMetrics.rows(metric, map.weights(), map.mask(), MetricOptions.defaults());
  }

  private static MetricRows rows(String id, Attention map) {
    return rows(HeadMetrics.named(id), map);
  }

  private static int[] validRows(Attention map) {
    return IntStream.range(0, map.weights().queries())
        .filter(q -> !map.mask().row(q).isEmpty())
        .toArray();
  }

  @Property(tries = 300)
  void effectiveNumbersOfKeys_areOrdered(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    double slack = map.slack();
    for (int q : validRows(map)) {
      int n = map.mask().row(q).cells();
      double max = rows("row.max", map).value(q);
      double participation = rows("row.participation", map).value(q);
      double perplexity = rows("row.perplexity", map).value(q);
      double support = n * (1 - rows(HeadMetrics.sparsity(0, Threshold.ABS), map).value(q));
      assertThat(1 / max).isBetween(1 - slack, participation * (1 + slack));
      assertThat(participation).isBetween(1 - slack, perplexity * (1 + slack));
      assertThat(perplexity).isLessThanOrEqualTo(support * (1 + slack));
      assertThat(support).isLessThanOrEqualTo(n + 1e-12);
      assertThat(participation).isLessThanOrEqualTo((1 + slack) / (max * max));
    }
  }

  @Property(tries = 300)
  void entropyAndDivergence_addUpToTheLogarithmOfN(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    for (int q : validRows(map)) {
      double logarithm = Math.log(map.mask().row(q).cells());
      double entropy = rows("row.entropy", map).value(q);
      double divergence = rows("row.klUniform", map).value(q);
      assertThat(entropy).isBetween(-map.slack(), logarithm + map.slack());
      assertThat(divergence + entropy).isCloseTo(logarithm, within(1e-15 + 1e-15 * logarithm));
      assertThat(rows("row.varentropy", map).value(q)).isGreaterThanOrEqualTo(0);
    }
  }

  @Property(tries = 300)
  void hoyer_isAFunctionOfParticipation(@ForAll long seed) {
    Attention map = Attention.random(seed);
    MetricRows hoyer = rows("row.hoyer", map);
    for (int q : validRows(map)) {
      double root = Math.sqrt(map.mask().row(q).cells());
      double participation = rows("row.participation", map).value(q);
      if (root > 1) {
        assertThat(hoyer.value(q))
            .isCloseTo((root - Math.sqrt(participation)) / (root - 1), within(1e-12));
      } else {
        assertThat(hoyer.use(q)).isEqualTo(RowUse.UNDEFINED);
      }
    }
  }

  @Property(tries = 300)
  void gini_isTheMeanDifferenceOfTwoKeys(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    List<MetricRows> gini = parts(HeadMetrics.named("row.gini"), map);
    for (int q : validRows(map)) {
      int[] keys = map.mask().row(q).toArray();
      double differences = 0;
      double sum = 0;
      for (int i : keys) {
        sum += map.weights().weight(q, i);
        for (int j : keys) {
          differences += Math.abs(map.weights().weight(q, i) - map.weights().weight(q, j));
        }
      }
      if (keys.length > 1) {
        double plain = differences / (2 * keys.length * sum);
        assertThat(gini.get(0).value(q)).isCloseTo(plain, within(1e-12));
        assertThat(gini.get(1).value(q))
            .isCloseTo(plain * keys.length / (keys.length - 1), within(1e-12));
      }
    }
  }

  @Property(tries = 300)
  void largerSettings_neverHoldLess(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    for (int q : validRows(map)) {
      double kept = 0;
      double near = 0;
      double needed = 0;
      for (int size = 1; size <= map.weights().keys(); size++) {
        double top = rows(HeadMetrics.topMass(size), map).value(q);
        double window = rows(HeadMetrics.windowMass(size, 1), map).value(q);
        double ahead = rows(HeadMetrics.windowMass(size, 2), map).value(q);
        double nucleus =
            rows(HeadMetrics.nucleus((double) size / map.weights().keys()), map).value(q);
        assertThat(top).isGreaterThanOrEqualTo(kept);
        assertThat(window).isGreaterThanOrEqualTo(near);
        assertThat(ahead).isGreaterThanOrEqualTo(window);
        assertThat(nucleus).isGreaterThanOrEqualTo(needed);
        kept = top;
        near = window;
        needed = nucleus;
      }
    }
  }

  @Property(tries = 300)
  void nucleus_isTheLeastNumberOfKeysThatHoldP(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    double p = 1 - new Random(seed).nextDouble();
    List<MetricRows> nucleus = parts(HeadMetrics.nucleus(p), map);
    for (int q : validRows(map)) {
      int keys = (int) nucleus.get(0).value(q);
      double mass = rows(HeadMetrics.topMass(keys), map).value(q);
      if (nucleus.get(1).value(q) == 0) {
        assertThat(mass).isGreaterThanOrEqualTo(p - 1e-9);
      } else {
        assertThat(keys).isEqualTo(map.mask().row(q).cells());
        assertThat(mass).isLessThan(p);
      }
      if (keys > 1) {
        assertThat(rows(HeadMetrics.topMass(keys - 1), map).value(q)).isLessThan(p);
      }
    }
  }

  @Property(tries = 300)
  void typesShareOutTheRow_asSelfForwardAndBackwardDo(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    Random random = new Random(seed);
    String[] types = new String[map.weights().keys()];
    Arrays.setAll(types, k -> "type " + random.nextInt(3));
    MetricOptions options =
        MetricOptions.defaults().withInputs(MetricInputs.none().withTypes(types));
    List<MetricRows> shares =
        HeadMetrics.rows(HeadMetrics.named("sink.typeMass"), map.weights(), map.mask(), options);
    List<MetricRows> sides = parts(HeadMetrics.named("pos.direction"), map).subList(0, 3);
    for (int q : validRows(map)) {
      double whole = rowSum(map, q);
      assertThat(sum(shares, q)).isCloseTo(whole, within(1e-12));
      assertThat(sum(sides, q)).isCloseTo(whole, within(1e-12));
    }
  }

  private static double sum(List<MetricRows> parts, int query) {
    return parts.stream().mapToDouble(part -> part.value(query)).sum();
  }

  private static double rowSum(Attention map, int query) {
    return Arrays.stream(map.weights().row(query)).sum();
  }

  @Property(tries = 300)
  void whatKeysReceive_isWhatRowsGive(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    double given = 0;
    for (int q : validRows(map)) {
      given += rowSum(map, q);
    }
    List<MetricValue> sums = HeadMetrics.received(Received.SUM).of(map.weights(), map.mask());
    List<MetricValue> means = HeadMetrics.named("pos.received").of(map.weights(), map.mask());
    double received = 0;
    for (int k = 0; k < sums.size(); k++) {
      long seen = sums.get(k).rowsUsed();
      assertThat(seen).isEqualTo(map.mask().keyCounts()[k]);
      if (seen > 0) {
        received += sums.get(k).value();
        assertThat(means.get(k).value()).isCloseTo(sums.get(k).value() / seen, within(1e-15));
      }
    }
    assertThat(received).isCloseTo(given, within(1e-12));
  }

  @Property(tries = 300)
  void sinksWindowAndTheRest_shareOutTheRow(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    Random random = new Random(seed);
    int keys = map.weights().keys();
    int[] sinks = random.ints(1 + random.nextInt(2), 0, keys).distinct().toArray();
    int back = random.nextInt(3);
    AttentionMask outside =
        Masks.columnSet(MaskShape.topLeft(map.mask().rows(), keys), sinks).not();
    MetricRows distant = rows(HeadMetrics.distantMass(back, sinks), map);
    for (int q : validRows(map)) {
      double sinkMass = 0;
      double windowMass = 0;
      int position = q + keys - map.mask().rows();
      for (int k = 0; k < keys; k++) {
        boolean near = position - k >= 0 && position - k <= back;
        sinkMass += outside.allows(q, k) ? 0 : map.weights().weight(q, k);
        windowMass += outside.allows(q, k) && near ? map.weights().weight(q, k) : 0;
      }
      assertThat(sinkMass + windowMass + distant.value(q)).isCloseTo(rowSum(map, q), within(1e-12));
    }
  }

  @Property(tries = 300)
  void headsWithoutSinks_areAttentionUnderTheirMask(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    int sink = new Random(seed).nextInt(map.weights().keys());
    SinkFree free = SinkFree.of(map.weights(), map.mask(), sink);
    for (int q = 0; q < map.weights().queries(); q++) {
      double[] row = free.weights().row(q);
      assertThat(row[sink]).isZero();
      assertThat(Arrays.stream(row).sum())
          .isCloseTo(free.mask().row(q).isEmpty() ? 0 : 1, within(1e-12));
      assertThat(free.mask().row(q).contains(sink)).isFalse();
      for (int k = 0; k < row.length; k++) {
        if (!free.mask().allows(q, k)) {
          assertThat(row[k]).isZero();
        }
      }
    }
    MetricValue max = HeadMetrics.named("row.max").of(free.weights(), free.mask()).get(0);
    assertThat(max.rowsBroken()).isZero();
  }

  @Property(tries = 200)
  void rowsUniformUnderTheMask_areUniformWhateverTheMask(@ForAll long seed) {
    Attention map = Attention.uniform(Attention.random(seed).mask());
    for (int q : validRows(map)) {
      assertThat(rows("row.klUniform", map).value(q)).isCloseTo(0, within(1e-14));
      if (rows("row.entropyNorm", map).use(q) == RowUse.USED) {
        assertThat(rows("row.entropyNorm", map).value(q)).isCloseTo(1, within(1e-14));
        assertThat(rows("row.gini", map).value(q)).isCloseTo(0, within(1e-14));
      }
      if (rows("pos.distanceNorm", map).use(q) == RowUse.USED) {
        assertThat(rows("pos.distanceNorm", map).value(q)).isCloseTo(1, within(1e-14));
      }
      List<MetricRows> window = parts(HeadMetrics.windowMass(2, 1), map);
      assertThat(window.get(0).value(q)).isCloseTo(window.get(1).value(q), within(1e-14));
    }
  }

  @Property(tries = 200)
  void narrowNumbers_moveMassesByNoMoreThanTheirRounding(@ForAll long seed) {
    Attention exact = Attention.random(seed);
    Attention rounded = Attention.randomOfAnyType(seed);
    // Half a unit in the last place of bf16 is 2⁻⁸ of a weight, and weights add up to 1.
    double bound = 0x1p-8;
    for (String id : List.of("row.max", "row.topMass", "pos.windowMass", "sink.distant")) {
      for (int q : validRows(exact)) {
        assertThat(rows(id, rounded).value(q)).isCloseTo(rows(id, exact).value(q), within(bound));
      }
    }
  }

  @Property(tries = 200)
  void decidedRows_areValidRowsOnly(@ForAll long seed) {
    Attention map = Attention.randomOfAnyType(seed);
    double[][] cells = new double[map.weights().queries()][];
    Arrays.setAll(cells, map.weights()::row);
    Random random = new Random(seed);
    int query = random.nextInt(cells.length);
    cells[query][random.nextInt(cells[query].length)] += 0.5;
    AttentionMatrix moved = AttentionMatrix.copyOf(cells);
    MetricOptions skip = MetricOptions.defaults().withBroken(BrokenRows.SKIP).withTolerance(0.01);
    MetricRows max = HeadMetrics.rows(HeadMetrics.named("row.max"), moved, map.mask(), skip).get(0);
    for (int q = 0; q < cells.length; q++) {
      RowUse expected = q == query ? RowUse.BROKEN : RowUse.USED;
      assertThat(max.use(q)).isEqualTo(map.mask().row(q).isEmpty() ? RowUse.MASKED : expected);
    }
  }
}
