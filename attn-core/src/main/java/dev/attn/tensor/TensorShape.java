package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The four axis lengths of an attention tensor, in the one order this library uses.
 *
 * <p>A batch is a list of tensors, never a fifth axis. Queries and keys differ in cross-attention
 * and in cached decoding. An axis may be empty.
 *
 * @param layers number of layers, at least 0
 * @param heads number of query heads of each layer, at least 0
 * @param queries number of query rows, at least 0
 * @param keys number of key columns, at least 0
 * @shape {@code [layers, heads, queries, keys]}
 */
public record TensorShape(int layers, int heads, int queries, int keys) {

  /** Checks that no axis is negative and that the number of cells fits a {@code long}. */
  public TensorShape {
    checkArgument(layers >= 0, "layers must be at least 0, got %s", layers);
    checkArgument(heads >= 0, "heads must be at least 0, got %s", heads);
    checkArgument(queries >= 0, "queries must be at least 0, got %s", queries);
    checkArgument(keys >= 0, "keys must be at least 0, got %s", keys);
    checkArgument(
        Math.multiplyHigh((long) layers * heads, (long) queries * keys) == 0
            && (long) layers * heads * ((long) queries * keys) >= 0,
        "shape must have at most 2^63 - 1 cells, got [%s, %s, %s, %s]",
        layers,
        heads,
        queries,
        keys);
  }

  /** Returns the shape {@code [layers, heads, queries, keys]}. */
  public static TensorShape of(int layers, int heads, int queries, int keys) {
    return new TensorShape(layers, heads, queries, keys);
  }

  /** Returns the number of cells of one head, {@code queries * keys}. */
  public long headCells() {
    return (long) queries * keys;
  }

  /** Returns the number of cells of the whole tensor. */
  public long cells() {
    return (long) layers * heads * headCells();
  }

  /** Returns the shape as it is written everywhere, for example {@code [12, 12, 13, 13]}. */
  @Override
  public String toString() {
    return "[" + layers + ", " + heads + ", " + queries + ", " + keys + "]";
  }
}
