package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.Rollout.Options;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class RolloutPropertyTest {

  private static final Residual[] STOCHASTIC = {
    Residual.renormThenMix(0.5),
    Residual.renormThenMix(0.9),
    Residual.addThenRenorm(),
    Residual.none()
  };

  private static Options options(long seed) {
    Random random = new Random(~seed);
    List<HeadFusion> fusions = List.of(HeadFusion.values());
    Discard[] discards = {Discard.none(), Discard.perRow(0.4), Discard.global(0.6).protecting(0)};
    return Options.defaults()
        .withFusion(fusions.get(random.nextInt(fusions.size())))
        .withDiscard(discards[random.nextInt(3)])
        .withResidual(STOCHASTIC[random.nextInt(4)]);
  }

  @Property(tries = 300)
  void rows_addUpToOne_andTriangularMapsStayTriangular(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    AttentionMatrix map = Rollout.of(input.weights(), input.mask(), options(seed)).map();
    boolean triangular = input.mask().isSubsetOf(Masks.causal(map.keys()));
    for (int q = 0; q < map.queries(); q++) {
      double sum = 0;
      for (int k = 0; k < map.keys(); k++) {
        assertThat(map.weight(q, k)).isBetween(0.0, 1 + 1e-12);
        sum += map.weight(q, k);
        if (triangular && k > q) {
          assertThat(map.weight(q, k)).isZero();
        }
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Property(tries = 20)
  void identityInEveryLayer_givesTheIdentity(@ForAll long seed) {
    int tokens = 1 + new Random(seed).nextInt(5);
    double[][] identity = Rows.identity(tokens);
    AttentionTensor weights = RandomAttention.layers(identity, identity, identity);
    Rollout rollout = Rollout.of(weights, Masks.causal(tokens), options(seed));
    assertThat(rollout.map()).isEqualTo(AttentionMatrix.copyOf(identity));
  }

  @Property(tries = 200)
  void product_canBeSplitAtAnyLayer(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    int layers = input.weights().shape().layers();
    Options options = options(seed);
    AttentionMatrix whole = Rollout.of(input.weights(), input.mask(), options).map();
    for (int cut = 1; cut < layers; cut++) {
      AttentionMatrix below =
          Rollout.of(input.weights(), input.mask(), options.withLayers(0, cut)).map();
      AttentionMatrix above =
          Rollout.of(input.weights(), input.mask(), options.withLayers(cut, layers)).map();
      for (int q = 0; q < whole.queries(); q++) {
        for (int k = 0; k < whole.keys(); k++) {
          double sum = 0;
          for (int m = 0; m < whole.keys(); m++) {
            sum += above.weight(q, m) * below.weight(m, k);
          }
          assertThat(whole.weight(q, k)).isCloseTo(sum, within(1e-12));
        }
      }
    }
  }

  @Property(tries = 200)
  void oneQuery_isItsRowOfTheMap_withTheSameCounts(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Rollout whole = Rollout.of(input.weights(), input.mask(), options(seed));
    int query = new Random(seed).nextInt(whole.map().queries());
    Rollout row = Rollout.ofQuery(input.weights(), input.mask(), query, options(seed));
    assertThat(row.map().row(0)).containsExactly(whole.map().row(query), within(1e-12));
    assertThat(row.rowsMasked()).isEqualTo(whole.rowsMasked());
    assertThat(row.rowsEmptied()).isEqualTo(whole.rowsEmptied());
    assertThat(row.rowsZero()).isEqualTo(whole.rowsZero());
    assertThat(row.how()).isEqualTo(whole.how());
  }

  @Property(tries = 100)
  void whatMaskedRowsHold_changesNothing(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Rollout rollout = Rollout.of(input.weights(), input.mask(), options(seed));
    assertThat(Rollout.of(input.withMaskedRows(0.3), input.mask(), options(seed)))
        .isEqualTo(rollout);
    long masked = input.mask().emptyRows().cells();
    assertThat(rollout.rowsMasked()).isEqualTo(masked * input.weights().shape().layers());
  }

  @Property(tries = 100)
  void formatOfTheInput_countsOnlyThroughItsValues(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Options free = options(seed).withRowSum(RowSumPolicy.FREE);
    assertThat(Rollout.of(input.weights(), input.mask(), free).map())
        .isEqualTo(Rollout.of(input.decoded(), input.mask(), free).map());
  }

  @Property(tries = 100)
  void permutedHeads_giveTheSameMap_andInputsAreUnchanged(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    double[] before = input.weights().asArray().toDoubles();
    AttentionMatrix map = Rollout.of(input.weights(), input.mask(), options(seed)).map();
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
    TensorShape shape = input.weights().shape();
    AttentionTensor turned =
        AttentionTensor.computed(
            shape,
            input.weights().type(),
            (l, h, q, row) -> input.weights().layer(l).head((h + 1) % shape.heads()).row(q, row));
    AttentionMatrix other = Rollout.of(turned, input.mask(), options(seed)).map();
    for (int q = 0; q < map.queries(); q++) {
      assertThat(other.row(q)).containsExactly(map.row(q), within(1e-9));
    }
  }
}
