package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Objects;

/**
 * The relative position bias of T5: each head has a learned number for every distance bucket.
 *
 * <pre>
 * bias(h, q, k) = table[bucket(q, k)][h]
 * </pre>
 *
 * @source Raffel and others, 2020, arXiv 1910.10683, section 2.1
 */
public final class T5Bias implements AttentionBias {

  private final T5Buckets buckets;
  private final float[][] table;

  private T5Bias(T5Buckets buckets, float[][] table) {
    this.buckets = buckets;
    this.table = table;
  }

  /** Returns the bias with a copy of {@code table[bucket][head]}, as models store it. */
  public static T5Bias copyOf(T5Buckets buckets, float[][] table) {
    checkArgument(
        table.length == buckets.count(),
        "bias table must have %s rows like the buckets, got %s",
        buckets.count(),
        table.length);
    int heads = Limits.atLeast("heads", 1, table[0].length);
    float[][] copy = new float[table.length][];
    for (int b = 0; b < table.length; b++) {
      checkArgument(
          table[b].length == heads,
          "bucket %s must have %s heads like the first, got %s",
          b,
          heads,
          table[b].length);
      copy[b] = table[b].clone();
    }
    return new T5Bias(buckets, copy);
  }

  /** Returns the buckets of the positions. */
  public T5Buckets buckets() {
    return buckets;
  }

  @Override
  public int heads() {
    return table[0].length;
  }

  @Override
  public float at(int head, int query, int key) {
    Limits.index("head", head, heads());
    return table[buckets.bucket(query, key)][head];
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof T5Bias other
        && buckets.equals(other.buckets)
        && Arrays.deepEquals(table, other.table);
  }

  @Override
  public int hashCode() {
    return Objects.hash(buckets, Arrays.deepHashCode(table));
  }

  /** Returns the buckets and the number of heads. */
  @Override
  public String toString() {
    return buckets + ", " + heads() + " heads";
  }
}
