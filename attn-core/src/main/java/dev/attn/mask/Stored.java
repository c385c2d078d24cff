package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/** A mask whose rows were written down; its text is still that of {@code origin}. */
record Stored(Node origin, RowTable table) implements Node {

  @Override
  public int rows() {
    return origin.rows();
  }

  @Override
  public int keys() {
    return origin.keys();
  }

  @Override
  public void row(int q, RunBuffer out) {
    out.clear();
    table.row(q, keys(), out);
  }

  @Override
  public boolean allows(int q, int k) {
    return table.allows(q, k);
  }

  @Override
  public long cells() {
    return table.cells();
  }

  @Override
  public Explanation explain(int q, int k) {
    return origin.explain(q, k);
  }

  @Override
  public void print(StringBuilder out, int level) {
    origin.print(out, level);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return origin.traits();
  }

  @Override
  public int depth() {
    return origin.depth();
  }

  @Override
  public int size() {
    return origin.size();
  }

  @Override
  public Node written() {
    return origin;
  }

  @Override
  public Node transposed() {
    return origin.transposed();
  }
}
