package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.Optional;

/**
 * A set of keys named by their positions.
 *
 * @param positions rising, without repeats
 */
record KeySet(ImmutableIntArray positions) {

  /** Returns the set of these positions, of which there must be one. */
  static KeySet of(int... positions) {
    checkArgument(positions.length > 0, "keys must name at least one key, got none");
    int[] sorted = Arrays.stream(positions).distinct().sorted().toArray();
    checkArgument(sorted[0] >= 0, "key must be at least 0, got %s", sorted[0]);
    return new KeySet(ImmutableIntArray.copyOf(sorted));
  }

  /** Returns why {@code metric} cannot judge such heads: a key that has no column. */
  Optional<String> objection(MetricContext context, String metric) {
    int from = context.positionOf(0);
    int to = context.positionOf(context.keys());
    return positions.stream()
        .filter(position -> position < from || position >= to)
        .mapToObj(
            position ->
                ("key must be in [" + from + ", " + to + ") for " + metric) + (", got " + position))
        .findFirst();
  }

  /** Returns whether the key in a column belongs to this set. */
  boolean hasColumn(int column, MetricContext context) {
    int position = context.positionOf(column);
    int i = 0;
    while (i < positions.length() && positions.get(i) < position) {
      i++;
    }
    return i < positions.length() && positions.get(i) == position;
  }

  /** Returns the positions, for example {@code [0, 3]}. */
  @Override
  public String toString() {
    return positions.toString();
  }
}
