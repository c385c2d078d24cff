package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.AttentionFlow.Options;
import dev.attn.tensor.AttentionMatrix;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jgrapht.alg.flow.PushRelabelMFImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

final class AttentionFlowPropertyTest {

  private static final Residual[] STOCHASTIC = {
    Residual.renormThenMix(0.5), Residual.addThenRenorm(), Residual.none()
  };

  private static Rollout.Options layers(long seed) {
    return Rollout.Options.defaults().withResidual(STOCHASTIC[new Random(seed).nextInt(3)]);
  }

  @Property(tries = 200)
  void flow_liesBetweenTheRolloutAndOne(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    double[] before = input.weights().asArray().toDoubles();
    Options options = Options.defaults().withLayers(layers(seed));
    AttentionMatrix rollout = Rollout.of(input.weights(), input.mask(), options.layers()).map();
    int query = new Random(seed).nextInt(rollout.queries());
    AttentionFlow flow = AttentionFlow.ofQuery(input.weights(), input.mask(), query, options);
    for (AttentionFlow.Flow each : flow.flows()) {
      assertThat(each.value()).isLessThanOrEqualTo(1 + 1e-12);
      assertThat(each.value()).isGreaterThanOrEqualTo(rollout.weight(query, each.key()) - 1e-12);
    }
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
  }

  @Property(tries = 200)
  void pruning_neverRaisesAFlow_andLosesAtMostWhatItReports(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Random random = new Random(seed);
    Options options = Options.defaults().withLayers(layers(seed));
    int query = random.nextInt(input.mask().rows());
    AttentionFlow all = AttentionFlow.ofQuery(input.weights(), input.mask(), query, options);
    AttentionFlow pruned =
        AttentionFlow.ofQuery(
            input.weights(), input.mask(), query, options.withPruneBelow(random.nextDouble() / 2));
    for (int k = 0; k < all.flows().size(); k++) {
      AttentionFlow.Flow less = pruned.flows().get(k);
      double whole = all.flows().get(k).value();
      assertThat(less.value()).isLessThanOrEqualTo(whole + 1e-12);
      assertThat(less.value()).isGreaterThanOrEqualTo(whole - less.dropped() - 1e-12);
    }
  }

  @Property(tries = 100)
  void formatOfTheInput_andWhatMaskedRowsHold_changeNothing(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Options free = Options.defaults().withLayers(layers(seed).withRowSum(RowSumPolicy.FREE));
    double[] flow = AttentionFlow.ofQuery(input.weights(), input.mask(), 0, free).values();
    assertThat(AttentionFlow.ofQuery(input.decoded(), input.mask(), 0, free).values())
        .containsExactly(flow);
    assertThat(AttentionFlow.ofQuery(input.withMaskedRows(0.5), input.mask(), 0, free).values())
        .containsExactly(flow);
  }

  @Property(tries = 300)
  void flowOfAnyLayeredNetwork_isThatOfAnotherSolver(@ForAll long seed) {
    Random random = new Random(seed);
    int depth = 1 + random.nextInt(4);
    int width = 1 + random.nextInt(6);
    int nodes = (depth + 1) * width;
    FlowNetwork own = new FlowNetwork(nodes, depth * width * width);
    SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> other =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    for (int node = 0; node < nodes; node++) {
      other.addVertex(node);
    }
    for (int from = 0; from < depth * width; from++) {
      for (int k = 0; k < width; k++) {
        if (random.nextInt(3) > 0) {
          double capacity = random.nextDouble();
          int to = (from / width + 1) * width + k;
          own.addEdge(from, to, capacity);
          other.setEdgeWeight(other.addEdge(from, to), capacity);
        }
      }
    }
    int source = random.nextInt(width);
    for (int sink = depth * width; sink < nodes; sink++) {
      double expected = new PushRelabelMFImpl<>(other).getMaximumFlowValue(source, sink);
      assertThat(own.maximum(source, sink)).isCloseTo(expected, within(1e-8));
    }
  }
}
