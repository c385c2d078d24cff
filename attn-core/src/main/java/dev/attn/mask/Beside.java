package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** Masks side by side: the same queries, one part's keys after the other's. */
record Beside(int keys, ImmutableList<Node> parts) implements Node {

  static Beside of(ImmutableList<Node> parts) {
    int[] keys = parts.stream().mapToInt(Node::keys).toArray();
    return new Beside(Limits.sum("keys", keys), parts);
  }

  @Override
  public int rows() {
    return parts.get(0).rows();
  }

  @Override
  public void row(int q, RunBuffer out) {
    RunBuffer row = out.scratch(0);
    out.clear();
    int left = 0;
    for (Node part : parts) {
      part.row(q, row);
      out.addShifted(row, 0, part.keys(), left);
      left += part.keys();
    }
  }

  @Override
  public boolean allows(int q, int k) {
    int key = k;
    for (Node part : parts) {
      if (key < part.keys()) {
        return part.allows(q, key);
      }
      key -= part.keys();
    }
    throw new AssertionError(k);
  }

  @Override
  public long rowCells(int q, RunBuffer scratch) {
    long cells = 0;
    for (Node part : parts) {
      cells += part.rowCells(q, scratch);
    }
    return cells;
  }

  @Override
  public long cells() {
    return parts.stream().mapToLong(Node::cells).sum();
  }

  @Override
  public Explanation explain(int q, int k) {
    int key = k;
    int part = 0;
    while (key >= parts.get(part).keys()) {
      key -= parts.get(part).keys();
      part++;
    }
    return Explanation.same("hstack", this, q, k, parts.get(part).explain(q, key));
  }

  @Override
  public void print(StringBuilder out, int level) {
    Call.of("hstack", parts.toArray()).print(out);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return Traits.any(parts, Trait.NO_EMPTY_ROWS);
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
    return Below.stacked(
        parts.stream().map(Node::transposed).collect(ImmutableList.toImmutableList()));
  }
}
