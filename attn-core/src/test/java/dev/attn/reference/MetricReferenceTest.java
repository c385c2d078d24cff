package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.recompute.Recompute;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricReferenceTest {

  private static final List<String> FOLDERS =
      List.of("grounding", "grounding-b", "grounding-c", "pause", "shakespeare");

  @ParameterizedTest
  @CsvSource({
    "entropy, row.entropy, ''",
    "normalised_entropy, row.entropyNorm, ''",
    "perplexity, row.perplexity, ''",
    "participation, row.participation, ''",
    "confidence, row.max, ''",
    "top3_mass, row.topMass, ''",
    "gini, row.gini, plain",
    "hoyer, row.hoyer, ''",
    "mean_distance, pos.distance, ''",
    "self_mass, pos.offsetProfile, k=0",
    "previous_token, pos.offsetProfile, k=1",
    "self_mass, pos.direction, self",
    "previous_token, pos.direction, -1",
    "previous_token, pat.previous, ''",
    "next_token, pos.direction, forward",
    "sink1_mass, sink.mass, ''"
  })
  void metric_ofEveryHead_isTheReferenceValue(String key, String id, String variant) {
    for (String folder : FOLDERS) {
      Capture capture = Capture.of(folder);
      assertReproduces(key, grid(weights(capture, folder), id, variant).asArray(), capture);
    }
  }

  @Test
  void attentionThatEachKeyReceives_isTheReferenceValue() {
    for (String folder : FOLDERS) {
      Capture capture = Capture.of(folder);
      AttentionTensor weights = weights(capture, folder);
      TensorShape shape = weights.shape();
      List<MetricGrid> keys = HeadMetrics.named("pos.received").of(weights, causal(weights));
      double[] received = new double[shape.layers() * shape.heads() * shape.keys()];
      for (int i = 0; i < received.length; i++) {
        received[i] = keys.get(i % shape.keys()).values().get(i / shape.keys()).value();
      }
      NumericArray cells =
          NumericArray.copyOf(received, shape.layers(), shape.heads(), shape.keys());
      assertReproduces("received", cells, capture);
    }
  }

  /** The weights of the longest capture are not stored: queries and keys give them back. */
  private static AttentionTensor weights(Capture capture, String folder) {
    return folder.equals("shakespeare")
        ? Recompute.attention(capture.array("query"), capture.array("key"), Masks.causal(128))
        : capture.tensor("attention");
  }

  private static AttentionMask causal(AttentionTensor weights) {
    return Masks.causal(weights.shape().keys());
  }

  @ParameterizedTest
  @CsvSource({"grounding, 7", "grounding-b, 5", "grounding-c, 7"})
  void blocksOfSceneAndUtterance_areTheReferenceValue(String folder, int border) {
    Capture capture = Capture.of(folder);
    AttentionTensor weights = capture.tensor("attention");
    int tokens = weights.shape().keys();
    MetricOptions options =
        MetricOptions.defaults()
            .withInputs(
                MetricInputs.none()
                    .withSegments(Span.of(0, border, "<ENV>"), Span.of(border, tokens, "<LAN>")));
    List<MetricGrid> blocks =
        HeadMetrics.named("seg.block").of(weights, Masks.causal(tokens), options);
    double[] mass = new double[12 * 12 * 4];
    for (int head = 0; head < 144; head++) {
      for (int block = 0; block < 4; block++) {
        mass[head * 4 + block] = blocks.get(block).values().get(head).value();
      }
    }
    assertReproduces("segment_mass", NumericArray.copyOf(mass, 12, 12, 2, 2), capture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void directionToTheNextKey_underTheCausalMask_isUndefined(String folder) {
    MetricGrid next = grid(Capture.of(folder).tensor("attention"), "pos.direction", "+1");
    assertThat(next.values()).allSatisfy(v -> assertThat(v.value()).isNaN());
    assertThat(next.values()).allSatisfy(v -> assertThat(v.rowsUsed()).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void capturedWeights_areCausalAndValidInEveryRow(String folder) {
    AttentionTensor weights = Capture.of(folder).tensor("attention");
    int tokens = weights.shape().keys();
    assertThat(MaskAudit.causalOrFull(weights)).isEqualTo(Masks.causal(tokens));
    MaskAudit audit = MaskAudit.of(weights, Masks.causal(tokens));
    assertThat(audit.counts().valid()).isEqualTo(audit.counts().rows());
    assertThat(audit.counts().degenerate())
        .isEqualTo((long) weights.shape().layers() * weights.shape().heads());
  }

  private static MetricGrid grid(AttentionTensor weights, String id, String variant) {
    AttentionMask mask = Masks.causal(weights.shape().keys());
    return HeadMetrics.named(id).of(weights, mask, MetricOptions.defaults()).stream()
        .filter(part -> part.at(0, 0).how().variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "pause"})
  void grid_ofCapturedWeights_hasOneNumberPerHead(String folder) {
    AttentionTensor weights = Capture.of(folder).tensor("attention");
    NumericArray cells = grid(weights, "row.max", "").asArray();
    assertThat(cells.shape()).containsExactly(weights.shape().layers(), weights.shape().heads());
  }
}
