package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Fill;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of pairs of heads under every mask. */
final class HeadPairsPropertyTest {

  private static final double SLACK = 1e-12;

  private static final List<PairMetric> EVERY =
      List.of(
          HeadPairs.named("head.jsd"),
          HeadPairs.jensenShannon(RowTotal.SUM),
          HeadPairs.named("head.tvd"),
          HeadPairs.named("head.hellinger"),
          HeadPairs.rankCorrelation(RankAgreement.KENDALL_TAU_B),
          HeadPairs.rankCorrelation(RankAgreement.SPEARMAN),
          HeadPairs.rankCorrelation(RankAgreement.DENSE_SHORT),
          HeadPairs.topKeyOverlap(2));

  /** Some heads under one mask. */
  private record Heads(AttentionTensor weights, AttentionMask mask) {

    static Heads random(long seed) {
      AttentionMask mask = Attention.random(seed).mask();
      Random random = new Random(seed);
      int layers = 1 + random.nextInt(2);
      int heads = 1 + random.nextInt(3);
      List<AttentionMatrix> maps = new ArrayList<>();
      for (int i = 0; i < layers * heads; i++) {
        boolean twin = i > 0 && random.nextInt(4) == 0;
        maps.add(twin ? near(maps.get(i - 1), random) : Attention.random(mask, random).weights());
      }
      TensorShape shape = TensorShape.of(layers, heads, mask.rows(), mask.keys());
      return new Heads(
          AttentionTensor.computed(
              shape, ElementType.F64, (l, h, q, row) -> maps.get(l * heads + h).row(q, row)),
          mask);
    }

    /** The same head with a little weight moved about, or none. */
    private static AttentionMatrix near(AttentionMatrix map, Random random) {
      double share = random.nextInt(3) * 1e-7;
      double[][] moved = new double[map.queries()][];
      for (int q = 0; q < moved.length; q++) {
        moved[q] = map.row(q);
        int largest = 0;
        int positive = 0;
        for (int k = 0; k < map.keys(); k++) {
          largest = moved[q][k] > moved[q][largest] ? k : largest;
          positive = moved[q][k] > 0 ? k : positive;
        }
        double amount = share * moved[q][positive];
        moved[q][largest] += amount;
        moved[q][positive] -= amount;
      }
      return AttentionMatrix.copyOf(moved);
    }

    PairGrid grid(PairMetric metric) {
      return metric.of(weights, mask);
    }

    AttentionMatrix head(int i) {
      return weights.layer(i / weights.shape().heads()).head(i % weights.shape().heads());
    }
  }

  @Property(tries = 300)
  void tables_areSymmetric_andHoldWhatPairsGiveOneByOne(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    for (PairMetric metric : EVERY) {
      PairGrid grid = heads.grid(metric);
      for (int i = 0; i < grid.size(); i++) {
        for (int j = 0; j < grid.size(); j++) {
          assertThat(grid.at(i, j)).isEqualTo(grid.at(j, i));
          assertThat(metric.of(heads.head(i), heads.head(j), heads.mask()))
              .isEqualTo(grid.at(i, j));
        }
      }
    }
  }

  @Property(tries = 300)
  void counts_addUpToTheRows(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    for (PairMetric metric : EVERY) {
      PairGrid grid = heads.grid(metric);
      for (int i = 0; i < grid.size(); i++) {
        for (int j = i; j < grid.size(); j++) {
          MetricValue v = grid.at(i, j);
          assertThat(v.rowsUsed() + v.rowsMasked() + v.rowsBroken() + v.rowsUndefined())
              .isEqualTo(heads.mask().rows());
          assertThat(Double.isNaN(v.value())).isEqualTo(v.rowsUsed() == 0);
        }
      }
    }
  }

  @Property(tries = 500)
  void distances_boundEachOther(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    PairGrid jsd = heads.grid(HeadPairs.named("head.jsd"));
    PairGrid tvd = heads.grid(HeadPairs.named("head.tvd"));
    PairGrid hellinger = heads.grid(HeadPairs.named("head.hellinger"));
    if (jsd.at(0, 0).rowsUsed() == 0) {
      return;
    }
    for (int i = 0; i < jsd.size(); i++) {
      for (int j = 0; j < jsd.size(); j++) {
        double d = jsd.at(i, j).value();
        double t = tvd.at(i, j).value();
        double h = hellinger.at(i, j).value();
        assertThat(d).isBetween(0.0, Math.log(2) + SLACK);
        assertThat(t).isBetween(0.0, 1 + SLACK);
        assertThat(h).isBetween(0.0, 1 + SLACK);
        assertThat(t * t / 2).isLessThanOrEqualTo(d + SLACK);
        assertThat(d).isLessThanOrEqualTo(Math.log(2) * t + SLACK);
        assertThat(h * h).isLessThanOrEqualTo(t + SLACK);
        assertThat(t).isLessThanOrEqualTo(Math.sqrt(2) * h + SLACK);
      }
      assertThat(jsd.at(i, i).value()).isZero();
      assertThat(tvd.at(i, i).value()).isZero();
      assertThat(hellinger.at(i, i).value()).isZero();
    }
  }

  @Property(tries = 500)
  void distances_obeyTheTriangleInequality(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    if (heads.mask().cellCount() == 0) {
      return;
    }
    for (DistanceMatrix d :
        List.of(
            HeadPairs.distances(heads.weights(), heads.mask()),
            heads.grid(HeadPairs.named("head.tvd")).distances(DistanceScale.AS_IS),
            heads.grid(HeadPairs.named("head.hellinger")).distances(DistanceScale.AS_IS))) {
      for (int i = 0; i < d.size(); i++) {
        for (int j = 0; j < d.size(); j++) {
          for (int k = 0; k < d.size(); k++) {
            assertThat(d.at(i, k)).isLessThanOrEqualTo(d.at(i, j) + d.at(j, k) + SLACK);
          }
        }
      }
    }
  }

  @Property(tries = 300)
  void divergenceOfTwoHeads_isTheEntropyThatTheirMeanGains(@ForAll long seed) {
    AttentionMask mask = Attention.random(seed).mask();
    Random random = new Random(seed);
    AttentionMatrix a = Attention.random(mask, random).weights();
    AttentionMatrix b = Attention.random(mask, random).weights();
    AttentionTensor both =
        AttentionTensor.computed(
            TensorShape.of(1, 2, mask.rows(), mask.keys()),
            ElementType.F64,
            (l, h, q, row) -> (h == 0 ? a : b).row(q, row));
    MetricValue jsd = HeadPairs.named("head.jsd").of(a, b, mask);
    if (jsd.rowsUsed() > 0) {
      HeadMetric entropy = HeadMetrics.named("row.entropy");
      AttentionMatrix mean = Aggregators.heads(both.layer(0), HeadFusion.MEAN);
      double ofMean = entropy.of(mean, mask).get(0).value();
      double meanOf = (entropy.of(a, mask).get(0).value() + entropy.of(b, mask).get(0).value()) / 2;
      assertThat(ofMean).isGreaterThanOrEqualTo(meanOf - SLACK);
      assertThat(jsd.value()).isCloseTo(ofMean - meanOf, within(SLACK));
    }
  }

  @Property(tries = 300)
  void mergedColumns_neverRaiseTheDivergence(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    int keys = heads.mask().keys();
    if (keys < 2 || heads.mask().cellCount() == 0) {
      return;
    }
    int[] group = new Random(seed).ints(keys, 0, 1 + keys / 2).toArray();
    AttentionTensor merged =
        AttentionTensor.computed(
            heads.weights().shape(),
            ElementType.F64,
            (l, h, q, row) -> {
              double[] all = heads.weights().layer(l).head(h).row(q);
              Arrays.fill(row, 0);
              for (int k = 0; k < keys; k++) {
                row[group[k]] += all[k];
              }
            });
    boolean[][] cells = new boolean[heads.mask().rows()][keys];
    for (int q = 0; q < cells.length; q++) {
      for (int k = 0; k < keys; k++) {
        cells[q][group[k]] |= heads.mask().allows(q, k);
      }
    }
    for (String id : List.of("head.jsd", "head.tvd", "head.hellinger")) {
      PairGrid before = heads.grid(HeadPairs.named(id));
      PairGrid after = HeadPairs.named(id).of(merged, Masks.fromDense(cells));
      for (int i = 0; i < before.size(); i++) {
        for (int j = 0; j < before.size(); j++) {
          assertThat(after.at(i, j).value()).isLessThanOrEqualTo(before.at(i, j).value() + SLACK);
        }
      }
    }
  }

  @Property(tries = 300)
  void permutedKeys_changeNoPair(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    int[] order = shuffled(heads.mask().keys(), seed);
    AttentionTensor permuted =
        AttentionTensor.computed(
            heads.weights().shape(),
            ElementType.F64,
            (l, h, q, row) -> {
              double[] all = heads.weights().layer(l).head(h).row(q);
              for (int k = 0; k < order.length; k++) {
                row[k] = all[order[k]];
              }
            });
    AttentionMask mask = heads.mask().selectKeys(order);
    for (PairMetric metric : EVERY) {
      double[] before = heads.grid(metric).asArray().toDoubles();
      double[] after = metric.of(permuted, mask).asArray().toDoubles();
      for (int i = 0; i < before.length; i++) {
        assertThat(after[i]).isCloseTo(before[i], within(SLACK));
      }
    }
  }

  @Property(tries = 300)
  void permutedHeads_permuteTheTable(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    int[] order = shuffled(heads.weights().shape().heads(), seed);
    AttentionTensor permuted =
        AttentionTensor.computed(
            heads.weights().shape(),
            ElementType.F64,
            (l, h, q, row) -> heads.weights().layer(l).head(order[h]).row(q, row));
    for (PairMetric metric : EVERY) {
      PairGrid before = heads.grid(metric);
      PairGrid after = metric.of(permuted, heads.mask());
      for (HeadIndex a : after.headList()) {
        for (HeadIndex b : after.headList()) {
          assertThat(after.at(a, b))
              .isEqualTo(
                  before.at(
                      HeadIndex.of(a.layer(), order[a.head()]),
                      HeadIndex.of(b.layer(), order[b.head()])));
        }
      }
    }
  }

  private static int[] shuffled(int size, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  @Property(tries = 300)
  void appendedBlockedKeys_changeNoPair(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    int keys = heads.mask().keys();
    TensorShape shape = heads.weights().shape();
    AttentionTensor wide =
        AttentionTensor.computed(
            TensorShape.of(shape.layers(), shape.heads(), shape.queries(), keys + 3),
            ElementType.F64,
            (l, h, q, row) ->
                System.arraycopy(heads.weights().layer(l).head(h).row(q), 0, row, 0, keys));
    AttentionMask mask = heads.mask().pad(0, 0, 0, 3, Fill.BLOCKED);
    for (PairMetric metric : EVERY) {
      assertThat(metric.of(wide, mask).asArray()).isEqualTo(heads.grid(metric).asArray());
    }
  }

  @Property(tries = 300)
  void whatAMaskedRowStores_changesNothing(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    for (double stored : new double[] {0, Double.NaN, 1.0 / heads.mask().keys(), -5}) {
      AttentionTensor other =
          AttentionTensor.computed(
              heads.weights().shape(),
              ElementType.F64,
              (l, h, q, row) -> {
                heads.weights().layer(l).head(h).row(q, row);
                if (heads.mask().row(q).isEmpty()) {
                  Arrays.fill(row, stored);
                }
              });
      for (PairMetric metric : EVERY) {
        assertThat(metric.of(other, heads.mask())).isEqualTo(heads.grid(metric));
      }
    }
  }

  @Property(tries = 300)
  void kendall_countsPairsOfKeys(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(12);
    double[] x = coarse(n, random);
    double[] y = coarse(n, random);
    long surplus = 0;
    long untiedInX = 0;
    long untiedInY = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        surplus += (long) Double.compare(x[i], x[j]) * Double.compare(y[i], y[j]);
        untiedInX += x[i] == x[j] ? 0 : 1;
        untiedInY += y[i] == y[j] ? 0 : 1;
      }
    }
    MetricValue tau =
        HeadPairs.rankCorrelation(RankAgreement.KENDALL_TAU_B)
            .of(
                AttentionMatrix.copyOf(new double[][] {x}),
                AttentionMatrix.copyOf(new double[][] {y}),
                Masks.full(1, n));
    if (untiedInX == 0 || untiedInY == 0) {
      assertThat(tau.rowsUndefined()).isEqualTo(1);
    } else {
      assertThat(tau.value())
          .isCloseTo(surplus / Math.sqrt((double) untiedInX * untiedInY), within(SLACK));
    }
  }

  /** A row of few different weights, so that many are tied. */
  private static double[] coarse(int n, Random random) {
    double[] row = new double[n];
    double sum = 0;
    for (int k = 0; k < n; k++) {
      row[k] = 1 + random.nextInt(4);
      sum += row[k];
    }
    for (int k = 0; k < n; k++) {
      row[k] /= sum;
    }
    return row;
  }

  @Property(tries = 300)
  void ranks_lieBetweenTheirBounds(@ForAll long seed) {
    Heads heads = Heads.random(seed);
    for (RankAgreement agreement : List.of(RankAgreement.KENDALL_TAU_B, RankAgreement.SPEARMAN)) {
      PairGrid grid = heads.grid(HeadPairs.rankCorrelation(agreement));
      for (int i = 0; i < grid.size(); i++) {
        for (int j = 0; j < grid.size(); j++) {
          double value = grid.at(i, j).value();
          assertThat(Double.isNaN(value) || Math.abs(value) <= 1).isTrue();
          if (i == j && !Double.isNaN(value)) {
            assertThat(value).isEqualTo(1);
          }
        }
      }
    }
  }
}
