package dev.attn.metric;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.mask.AttentionMask;
import dev.attn.tensor.Span;
import java.util.List;
import java.util.Optional;

/**
 * What holds for every row and every head of one evaluation.
 *
 * @param queries number of query rows
 * @param keys number of key columns
 * @param mask what queries may attend to
 * @param options what the caller asked for
 */
record MetricContext(int queries, int keys, AttentionMask mask, MetricOptions options) {

  /** Returns why {@code need} of {@code metric} is not met, or nothing if it is. */
  Optional<String> lacks(Need need, String metric) {
    return switch (need) {
      case POSITIONS -> lacksPositions(metric);
      case TOKENS ->
          each("token ids", "withTokenIds", metric, inputs().tokenIds().map(i -> i.length()));
      case TYPES -> each("types", "withTypes", metric, inputs().types().map(List::size));
      case SEGMENTS -> lacksSegments(metric);
      case GOLD_LABELS -> lacksGold(metric);
    };
  }

  private Optional<String> lacksPositions(String metric) {
    if (options.positions() == Positions.NONE) {
      return Optional.of(
          "positions must be END_ALIGNED for "
              + metric
              + ", got NONE; leave this metric out for cross-attention");
    }
    if (queries > keys) {
      return Optional.of(
          "queries must be at most keys for "
              + metric
              + (", got [" + queries + ", " + keys + "]")
              + "; leave this metric out for cross-attention");
    }
    return placesQueries()
        ? Optional.empty()
        : Optional.of(
            ("first query must be in [" + positionOf(0) + ", " + positionOf(keys - queries) + "]")
                + (" for " + metric + ", got " + options.firstQuery().orElseThrow())
                + ("; each of " + queries + " queries stands at one of " + keys + " keys"));
  }

  private Optional<String> each(String what, String giver, String metric, Optional<Integer> size) {
    if (size.isPresent() && size.get() == keys) {
      return Optional.empty();
    }
    String got = size.map(n -> n.toString()).orElse("none");
    return Optional.of(
        what
            + (" must be one for each of " + keys + " keys for " + metric + ", got " + got)
            + ("; give them with MetricInputs." + giver));
  }

  private Optional<String> lacksSegments(String metric) {
    Optional<List<Span>> rows = inputs().querySegments();
    Optional<List<Span>> columns = inputs().keySegments();
    if (rows.isEmpty() || columns.isEmpty()) {
      return Optional.of(
          "segments must be given for "
              + metric
              + ", got none; give them with MetricInputs.withSegments");
    }
    return outside("query", rows.get(), queries, metric)
        .or(() -> outside("key", columns.get(), keys, metric));
  }

  private static Optional<String> outside(
      String axis, List<Span> segments, int size, String metric) {
    return segments.stream()
        .filter(segment -> segment.to() > size)
        .findFirst()
        .map(
            segment ->
                (axis + " segment must end at or before " + size + " for " + metric)
                    + (", got " + segment));
  }

  private Optional<String> lacksGold(String metric) {
    Optional<AttentionMask> gold = inputs().gold();
    if (gold.isPresent() && gold.get().rows() == queries && gold.get().keys() == keys) {
      return Optional.empty();
    }
    String got = gold.map(g -> "[" + g.rows() + ", " + g.keys() + "]").orElse("none");
    return Optional.of(
        ("gold must have shape [" + queries + ", " + keys + "] for " + metric + ", got " + got)
            + "; give it with MetricInputs.withGold");
  }

  private MetricInputs inputs() {
    return options.inputs();
  }

  /** Returns the column of an absolute position. */
  int column(int position) {
    return position - options.firstKey();
  }

  /** Returns the absolute position of a column. */
  int positionOf(int column) {
    return column + options.firstKey();
  }

  /** Returns whether queries stand among the keys, as metrics of positions need it. */
  boolean placesQueries() {
    return options.placesQueries(queries, keys);
  }

  /** Returns the column at which a query stands; only where {@link #placesQueries}. */
  int columnOf(int query) {
    return query + options.firstColumn(queries, keys);
  }

  /** Returns the query that stands at a column, or one that there is not. */
  int queryAt(int column) {
    return column - options.firstColumn(queries, keys);
  }

  /** Returns the token number of a key; only for metrics that need {@link Need#TOKENS}. */
  int tokenId(int key) {
    return tokenIds().get(key);
  }

  /** Returns the token number of each key; only for metrics that need {@link Need#TOKENS}. */
  ImmutableIntArray tokenIds() {
    return inputs().tokenIds().orElseThrow();
  }

  /** Returns the type of each key; only for metrics that need {@link Need#TYPES}. */
  List<String> types() {
    return inputs().types().orElseThrow();
  }

  /** Returns the ranges of queries; only for metrics that need {@link Need#SEGMENTS}. */
  List<Span> querySegments() {
    return inputs().querySegments().orElseThrow();
  }

  /** Returns the ranges of keys; only for metrics that need {@link Need#SEGMENTS}. */
  List<Span> keySegments() {
    return inputs().keySegments().orElseThrow();
  }

  /** Returns the gold relation; only for metrics that need {@link Need#GOLD_LABELS}. */
  AttentionMask gold() {
    return inputs().gold().orElseThrow();
  }
}
