package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeadRankingTest {

  /** A grid of heads with these scores, layer by layer. */
  private static MetricGrid grid(int layers, double... scores) {
    AttentionMatrix any = AttentionMatrix.copyOf(new double[][] {{1}});
    MetricValue like = HeadMetrics.named("row.max").of(any, Masks.full(1, 1)).get(0);
    List<MetricValue> values =
        Arrays.stream(scores)
            .mapToObj(score -> new MetricValue(score, 1, 0, 0, 0, like.how()))
            .toList();
    return new MetricGrid(layers, scores.length / layers, values);
  }

  private static List<String> names(HeadRanking ranking) {
    return ranking.entries().stream().map(entry -> entry.head().toString()).toList();
  }

  @Test
  void javadocExample_settlesTiesByPlace() {
    MetricGrid grid = grid(1, 0.2, 0.7, 0.2);
    assertThat(names(HeadRanking.highestFirst(grid))).containsExactly("L0H1", "L0H0", "L0H2");
    assertThat(names(HeadRanking.lowestFirst(grid))).containsExactly("L0H0", "L0H2", "L0H1");
  }

  @Test
  void headsWithoutAScore_comeLast_eitherWay() {
    MetricGrid grid = grid(2, Double.NaN, 0.25, 0.5, Double.NaN);
    assertThat(names(HeadRanking.highestFirst(grid)))
        .containsExactly("L1H0", "L0H1", "L0H0", "L1H1");
    assertThat(names(HeadRanking.lowestFirst(grid)))
        .containsExactly("L0H1", "L1H0", "L0H0", "L1H1");
  }

  @Test
  void bothZeros_areTied() {
    assertThat(names(HeadRanking.highestFirst(grid(1, -0.0, 0.0)))).containsExactly("L0H0", "L0H1");
    assertThat(names(HeadRanking.lowestFirst(grid(1, 0.0, -0.0)))).containsExactly("L0H0", "L0H1");
  }

  @Test
  void top_isAsLongAsItCanBe() {
    HeadRanking ranking = HeadRanking.highestFirst(grid(1, 0.25, 0.75));
    assertThat(ranking.top(1))
        .extracting(HeadRanking.Entry::head)
        .containsExactly(HeadIndex.of(0, 1));
    assertThat(ranking.top(1).get(0).value().value()).isEqualTo(0.75);
    assertThat(ranking.top(9)).hasSize(2);
    assertThat(ranking.top(0)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ranking.top(-1))
        .withMessage("count must be at least 0, got -1");
  }

  @Test
  void rank_isCountedFromZero() {
    HeadRanking ranking = HeadRanking.highestFirst(grid(1, 0.25, 0.75));
    assertThat(ranking.rankOf(HeadIndex.of(0, 1))).isZero();
    assertThat(ranking.rankOf(HeadIndex.of(0, 0))).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ranking.rankOf(HeadIndex.of(1, 0)))
        .withMessage("head must be one of the 2 ranked, got L1H0");
  }

  @Test
  void places_areOrderedByLayerThenHead() {
    assertThat(HeadIndex.of(0, 9)).isLessThan(HeadIndex.of(1, 0));
    assertThat(HeadIndex.of(1, 2)).isGreaterThan(HeadIndex.of(1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadIndex.of(-1, 0))
        .withMessage("layer must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadIndex.of(0, -1))
        .withMessage("head must be at least 0, got -1");
  }
}
