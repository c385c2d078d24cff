package dev.attn.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.io.TensorFile;
import dev.attn.mask.Masks;
import dev.attn.recompute.Intervention;
import dev.attn.recompute.LogitLens;
import dev.attn.recompute.Recompute;
import dev.attn.recompute.RecomputeOptions;
import dev.attn.recompute.Target;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the target figures must show, checked on the numbers behind them. */
final class TargetFactsTest {

  private static double sum(double[] row) {
    double sum = 0;
    for (double weight : row) {
      sum += weight;
    }
    return sum;
  }

  private static AttentionMatrix meanOf(Target target) throws IOException {
    TensorFile capture = Captures.open("grounding");
    NumericArray keys = capture.array("key");
    return Recompute.attention(
            capture.array("query"),
            keys,
            Masks.causal(keys.length(2)),
            RecomputeOptions.defaults().with(Intervention.mean(target)))
        .layer(11)
        .head(6);
  }

  @Test
  void pauseRows_sumToOneAndEndAtTheirQuery() throws Exception {
    AttentionTensor rows =
        Aggregators.queryRows(Captures.open("pause").tensor("attention"), HeadFusion.MEAN, 8, 32);
    for (int layer = 0; layer < 12; layer++) {
      double[] first = rows.layer(layer).head(0).row(0);
      assertThat(sum(first)).isBetween(1 - 1e-6, 1 + 1e-6);
      for (int key = 9; key < first.length; key++) {
        assertThat(first[key]).isZero();
      }
      assertThat(sum(rows.layer(layer).head(0).row(1))).isBetween(1 - 1e-6, 1 + 1e-6);
    }
  }

  @Test
  void strongestSaliency_isTheLastTokenReadingTheHorseOfTheScene() throws Exception {
    TensorFile capture = Captures.open("grounding");
    AttentionTensor saliency =
        Saliency.perHead(
                GradientSample.of(
                    capture.tensor("attention"), capture.tensor("gradient"), Masks.causal(13)))
            .map();
    double strongest = 0;
    String where = "";
    for (int l = 0; l < 12; l++) {
      for (int h = 0; h < 12; h++) {
        for (int q = 0; q < 13; q++) {
          double[] row = saliency.layer(l).head(h).row(q);
          for (int k = 0; k < 13; k++) {
            if (row[k] > strongest) {
              strongest = row[k];
              where = l + " " + h + " " + q + " " + k;
            }
          }
        }
      }
    }
    assertThat(where).isEqualTo("0 9 12 6");
    assertThat(strongest).isBetween(0.01465, 0.01475);
    assertThat(capture.tokens().orElseThrow().label(6)).isEqualTo("horse<ENV>");
  }

  @Test
  void meanKey_isUniformOverTheAllowedKeys() throws Exception {
    AttentionMatrix map = meanOf(Target.KEY);
    for (int q = 0; q < 13; q++) {
      for (int k = 0; k <= q; k++) {
        assertThat(map.weight(q, k)).isBetween(1.0 / (q + 1) - 1e-12, 1.0 / (q + 1) + 1e-12);
      }
    }
  }

  @Test
  void meanQuery_keepsTheRatiosOfTheFirstKeys() throws Exception {
    AttentionMatrix map = meanOf(Target.QUERY);
    double ratio = map.weight(1, 0) / map.weight(1, 1);
    for (int q = 2; q < 13; q++) {
      assertThat(map.weight(q, 0) / map.weight(q, 1)).isBetween(ratio - 1e-9, ratio + 1e-9);
    }
  }

  @Test
  void meanValue_changesNoWeight() throws Exception {
    AttentionMatrix captured = Captures.open("grounding").tensor("attention").layer(11).head(6);
    AttentionMatrix map = meanOf(Target.VALUE);
    for (int q = 0; q < 13; q++) {
      for (int k = 0; k < 13; k++) {
        assertThat(Math.abs(map.weight(q, k) - captured.weight(q, k))).isLessThan(2e-6);
      }
    }
  }

  @Test
  void distanceToTheLastLayer_isZeroThereAndAtMostOneBit() throws Exception {
    NumericArray distance =
        LogitLens.jensenShannon(Captures.open("grounding").array("layer_logits")).values();
    for (int t = 0; t < 13; t++) {
      assertThat(distance.value(11, t)).isZero();
      for (int l = 0; l < 11; l++) {
        assertThat(distance.value(l, t)).isBetween(0.0, 1.0);
      }
    }
  }
}
