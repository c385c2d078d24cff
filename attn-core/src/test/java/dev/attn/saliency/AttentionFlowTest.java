package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.layers;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.Masks;
import dev.attn.saliency.AttentionFlow.Options;
import dev.attn.saliency.AttentionFlow.Pair;
import dev.attn.saliency.AttentionFlow.Scaling;
import dev.attn.tensor.AttentionTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttentionFlowTest {

  private static final double[][] LEANING = {{1, 0}, {0.25, 0.75}};
  private static final Rollout.Options BARE =
      Rollout.Options.defaults().withResidual(Residual.none());
  private static final Options OPTIONS = Options.defaults().withLayers(BARE);

  @Test
  void twoLayers_letMoreThroughThanTheRolloutSays() {
    AttentionFlow flow =
        AttentionFlow.ofQuery(layers(LEANING, LEANING), Masks.causal(2), 1, OPTIONS);
    assertThat(flow.values()).containsExactly(0.5, 0.75);
    assertThat(flow.how())
        .hasToString(
            "flow.maxFlow(fusion=MEAN discard=NONE residual=NONE layers=[0, 2) pruneBelow=0.0"
                + " scaling=NONE) mask=causal(2) rows=UNIT tolerance=1.0E-9 type=f64 unit=mass");
  }

  @Test
  void pairs_areAnsweredInTheirOrder() {
    AttentionTensor weights = layers(LEANING, LEANING);
    AttentionFlow flow =
        AttentionFlow.of(
            weights,
            Masks.causal(2),
            List.of(Pair.of(1, 1), Pair.of(0, 0), Pair.of(0, 1)),
            OPTIONS);
    assertThat(flow.flows())
        .containsExactly(
            new AttentionFlow.Flow(1, 1, 0.75, 0),
            new AttentionFlow.Flow(0, 0, 1, 0),
            new AttentionFlow.Flow(0, 1, 0, 0));
  }

  @Test
  void flow_mayHaveToGoBackOnItsFirstChoice() {
    // Query 2 sends 0.5 to 0 and to 1; 0 must use 1 below it, so 1 must leave it free and use 0.
    double[][] top = {{1, 0, 0}, {0, 1, 0}, {0.5, 0.5, 0}};
    double[][] middle = {{0, 1, 0}, {0.5, 0.5, 0}, {0, 0, 1}};
    double[][] bottom = {{0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0, 1}};
    AttentionTensor weights = layers(bottom, middle, top);
    assertThat(AttentionFlow.ofQuery(weights, Masks.full(3), 2, OPTIONS).values())
        .containsExactly(1, 0.5, 0.5);
  }

  @Test
  void residual_isPartOfTheCapacities() {
    AttentionFlow flow =
        AttentionFlow.ofQuery(layers(LEANING), Masks.causal(2), 1, Options.defaults());
    assertThat(flow.values()).containsExactly(0.125, 0.875);
  }

  @Test
  void scaledRows_addUpToOne() {
    Options scaled = OPTIONS.withScaling(Scaling.UNIT_ROWS);
    AttentionFlow flow =
        AttentionFlow.ofQuery(layers(LEANING, LEANING), Masks.causal(2), 1, scaled);
    assertThat(flow.values()).containsExactly(new double[] {0.4, 0.6}, within(1e-15));
    assertThat(flow.rowsUndefined()).isZero();
  }

  @Test
  void prunedEdges_areCounted_andBoundTheLoss() {
    AttentionTensor weights = layers(LEANING, LEANING);
    AttentionFlow flow =
        AttentionFlow.ofQuery(weights, Masks.causal(2), 1, OPTIONS.withPruneBelow(0.5));
    assertThat(flow.edgesPruned()).isEqualTo(2);
    assertThat(flow.flows())
        .containsExactly(
            new AttentionFlow.Flow(1, 0, 0, 0.5), new AttentionFlow.Flow(1, 1, 0.75, 0));
  }

  @Test
  void queryThatLosesEveryEdge_hasUndefinedScaledFlows() {
    AttentionTensor weights = single(new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
    AttentionFlow flow =
        AttentionFlow.ofQuery(
            weights, Masks.full(2), 0, OPTIONS.withPruneBelow(0.6).withScaling(Scaling.UNIT_ROWS));
    assertThat(flow.values()).containsOnly(Double.NaN);
    assertThat(flow.rowsUndefined()).isEqualTo(1);
  }

  @Test
  void quantum_roundsCapacities() {
    AttentionTensor weights = single(new double[] {0.3, 0.7}, new double[] {0.5, 0.5});
    AttentionFlow flow =
        AttentionFlow.ofQuery(weights, Masks.full(2), 0, OPTIONS.withQuantum(0.25));
    assertThat(flow.values()).containsExactly(0.25, 0.75);
    assertThat(flow.how().settings()).contains("quantum=0.25");
  }

  @Test
  void maskedRows_carryEverythingStraightOn() {
    double nan = Double.NaN;
    AttentionTensor weights = single(new double[] {nan, nan}, new double[] {0, 1});
    AttentionFlow flow = AttentionFlow.ofQuery(weights, Masks.parse("..\n.#"), 0, OPTIONS);
    assertThat(flow.values()).containsExactly(1, 0);
    assertThat(flow.rowsMasked()).isEqualTo(1);
  }

  @Test
  void headsWithoutACommonKey_areCounted() {
    AttentionTensor two = heads(new double[][] {{0, 1}, {0, 1}}, new double[][] {{1, 0}, {0, 1}});
    Options min = OPTIONS.withLayers(BARE.withFusion(HeadFusion.MIN));
    AttentionFlow flow = AttentionFlow.ofQuery(two, Masks.full(2), 0, min);
    assertThat(flow.values()).containsExactly(1, 0);
    assertThat(flow.rowsZero()).isEqualTo(1);
    assertThat(flow.rowsEmptied()).isZero();
  }

  @Test
  void oneToken_flowsToItself() {
    AttentionFlow flow =
        AttentionFlow.ofQuery(single(new double[] {1}), Masks.causal(1), 0, Options.defaults());
    assertThat(flow.values()).containsExactly(1);
  }

  @Test
  void badInput_isRefused() {
    AttentionTensor weights = layers(LEANING);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> AttentionFlow.ofQuery(weights, Masks.causal(2), 2, OPTIONS))
        .withMessage("query must be in [0, 2), got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AttentionFlow.of(weights, Masks.causal(2), List.of(Pair.of(1, 2)), OPTIONS))
        .withMessage("key must be in [0, 2), got 2");
    Options scaled = OPTIONS.withScaling(Scaling.UNIT_ROWS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionFlow.of(weights, Masks.causal(2), List.of(), scaled))
        .withMessage(
            "scaling must be NONE for pairs, got UNIT_ROWS; ask for all keys of a query with"
                + " ofQuery");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.withPruneBelow(-0.1))
        .withMessage("prune limit must be in [0, 1], got -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.withQuantum(0))
        .withMessage("quantum must be in (0, 1], got 0.0");
    AttentionTensor cross = AttentionTensor.copyOf(new float[1][1][1][2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionFlow.ofQuery(cross, Masks.full(1, 2), 0, OPTIONS))
        .withMessage(
            "weights must have as many queries as keys for flow.maxFlow, got [1, 1, 1, 2]; put a"
                + " cached generation together into one square tensor first");
    AttentionTensor nan = layers(new double[][] {{1, 0}, {Double.NaN, 1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionFlow.ofQuery(nan, Masks.causal(2), 0, OPTIONS))
        .withMessage(
            "row must be attention under causal(2), got BROKEN(NAN), sum NaN, leaked 0.0 at"
                + " [layer 0, head 0, query 1]; check the mask, or choose another RowSumPolicy");
  }
}
