package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;

/**
 * Masks one below the other, each with its own keys or all with the same.
 *
 * @param name {@code vstack} if the keys are shared, {@code blockDiagonal} if each has its own
 * @param tops first row of each part, then the number of rows
 * @param lefts first key of each part
 */
record Below(
    String name,
    int keys,
    ImmutableList<Node> parts,
    ImmutableIntArray tops,
    ImmutableIntArray lefts)
    implements Node {

  static Below stacked(ImmutableList<Node> parts) {
    int[] lefts = new int[parts.size()];
    ImmutableIntArray tops = sums("rows", parts.stream().mapToInt(Node::rows).toArray());
    return new Below("vstack", parts.get(0).keys(), parts, tops, ImmutableIntArray.copyOf(lefts));
  }

  static Below diagonal(ImmutableList<Node> parts) {
    ImmutableIntArray tops = sums("rows", parts.stream().mapToInt(Node::rows).toArray());
    ImmutableIntArray lefts = sums("keys", parts.stream().mapToInt(Node::keys).toArray());
    return new Below(
        "blockDiagonal",
        lefts.get(parts.size()),
        parts,
        tops,
        lefts.subArray(0, parts.size()).trimmed());
  }

  private static ImmutableIntArray sums(String name, int[] lengths) {
    Limits.sum(name, lengths);
    ImmutableIntArray.Builder sums = ImmutableIntArray.builder().add(0);
    int sum = 0;
    for (int length : lengths) {
      sum += length;
      sums.add(sum);
    }
    return sums.build();
  }

  /** Returns the part that holds row {@code q}: the last whose first row is not after it. */
  private int part(int q) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (tops.get(middle) <= q) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public int rows() {
    return tops.get(parts.size());
  }

  @Override
  public void row(int q, RunBuffer out) {
    RunBuffer row = out.scratch(0);
    int i = part(q);
    Node part = parts.get(i);
    part.row(q - tops.get(i), row);
    out.clear();
    out.addShifted(row, 0, part.keys(), lefts.get(i));
  }

  @Override
  public boolean allows(int q, int k) {
    int i = part(q);
    int key = k - lefts.get(i);
    Node part = parts.get(i);
    return key >= 0 && key < part.keys() && part.allows(q - tops.get(i), key);
  }

  @Override
  public long rowCells(int q, RunBuffer scratch) {
    int i = part(q);
    return parts.get(i).rowCells(q - tops.get(i), scratch);
  }

  @Override
  public long cells() {
    return parts.stream().mapToLong(Node::cells).sum();
  }

  @Override
  public Explanation explain(int q, int k) {
    int i = part(q);
    int key = k - lefts.get(i);
    Node part = parts.get(i);
    return key >= 0 && key < part.keys()
        ? Explanation.same(name, this, q, k, part.explain(q - tops.get(i), key))
        : Explanation.uncovered(name, this, q, k);
  }

  @Override
  public void print(StringBuilder out, int level) {
    Call.of(name, parts.toArray()).print(out);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return name.equals("vstack") ? Traits.all(parts, Trait.NO_EMPTY_ROWS) : Traits.ofBlocks(parts);
  }

  @Override
  public int depth() {
    return 1 + parts.stream().mapToInt(Node::depth).max().orElse(0);
  }

  @Override
  public int size() {
    return 1 + parts.stream().mapToInt(Node::size).sum();
  }

  @Override
  public Node transposed() {
    ImmutableList<Node> turned =
        parts.stream().map(Node::transposed).collect(ImmutableList.toImmutableList());
    return name.equals("vstack") ? Beside.of(turned) : diagonal(turned);
  }
}
