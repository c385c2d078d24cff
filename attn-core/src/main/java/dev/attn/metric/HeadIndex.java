package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Comparator;

/**
 * The place of one head in a model, both numbers counted from 0.
 *
 * <p>Heads are ordered by layer, then by head: that order settles every tie between heads.
 *
 * @param layer the layer
 * @param head the head of that layer
 */
public record HeadIndex(int layer, int head) implements Comparable<HeadIndex> {

  private static final Comparator<HeadIndex> ORDER =
      Comparator.comparingInt(HeadIndex::layer).thenComparingInt(HeadIndex::head);

  /** Checks that both numbers are at least 0. */
  public HeadIndex {
    checkArgument(layer >= 0, "layer must be at least 0, got %s", layer);
    checkArgument(head >= 0, "head must be at least 0, got %s", head);
  }

  /** Returns the place of one head. */
  public static HeadIndex of(int layer, int head) {
    return new HeadIndex(layer, head);
  }

  @Override
  public int compareTo(HeadIndex other) {
    return ORDER.compare(this, other);
  }

  /** Returns the short name, for example {@code L3H5}. */
  @Override
  public String toString() {
    return "L" + layer + "H" + head;
  }
}
