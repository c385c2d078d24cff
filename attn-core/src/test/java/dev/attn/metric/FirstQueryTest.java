package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Queries that stand elsewhere than at the last keys. */
final class FirstQueryTest {

  private static final MetricOptions TOP_LEFT = MetricOptions.defaults().withFirstQuery(0);

  /** Two queries at the positions 0 and 1 of four keys. */
  private static final AttentionMatrix ROWS =
      AttentionMatrix.copyOf(new double[][] {{1, 0, 0, 0}, {.5, .5, 0, 0}});

  private static double value(String id, MetricOptions options) {
    return HeadMetrics.named(id).of(ROWS, Masks.causalTopLeft(2, 4), options).get(0).value();
  }

  @Test
  void distance_isThatOfTheAlignmentAskedFor() {
    assertThat(value("pos.distance", TOP_LEFT)).isEqualTo(0.25);
    assertThat(value("pos.distance", MetricOptions.defaults())).isEqualTo(2.25);
    assertThat(value("pos.distance", TOP_LEFT.withFirstKey(7).withFirstQuery(7))).isEqualTo(0.25);
    assertThat(value("pos.distanceNorm", TOP_LEFT)).isEqualTo(1);
    assertThat(value("pat.previous", TOP_LEFT)).isEqualTo(0.5);
  }

  @Test
  void provenance_saysWhereQueriesStand_ifTheMetricLooksThere() {
    AttentionMask mask = Masks.causalTopLeft(2, 4);
    assertThat(HeadMetrics.named("pos.distance").of(ROWS, mask, TOP_LEFT).get(0))
        .hasToString(
            "pos.distance=0.25 tokens used=2 masked=0 broken=0 undefined=0 mask="
                + mask
                + " firstQuery=0 rows=UNIT tolerance=1.0E-9 type=f64 broken=FAIL rescaling=NONE"
                + " average=MICRO");
    assertThat(HeadMetrics.named("row.max").of(ROWS, mask, TOP_LEFT).get(0).how())
        .isEqualTo(HeadMetrics.named("row.max").of(ROWS, mask).get(0).how());
    MetricValue here = HeadMetrics.named("pos.distance").of(ROWS, mask, TOP_LEFT).get(0);
    MetricValue there = HeadMetrics.named("pos.distance").of(ROWS, mask).get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValue.average(List.of(here, there), Average.MICRO))
        .withMessage(
            "samples must be single values that measure the same, got %s and %s",
            here.how(), there.how());
  }

  @Test
  void queriesBesideTheKeys_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value("pos.distance", MetricOptions.defaults().withFirstQuery(3)))
        .withMessage(
            "first query must be in [0, 2] for pos.distance, got 3; each of 2 queries stands at one"
                + " of 4 keys");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> value("pos.distance", MetricOptions.defaults().withFirstKey(5).withFirstQuery(4)))
        .withMessage(
            "first query must be in [5, 7] for pos.distance, got 4; each of 2 queries stands at one"
                + " of 4 keys");
    assertThat(value("row.max", MetricOptions.defaults().withFirstQuery(-1))).isEqualTo(0.75);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TOP_LEFT.withPositions(Positions.NONE))
        .withMessage("first query must be absent where positions are NONE, got 0");
  }

  /**
   * Rows first to first + queries of a square head are the same rows as those of the square head
   * with all other rows masked; so every metric gives the same, but for the rows that it masks.
   */
  @Property(tries = 60)
  void partOfASquareHead_isTheHeadWithItsOtherRowsMasked(@ForAll long seed) {
    Random random = new Random(seed);
    int keys = 2 + random.nextInt(8);
    int queries = 1 + random.nextInt(keys);
    int first = random.nextInt(keys - queries + 1);
    Attention square = Attention.random(Masks.causal(keys), random);
    int[] others =
        IntStream.range(0, keys).filter(q -> q < first || q >= first + queries).toArray();
    AttentionMask masked =
        others.length == 0
            ? square.mask()
            : square.mask().minus(Masks.rowSet(MaskShape.square(keys), others));
    MetricInputs inputs = EveryMetricTest.options(keys, keys).inputs();
    AttentionMask labelled = inputs.gold().orElseThrow();
    AttentionMask gold =
        others.length == 0
            ? labelled
            : labelled.minus(Masks.rowSet(MaskShape.square(keys), others));
    MetricOptions whole = MetricOptions.defaults().withInputs(inputs.withGold(gold));
    boolean[][] allowed = new boolean[queries][];
    boolean[][] labels = new boolean[queries][];
    Arrays.setAll(allowed, q -> cells(square.mask(), q + first));
    Arrays.setAll(labels, q -> cells(gold, q + first));
    MetricOptions part =
        whole.withInputs(whole.inputs().withGold(Masks.fromDense(labels))).withFirstQuery(first);
    AttentionMatrix rows = square.weights().queryRange(first, first + queries);
    for (HeadMetric metric : HeadMetrics.all()) {
      if (!metric.needs().contains(Need.SEGMENTS)) {
        List<Double> expected = numbers(metric.of(square.weights(), masked, whole));
        List<Double> actual = numbers(metric.of(rows, Masks.fromDense(allowed), part));
        assertThat(actual).as("%s", metric).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
          if (Double.isNaN(expected.get(i))) {
            assertThat(actual.get(i)).as("%s", metric).isNaN();
          } else {
            assertThat(actual.get(i)).as("%s", metric).isCloseTo(expected.get(i), within(1e-12));
          }
        }
      }
    }
  }

  private static boolean[] cells(AttentionMask mask, int row) {
    boolean[] cells = new boolean[mask.keys()];
    for (int k = 0; k < cells.length; k++) {
      cells[k] = mask.allows(row, k);
    }
    return cells;
  }

  private static List<Double> numbers(List<MetricValue> values) {
    List<Double> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(value.value()));
    return numbers;
  }
}
