package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which key-value head each query head reads, in a model with fewer of them (grouped queries).
 *
 * <p>Example: four query heads in two groups read the key heads 0, 0, 1, 1.
 */
public final class KeyHeadMap {

  private final ImmutableIntArray keyHeads;
  private final int groups;

  private KeyHeadMap(ImmutableIntArray keyHeads, int groups) {
    this.keyHeads = keyHeads;
    this.groups = groups;
  }

  /**
   * Returns groups of neighbouring query heads, all of one size: head h reads key head ⌊h · groups
   * / heads⌋.
   */
  public static KeyHeadMap contiguous(int heads, int groups) {
    checkArgument(
        groups > 0 ? heads % groups == 0 : heads == 0,
        "groups must divide the %s query heads, got %s; list the key heads with KeyHeadMap.copyOf",
        heads,
        groups);
    ImmutableIntArray.Builder map = ImmutableIntArray.builder();
    for (int h = 0; h < heads; h++) {
      map.add((int) ((long) h * groups / heads));
    }
    return new KeyHeadMap(map.build(), groups);
  }

  /**
   * Returns the map by which query head h reads key head {@code keyHeads[h]}; every key head from 0
   * up to the largest must be read.
   */
  public static KeyHeadMap copyOf(int... keyHeads) {
    checkArgument(keyHeads.length > 0, "key heads must be listed for at least one head, got none");
    int groups = 0;
    for (int keyHead : keyHeads) {
      checkArgument(keyHead >= 0, "key head must be at least 0, got %s", keyHead);
      groups = Math.max(groups, keyHead + 1);
    }
    ImmutableIntArray map = ImmutableIntArray.copyOf(keyHeads);
    for (int g = 0; g < groups; g++) {
      checkArgument(
          map.contains(g),
          "key heads must name every one up to the largest, got %s without %s",
          map,
          g);
    }
    return new KeyHeadMap(map, groups);
  }

  /** Returns the number of query heads. */
  public int heads() {
    return keyHeads.length();
  }

  /** Returns the number of key heads. */
  public int groups() {
    return groups;
  }

  /** Returns the key head that one query head reads. */
  public int keyHead(int head) {
    Indices.check("head", head, heads());
    return keyHeads.get(head);
  }

  /** Returns the query heads that read one key head, in rising order. */
  public List<Integer> members(int group) {
    Indices.check("group", group, groups);
    return IntStream.range(0, heads()).filter(h -> keyHeads.get(h) == group).boxed().toList();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof KeyHeadMap other && keyHeads.equals(other.keyHeads);
  }

  @Override
  public int hashCode() {
    return keyHeads.hashCode();
  }

  /** Returns the key head of each query head, for example {@code [0, 0, 1, 1]}. */
  @Override
  public String toString() {
    return keyHeads.toString();
  }
}
