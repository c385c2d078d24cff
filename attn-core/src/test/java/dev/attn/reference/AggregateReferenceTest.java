package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.Fusion;
import dev.attn.aggregate.HeadFusion;
import dev.attn.aggregate.MaskedAttention;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AggregateReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void headMean_ofACapturedPass_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    AttentionTensor mean = Aggregators.heads(capture.tensor("attention"), HeadFusion.MEAN);
    assertReproduces("head_mean", mean.asArray(), capture);
  }

  @Test
  void queryRows_atThePauses_areTheReferenceValue() {
    Capture capture = Capture.of("pause");
    AttentionTensor strips =
        Aggregators.queryRows(capture.tensor("attention"), HeadFusion.MEAN, 8, 32);
    assertThat(strips.shape()).isEqualTo(TensorShape.of(12, 1, 2, 40));
    assertReproduces("query_rows_head_mean", strips.asArray(), capture);
  }

  @Test
  void maskedQueryRows_atThePauses_areTheReferenceValueToo() {
    Capture capture = Capture.of("pause");
    MaskedAttention weights = MaskedAttention.of(capture.tensor("attention"), Masks.causal(40));
    MaskedAttention strips = Aggregators.queryRows(weights, Fusion.of(HeadFusion.MEAN), 8, 32);
    assertReproduces("query_rows_head_mean", strips.weights().asArray(), capture);
    assertThat(strips.mask(11, 0).row(0)).hasToString("[0,9)");
  }

  @ParameterizedTest
  @CsvSource({"grounding, 7", "grounding-b, 5", "grounding-c, 7"})
  void segmentMass_betweenSceneAndUtterance_isTheReferenceValue(String folder, int border) {
    Capture capture = Capture.of(folder);
    AttentionTensor weights = capture.tensor("attention");
    int tokens = weights.shape().keys();
    List<Span> segments = List.of(Span.of(0, border, "<ENV>"), Span.of(border, tokens, "<LAN>"));
    double[] mass = new double[12 * 12 * 4];
    for (int head = 0; head < 144; head++) {
      AttentionMatrix blocks =
          Aggregators.segmentMass(
                  weights.layer(head / 12).head(head % 12), segments, Masks.causal(tokens))
              .map();
      System.arraycopy(blocks.row(0), 0, mass, head * 4, 2);
      System.arraycopy(blocks.row(1), 0, mass, head * 4 + 2, 2);
    }
    assertReproduces("segment_mass", NumericArray.copyOf(mass, 12, 12, 2, 2), capture);
  }
}
