package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Maps and clusters of heads say what their distances measure. */
final class DistanceHowTest {

  private static final AttentionTensor HEADS =
      AttentionTensor.copyOf(
          new float[][][][] {
            {{{1, 0}, {0.5f, 0.5f}}, {{1, 0}, {0, 1}}, {{1, 0}, {1, 0}}},
          });
  private static final DistanceMatrix ROOTS = HeadPairs.distances(HEADS, Masks.causal(2));
  private static final String HOW =
      "head.jsd(rows=MEAN scale=SQUARE_ROOT) mask=causal(2) rows=UNIT tolerance=1.0E-4 type=f32"
          + " broken=FAIL rescaling=NONE average=MICRO log=NATS unit=√nats";

  @Test
  void distancesOfHeads_nameTheMetricAndItsScale() {
    assertThat(ROOTS.how().orElseThrow()).hasToString(HOW);
    assertThat(ROOTS).hasToString("distances of 3, " + HOW);
    PairGrid grid = HeadPairs.named("head.tvd").of(HEADS, Masks.causal(2));
    Provenance moved = grid.distances(DistanceScale.AS_IS).how().orElseThrow();
    assertThat(moved.unit()).isEqualTo("mass");
    assertThat(moved.withSettings("")).isEqualTo(grid.how());
  }

  @Test
  void mapsAndClusters_areOfTheSame() {
    assertThat(Mds.of(ROOTS, 2).how()).isEqualTo(ROOTS.how());
    assertThat(Mds.of(ROOTS, 2))
        .hasToString("3 points in 2 dimensions, 0 negative eigenvalues, " + HOW);
    Dendrogram clusters = Dendrogram.of(ROOTS, Linkage.AVERAGE);
    assertThat(clusters.how()).isEqualTo(ROOTS.how());
    assertThat(clusters).hasToString("AVERAGE clusters of 3, " + HOW);
    Medoids medoids = Medoids.of(ROOTS, 1);
    assertThat(medoids.how()).isEqualTo(ROOTS.how());
    assertThat(medoids).hasToString("medoids of 3: [L0H0], " + HOW);
  }

  @Test
  void distancesThatCameAsNumbers_sayNothing() {
    double[][] table = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        table[i][j] = ROOTS.at(i, j);
      }
    }
    DistanceMatrix numbers = DistanceMatrix.copyOf(ROOTS.names(), table);
    assertThat(numbers.how()).isEmpty();
    assertThat(numbers).isNotEqualTo(ROOTS);
    assertThat(List.of(Mds.of(numbers, 1).how(), Medoids.of(numbers, 1).how()))
        .allMatch(how -> how.isEmpty());
    assertThat(Medoids.of(numbers, 1)).isNotEqualTo(Medoids.of(ROOTS, 1));
    assertThat(Dendrogram.of(numbers, Linkage.SINGLE))
        .isNotEqualTo(Dendrogram.of(ROOTS, Linkage.SINGLE));
  }
}
