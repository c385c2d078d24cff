package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.metric.Dendrogram;
import dev.attn.metric.DistanceMatrix;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.Linkage;
import dev.attn.metric.Mds;
import dev.attn.metric.PairGrid;
import dev.attn.recompute.Recompute;
import dev.attn.tensor.AttentionTensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PairReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause", "shakespeare"})
  void divergenceOfAllHeads_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    AttentionTensor weights =
        folder.equals("shakespeare")
            ? Recompute.attention(capture.array("query"), capture.array("key"), Masks.causal(128))
            : capture.tensor("attention");
    AttentionMask mask = Masks.causal(weights.shape().keys());
    PairGrid grid = HeadPairs.named("head.jsd").of(weights, mask);
    assertReproduces("head_jsd_mean_rows", grid.asArray(), capture);
    assertThat(grid.at(0, 1).rowsUsed()).isEqualTo(weights.shape().queries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "pause"})
  void rootsOfDivergences_areDistancesOfPointsInASpace(String folder) {
    AttentionTensor weights = Capture.of(folder).tensor("attention");
    DistanceMatrix distances = HeadPairs.distances(weights, Masks.causal(weights.shape().keys()));
    Mds map = Mds.of(distances, 2);
    assertThat(map.negativeEigenvalues()).isZero();
    assertThat(map.share(0)).isBetween(map.share(1), 1.0);
    assertThat(Dendrogram.of(distances, Linkage.WARD).merges()).hasSize(distances.size() - 1);
  }
}
