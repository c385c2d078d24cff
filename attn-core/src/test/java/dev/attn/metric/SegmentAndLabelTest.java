package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.Aggregators;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SegmentAndLabelTest {

  private static final double SLACK = 1e-12;

  private static MetricOptions segments(Span... segments) {
    return MetricOptions.defaults().withInputs(MetricInputs.none().withSegments(segments));
  }

  private static MetricOptions gold(AttentionMask relation) {
    return MetricOptions.defaults().withInputs(MetricInputs.none().withGold(relation));
  }

  private static final MetricOptions HALVES = segments(Span.of(0, 2, "A"), Span.of(2, 4, "B"));

  private static double[] numbers(List<MetricValue> values) {
    return values.stream().mapToDouble(MetricValue::value).toArray();
  }

  private static void assertNumbers(List<MetricValue> values, double... expected) {
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(values.get(i).value()).as("part %s", i).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void blocks_ofUniformCausalAttentionInHalves() {
    Attention uniform = Attention.uniform(Masks.causal(4));
    List<MetricValue> mass =
        HeadMetrics.segmentBlocks(BlockMeasure.MASS).of(uniform.weights(), uniform.mask(), HALVES);
    assertNumbers(mass, 1, 0, 0.583333, 0.416667);
    assertThat(mass)
        .extracting(v -> v.how().variant())
        .containsExactly("A->A", "A->B", "B->A", "B->B");
    assertThat(mass).allMatch(v -> v.rowsUsed() == 2 && v.rowsUndefined() == 2);
    List<MetricValue> density =
        HeadMetrics.segmentBlocks(BlockMeasure.DENSITY)
            .of(uniform.weights(), uniform.mask(), HALVES);
    assertNumbers(density, 0.666667, Double.NaN, 0.291667, 0.277778);
    assertThat(density.get(1).rowsUsed()).isZero();
    List<MetricValue> lift =
        HeadMetrics.segmentBlocks(BlockMeasure.LIFT).of(uniform.weights(), uniform.mask(), HALVES);
    assertNumbers(lift, 1, Double.NaN, 1, 1);
    assertThat(lift.get(1).rowsUsed()).isZero();
    List<MetricValue> area =
        HeadMetrics.segmentBlocks(BlockMeasure.FULL_AREA)
            .of(uniform.weights(), uniform.mask(), HALVES);
    assertNumbers(area, 0.5, 0, 0.291667, 0.208333);
  }

  @Test
  void blocks_countTheRowsThatTheyRestOn() {
    AttentionMatrix weights =
        AttentionMatrix.copyOf(
            new double[][] {
              {Double.NaN, 0, 0, 0}, {0.5, 0.5, 0, 0}, {1, 0, 0, 0}, {0.5, 0, 0, 0.25}
            });
    AttentionMask mask = Masks.parse("....\n##..\n###.\n####");
    MetricValue within =
        HeadMetrics.named("seg.block").of(weights, mask, HALVES.withBroken(BrokenRows.SKIP)).get(0);
    assertThat(within.value()).isEqualTo(1);
    assertThat(within.rowsUsed()).isEqualTo(1);
    assertThat(within.rowsMasked()).isEqualTo(1);
    assertThat(within.rowsBroken()).isEqualTo(1);
    assertThat(within.rowsUndefined()).isEqualTo(1);
  }

  @Test
  void crossAttention_hasSegmentsOfItsOwnOnEachAxis() {
    AttentionMatrix cross =
        AttentionMatrix.copyOf(new double[][] {{0.5, 0.5}, {0.25, 0.75}, {1, 0}});
    MetricOptions options =
        MetricOptions.defaults()
            .withInputs(
                MetricInputs.none()
                    .withSegments(
                        List.of(Span.of(0, 2, "x"), Span.of(2, 3, "y")),
                        List.of(Span.of(1, 2, "k"))));
    assertNumbers(HeadMetrics.named("seg.block").of(cross, Masks.full(3, 2), options), 0.625, 0);
  }

  @Test
  void lookback_byMeansAndBySums() {
    double[] row = new double[12];
    Arrays.fill(row, 0, 10, 0.05);
    Arrays.fill(row, 10, 12, 0.25);
    AttentionMatrix step = AttentionMatrix.copyOf(new double[][] {row});
    AttentionMask mask = Masks.causalBottomRight(1, 12);
    MetricOptions options =
        MetricOptions.defaults()
            .withInputs(
                MetricInputs.none().withSegments(List.of(), List.of(Span.of(0, 10, "context"))));
    MetricValue mean = HeadMetrics.named("seg.lookback").of(step, mask, options).get(0);
    assertThat(mean.value()).isCloseTo(0.166667, within(1e-6));
    assertThat(mean.how().settings()).isEqualTo("MEAN");
    assertThat(HeadMetrics.lookback(Lookback.MASS).of(step, mask, options).get(0).value())
        .isCloseTo(0.5, within(1e-15));
  }

  @Test
  void lookback_isOfRowsThatSeeContextAndMore() {
    Attention uniform = Attention.uniform(Masks.causal(4));
    MetricOptions options = segments(Span.of(0, 2, "context"));
    MetricValue mass =
        HeadMetrics.lookback(Lookback.MASS).of(uniform.weights(), uniform.mask(), options).get(0);
    assertThat(mass.rowsUsed()).isEqualTo(2);
    assertThat(mass.rowsUndefined()).isEqualTo(2);
    assertThat(mass.value()).isCloseTo((2 / 3.0 + 2 / 4.0) / 2, within(SLACK));
    AttentionMask old = Masks.causal(4).minus(Masks.columns(4, 2, 4));
    Attention nothingNew = Attention.uniform(old);
    assertThat(
            HeadMetrics.lookback(Lookback.MASS)
                .of(nothingNew.weights(), old, options)
                .get(0)
                .value())
        .isNaN();
    Attention window = Attention.uniform(Masks.slidingWindow(4, 1));
    assertThat(
            HeadMetrics.lookback(Lookback.MEAN)
                .of(window.weights(), window.mask(), options)
                .get(0)
                .rowsUndefined())
        .isEqualTo(4);
  }

  @Test
  void lookback_needsAContext() {
    Attention uniform = Attention.uniform(Masks.causal(2));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HeadMetrics.named("seg.lookback").of(uniform.weights(), uniform.mask(), segments()))
        .withMessage("key segments must begin with the context for seg.lookback, got none");
  }

  /** Tokens 1, 2 and 3 are labelled with the token before them, token 0 with none. */
  private static final AttentionMask CHAIN = Patterns.previousToken(4);

  @Test
  void alignment_standsBesideItsBaselines() {
    Attention uniform = Attention.uniform(Masks.causal(4));
    List<MetricValue> parts =
        HeadMetrics.named("label.alignment").of(uniform.weights(), uniform.mask(), gold(CHAIN));
    assertThat(parts)
        .extracting(v -> v.how().variant())
        .containsExactly("alignment", "uniform", "offset", "best offset");
    double mass = (0 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4;
    assertNumbers(parts, mass, mass, 0.75, 1);
    assertThat(parts).allMatch(v -> v.rowsUsed() == 4);
  }

  @Test
  void alignmentOfCrossAttention_hasNoOffsets() {
    AttentionMatrix cross =
        AttentionMatrix.copyOf(new double[][] {{0.75, 0.25}, {0.5, 0.5}, {0, 1}});
    AttentionMask labels = Masks.parse("#.\n#.\n#.");
    List<MetricValue> parts =
        HeadMetrics.named("label.alignment").of(cross, Masks.full(3, 2), gold(labels));
    assertNumbers(parts, 1.25 / 3, 0.5, Double.NaN, Double.NaN);
    assertThat(parts.get(2).rowsUsed()).isZero();
  }

  @Test
  void offsetsThatTie_goToTheNearerAndThenBack() {
    AttentionMask labels = Masks.parse("...\n#.#\n...");
    Attention uniform = Attention.uniform(Masks.full(3, 3));
    List<MetricValue> parts =
        HeadMetrics.named("label.alignment").of(uniform.weights(), uniform.mask(), gold(labels));
    assertThat(parts.get(2).value()).isEqualTo(1 / 3.0);
    assertThat(parts.get(3).value()).isEqualTo(1);
    List<MetricValue> ahead =
        HeadMetrics.named("label.alignment")
            .of(uniform.weights(), uniform.mask(), gold(Masks.parse(".#.\n..#\n#..")));
    assertThat(ahead.get(2).value()).isEqualTo(2 / 3.0);
    assertThat(ahead.get(3).value()).isEqualTo(-1);
  }

  @Test
  void headAccuracy_inBothDirectionsAndWithout() {
    // Words 0 and 2 have the head 1, word 3 has the head 2. Rows 0, 2 read it, row 3 does not.
    AttentionMask labels = Masks.parse(".#..\n....\n.#..\n..#.");
    AttentionMatrix head =
        AttentionMatrix.copyOf(
            new double[][] {
              {0.25, 0.5, 0.125, 0.125},
              {0.125, 0.125, 0.5, 0.25},
              {0.125, 0.5, 0.125, 0.25},
              {0.5, 0.125, 0.125, 0.25}
            });
    List<MetricValue> parts =
        HeadMetrics.named("label.headAccuracy").of(head, Masks.full(4, 4), gold(labels));
    assertThat(parts)
        .extracting(v -> v.how().variant())
        .containsExactly("forward", "backward", "undirected", "offset", "best offset");
    assertThat(parts.get(0).value()).isEqualTo(2 / 3.0);
    assertThat(parts.get(0).rowsUsed()).isEqualTo(3);
    // The labels of 0 and 2 are row 1, which reads 2; that of 3 is row 2, which reads 1.
    assertThat(parts.get(1).value()).isEqualTo(1 / 3.0);
    assertThat(parts.get(1).rowsUsed()).isEqualTo(2);
    // Edges by weight: 1-2 1.0, then 0-1 and 0-3 0.625: words 0-1 and 1-2 are in the tree, 2-3 not.
    assertThat(parts.get(2).value()).isEqualTo(2 / 3.0);
    assertThat(parts.get(2).rowsUsed()).isEqualTo(4);
    assertThat(parts.get(3).value()).isEqualTo(2 / 3.0);
    assertThat(parts.get(3).rowsUsed()).isEqualTo(3);
    assertThat(parts.get(4).value()).isEqualTo(1);
  }

  @Test
  void labelsThatNoRowMaySee_areNotHeldAgainstTheHead() {
    AttentionMask ahead = Masks.parse(".#\n..");
    AttentionMatrix head = AttentionMatrix.copyOf(new double[][] {{1, 0}, {0.75, 0.25}});
    List<MetricValue> parts =
        HeadMetrics.named("label.headAccuracy").of(head, Masks.causal(2), gold(ahead));
    assertThat(parts.get(0).value()).isNaN();
    assertThat(parts.get(0).rowsUsed()).isZero();
    // Row 1, the label of word 0, may see and reads it.
    assertThat(parts.get(1).value()).isEqualTo(1);
    assertThat(parts.get(2).value()).isEqualTo(1);
    assertThat(parts.get(3).value()).isNaN();
  }

  @Test
  void pairsThatNoUsableRowMaySee_areNoMisses() {
    // Words 0-1 and 1-2 are labelled; rows 1 and 2 are masked or broken, so 1-2 cannot be judged.
    AttentionMask labels = Masks.parse(".#.\n..#\n...");
    AttentionMatrix head =
        AttentionMatrix.copyOf(new double[][] {{0, 1, 0}, {0, 0, 0}, {0, Double.NaN, 0}});
    AttentionMask mask = Masks.parse("###\n...\n###");
    MetricOptions skip = gold(labels).withBroken(BrokenRows.SKIP);
    MetricValue undirected = HeadMetrics.named("label.headAccuracy").of(head, mask, skip).get(2);
    assertThat(undirected.value()).isEqualTo(1);
    assertThat(undirected.rowsUsed()).isEqualTo(1);
    assertThat(undirected.rowsMasked()).isEqualTo(1);
    assertThat(undirected.rowsBroken()).isEqualTo(1);
    // Nor can it be if the mask hides each of the two from the other.
    AttentionMatrix apart =
        AttentionMatrix.copyOf(new double[][] {{0, 1, 0}, {0, 1, 0}, {0, 0, 1}});
    MetricValue hidden =
        HeadMetrics.named("label.headAccuracy")
            .of(apart, Masks.parse("##.\n##.\n..#"), gold(labels))
            .get(2);
    assertThat(hidden.value()).isEqualTo(1);
    assertThat(hidden.rowsUsed()).isEqualTo(2);
  }

  @Test
  void pairLabelledBothWays_isOnePair() {
    AttentionMask labels = Masks.parse(".#.\n#..\n##.");
    AttentionMatrix head = AttentionMatrix.copyOf(new double[][] {{0, 1, 0}, {1, 0, 0}, {1, 0, 0}});
    List<MetricValue> parts =
        HeadMetrics.named("label.headAccuracy").of(head, Masks.full(3, 3), gold(labels));
    assertThat(parts.get(2).value()).isEqualTo(2 / 3.0);
  }

  @Test
  void argMaxTies_goToTheSmallerKey() {
    Attention uniform = Attention.uniform(Masks.full(2, 2));
    List<MetricValue> parts =
        HeadMetrics.named("label.headAccuracy")
            .of(uniform.weights(), uniform.mask(), gold(Masks.columns(2, 0, 1)));
    assertThat(parts.get(0).value()).isEqualTo(1);
  }

  @Test
  void spanningTree_takesTheHeaviestEdges_andNoneWithoutWeight() {
    SpanningTree tree = new SpanningTree(5);
    tree.add(0, 1, 1);
    tree.add(1, 2, 3);
    tree.add(2, 0, 2);
    tree.add(3, 4, 0.5);
    assertThat(tree.parents()).containsExactly(-1, 2, 0, -1, 3);
    SpanningTree tied = new SpanningTree(4);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        tied.add(i, j, 1);
      }
    }
    assertThat(tied.parents()).containsExactly(-1, 0, 0, 0);
  }

  /** The heaviest of all trees, found by trying every set of edges. */
  @Property(tries = 100)
  void spanningTree_isTheHeaviestOfAll(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(4);
    double[][] weight = new double[n][n];
    SpanningTree tree = new SpanningTree(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        weight[i][j] = 1 + random.nextInt(9);
        weight[j][i] = weight[i][j];
        tree.add(j, i, weight[i][j]);
      }
    }
    int[] parents = tree.parents();
    double found = 0;
    for (int i = 1; i < n; i++) {
      found += weight[i][parents[i]];
    }
    assertThat(found).isEqualTo(heaviest(weight, n));
  }

  private static double heaviest(double[][] weight, int n) {
    int pairs = n * (n - 1) / 2;
    double best = 0;
    for (int set = 0; set < 1 << pairs; set++) {
      int[] component = new int[n];
      Arrays.setAll(component, i -> i);
      double sum = 0;
      int joined = 0;
      int bit = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          if ((set >> bit++ & 1) == 1) {
            sum += weight[i][j];
            int from = component[i];
            int to = component[j];
            joined += from == to ? 0 : 1;
            for (int k = 0; k < n; k++) {
              component[k] = component[k] == from ? to : component[k];
            }
          }
        }
      }
      if (Integer.bitCount(set) == n - 1 && joined == n - 1) {
        best = Math.max(best, sum);
      }
    }
    return best;
  }

  @Property(tries = 300)
  void blockMass_isThatOfTheAggregators_andRowsAddUpToOne(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(7);
    int border = 1 + random.nextInt(n - 1);
    boolean[][] cells = new boolean[n][n];
    for (int q = 0; q < n; q++) {
      for (int k = 0; k < n; k++) {
        cells[q][k] = random.nextInt(3) > 0 && q != 1;
      }
    }
    Attention head = Attention.random(Masks.fromDense(cells), random);
    Span first = Span.of(0, border, "first");
    Span second = Span.of(border, n, "second");
    double[] mass =
        numbers(
            HeadMetrics.named("seg.block")
                .of(head.weights(), head.mask(), segments(first, second)));
    AttentionMatrix expected =
        Aggregators.segmentMass(head.weights(), List.of(first, second), head.mask()).map();
    for (int i = 0; i < 4; i++) {
      assertThat(mass[i]).isCloseTo(expected.weight(i / 2, i % 2), within(SLACK));
    }
    for (int s = 0; s < 2; s++) {
      assertThat(Double.isNaN(mass[2 * s]) || Math.abs(mass[2 * s] + mass[2 * s + 1] - 1) < SLACK)
          .isTrue();
    }
  }

  @Property(tries = 300)
  void uniformRows_haveLiftOne_andAlignLikeTheirBaseline(@ForAll long seed) {
    AttentionMask mask = Attention.random(seed).mask();
    Attention uniform = Attention.uniform(mask);
    int half = mask.keys() / 2;
    MetricOptions options =
        MetricOptions.defaults()
            .withInputs(
                MetricInputs.none()
                    .withSegments(
                        List.of(Span.of(0, mask.rows(), "all")),
                        half == 0
                            ? List.of(Span.of(0, mask.keys(), "all"))
                            : List.of(
                                Span.of(0, half, "first"), Span.of(half, mask.keys(), "second")))
                    .withGold(
                        Masks.bernoulli(
                            MaskShape.bottomRight(mask.rows(), mask.keys()), 0.4, seed)));
    for (MetricValue lift :
        HeadMetrics.segmentBlocks(BlockMeasure.LIFT).of(uniform.weights(), mask, options)) {
      assertThat(lift.rowsUsed() == 0 || Math.abs(lift.value() - 1) < SLACK).isTrue();
      assertThat(Double.isNaN(lift.value())).isEqualTo(lift.rowsUsed() == 0);
    }
    List<MetricValue> alignment =
        HeadMetrics.named("label.alignment").of(uniform.weights(), mask, options);
    assertThat(alignment.get(0).value()).isCloseTo(alignment.get(1).value(), within(SLACK));
  }

  @Property(tries = 200)
  void permutedWords_keepTheirAccuracy(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(6);
    Attention head = Attention.random(Masks.full(n, n), random);
    boolean[][] cells = new boolean[n][n];
    for (int q = 0; q < n; q++) {
      cells[q][random.nextInt(n)] = true;
    }
    AttentionMask labels = Masks.fromDense(cells);
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
    double[][] permuted = new double[n][n];
    for (int q = 0; q < n; q++) {
      for (int k = 0; k < n; k++) {
        permuted[q][k] = head.weights().weight(order[q], order[k]);
      }
    }
    HeadMetric accuracy = HeadMetrics.named("label.headAccuracy");
    double[] before = numbers(accuracy.of(head.weights(), head.mask(), gold(labels)));
    double[] after =
        numbers(
            accuracy.of(
                AttentionMatrix.copyOf(permuted), head.mask(), gold(labels.permute(order, order))));
    for (int part = 0; part < 3; part++) {
      assertThat(after[part]).isCloseTo(before[part], within(SLACK));
    }
  }
}
