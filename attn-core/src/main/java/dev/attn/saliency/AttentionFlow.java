package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.AttentionTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Attention flow: the largest flow from a token of the last layer to a token of the input, if
 * attention weights are capacities of pipes.
 *
 * <p>Each layer is made as for a {@link Rollout}, and B(l)(q, k) is the capacity of the edge from
 * token q above layer l to token k below it. The flow is never below the rollout, and never above 1
 * where rows add up to 1; unlike those of a rollout, its rows need not add up to 1.
 *
 * <p>Example: two layers {@code {{1, 0}, {0.25, 0.75}}} without residual connection have the flows
 * 0.5 and 0.75 from query 1, where the rollout is 0.4375 and 0.5625.
 *
 * <h2>When not to use this</h2>
 *
 * It takes a maximum for every pair of tokens, and says nothing about values or the loss. For many
 * tokens a {@link Rollout} costs far less.
 *
 * @param flows in the order in which they were asked for
 * @param rowsMasked identity rows, over all layers, that stand for masked rows
 * @param rowsEmptied identity rows, over all layers, that stand for rows that lost every weight
 * @param rowsZero identity rows, over all layers, that stand for rows that had no weight
 * @param rowsUndefined queries without any flow, whose scaled flows are NaN
 * @param edgesPruned edges that were left out because they are small
 * @param how what was computed
 * @source Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers, arXiv:2005.00928;
 *     Dinic's method
 */
public record AttentionFlow(
    List<Flow> flows,
    long rowsMasked,
    long rowsEmptied,
    long rowsZero,
    long rowsUndefined,
    long edgesPruned,
    AttributionProvenance how) {

  static final String ID = "flow.maxFlow";

  /** Keeps its own list. */
  public AttentionFlow {
    flows = List.copyOf(flows);
  }

  /**
   * Where a flow is asked for.
   *
   * @param query a token of the last layer
   * @param key a token of the input
   */
  public record Pair(int query, int key) {

    /** Returns the pair of a query and a key. */
    public static Pair of(int query, int key) {
      return new Pair(query, key);
    }
  }

  /**
   * The flow between two tokens.
   *
   * @param query a token of the last layer
   * @param key a token of the input
   * @param value the maximum flow, scaled if that was asked for
   * @param dropped the capacity of all pruned edges on paths between the two; without pruning the
   *     flow, before scaling, would be larger by at most this
   */
  public record Flow(int query, int key, double value, double dropped) {}

  /** What is done to the flows of one query. */
  public enum Scaling {
    /** Nothing. */
    NONE,
    /** They are divided by their sum. */
    UNIT_ROWS
  }

  /**
   * The variant.
   *
   * @param layers how the layers are made
   * @param pruneBelow edges of a smaller capacity are left out; 0 keeps all
   * @param quantum capacities are rounded to multiples of this, if it is present
   * @param scaling what is done to the flows of one query
   */
  public record Options(
      Rollout.Options layers, double pruneBelow, OptionalDouble quantum, Scaling scaling) {

    /** Checks limit and quantum. */
    public Options {
      checkArgument(
          pruneBelow >= 0 && pruneBelow <= 1, "prune limit must be in [0, 1], got %s", pruneBelow);
      checkArgument(
          quantum.isEmpty() || (quantum.getAsDouble() > 0 && quantum.getAsDouble() <= 1),
          "quantum must be in (0, 1], got %s",
          quantum.orElse(1));
    }

    /** Returns the layers of a rollout by default, nothing pruned, rounded or scaled. */
    public static Options defaults() {
      return new Options(Rollout.Options.defaults(), 0, OptionalDouble.empty(), Scaling.NONE);
    }

    /** Returns these options with other layers. */
    public Options withLayers(Rollout.Options newLayers) {
      return new Options(newLayers, pruneBelow, quantum, scaling);
    }

    /** Returns these options without the edges of a capacity below {@code limit}. */
    public Options withPruneBelow(double limit) {
      return new Options(layers, limit, quantum, scaling);
    }

    /** Returns these options with capacities rounded to multiples of {@code newQuantum}. */
    public Options withQuantum(double newQuantum) {
      return new Options(layers, pruneBelow, OptionalDouble.of(newQuantum), scaling);
    }

    /** Returns these options with another scaling. */
    public Options withScaling(Scaling newScaling) {
      return new Options(layers, pruneBelow, quantum, newScaling);
    }

    void quantise(double[] row) {
      if (quantum.isPresent()) {
        for (int k = 0; k < row.length; k++) {
          row[k] = Math.rint(row[k] / quantum.getAsDouble()) * quantum.getAsDouble();
        }
      }
    }

    String settings(int to) {
      return layers.settings(to)
          + (" pruneBelow=" + pruneBelow)
          + (quantum.isPresent() ? " quantum=" + quantum.getAsDouble() : "")
          + (" scaling=" + scaling);
    }
  }

  /**
   * Returns the flows of some pairs of tokens.
   *
   * @param pairs pairs of one query should follow each other: the graph is built for each query
   * @cost one pass over the weights, layers · tokens² doubles, and one maximum flow for each pair
   */
  public static AttentionFlow of(
      AttentionTensor weights, AttentionMask mask, List<Pair> pairs, Options options) {
    checkArgument(
        options.scaling() == Scaling.NONE,
        "scaling must be NONE for pairs, got %s; ask for all keys of a query with ofQuery",
        options.scaling());
    return compute(weights, mask, pairs, options);
  }

  /**
   * Returns the flows from one query to every token of the input.
   *
   * @cost one pass over the weights, layers · tokens² doubles, and one maximum flow for each token
   */
  public static AttentionFlow ofQuery(
      AttentionTensor weights, AttentionMask mask, int query, Options options) {
    List<Pair> pairs = new ArrayList<>();
    for (int k = 0; k < weights.shape().keys(); k++) {
      pairs.add(Pair.of(query, k));
    }
    return compute(weights, mask, pairs, options);
  }

  private static AttentionFlow compute(
      AttentionTensor weights, AttentionMask mask, List<Pair> pairs, Options options) {
    MixedLayers layers = new MixedLayers(ID, weights, mask, options.layers());
    for (Pair pair : pairs) {
      Rows.checkQuery(pair.query(), layers.tokens());
      checkArgument(
          pair.key() >= 0 && pair.key() < layers.tokens(),
          "key must be in [0, %s), got %s",
          layers.tokens(),
          pair.key());
    }
    LayeredGraph graph = new LayeredGraph(layers, options);
    List<Flow> flows = new ArrayList<>();
    CompensatedSum sum = new CompensatedSum();
    for (Pair pair : pairs) {
      double flow = graph.flow(pair.query(), pair.key());
      double dropped = graph.droppedBetween(pair.query(), pair.key());
      flows.add(new Flow(pair.query(), pair.key(), flow, dropped));
      sum.add(flow);
    }
    boolean scaled = options.scaling() == Scaling.UNIT_ROWS;
    return new AttentionFlow(
        scaled ? divided(flows, sum.value()) : flows,
        layers.rowsMasked(),
        layers.rowsEmptied(),
        layers.rowsZero(),
        scaled && sum.value() == 0 ? 1 : 0,
        graph.edgesDropped(),
        layers.provenance(ID, options.settings(layers.to())));
  }

  private static List<Flow> divided(List<Flow> flows, double sum) {
    return flows.stream()
        .map(f -> new Flow(f.query(), f.key(), f.value() / sum, f.dropped()))
        .toList();
  }

  /** Returns the values alone, in the order of the flows. */
  public double[] values() {
    return flows.stream().mapToDouble(Flow::value).toArray();
  }
}
