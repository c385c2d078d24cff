package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/** The cells that {@code part} blocks. */
record Not(Node part) implements Node {

  private static final int COMPLEMENT = 0b0011;

  @Override
  public int rows() {
    return part.rows();
  }

  @Override
  public int keys() {
    return part.keys();
  }

  @Override
  public void row(int q, RunBuffer out) {
    RunBuffer allowed = out.scratch(0);
    RunBuffer nothing = out.scratch(1);
    part.row(q, allowed);
    nothing.clear();
    out.merge(allowed, nothing, COMPLEMENT, keys());
  }

  @Override
  public boolean allows(int q, int k) {
    return !part.allows(q, k);
  }

  @Override
  public long rowCells(int q, RunBuffer scratch) {
    return keys() - part.rowCells(q, scratch);
  }

  @Override
  public long cells() {
    return (long) rows() * keys() - part.cells();
  }

  @Override
  public Explanation explain(int q, int k) {
    return Explanation.not(this, part.explain(q, k));
  }

  @Override
  public void print(StringBuilder out, int level) {
    out.append('!');
    part.print(out, Operator.NOT_LEVEL);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return Traits.ofNot(part);
  }

  @Override
  public int depth() {
    return part.depth() + 1;
  }

  @Override
  public int size() {
    return part.size() + 1;
  }

  @Override
  public Node transposed() {
    return new Not(part.transposed());
  }

  @Override
  public Node sliced(Box box) {
    return new Not(part.sliced(box));
  }
}
