package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/** A mask of the catalogue: a rule, the factory call it is written as, and what it promises. */
record Leaf(Call call, int rows, int keys, Rule rule, ImmutableSet<Trait> traits) implements Node {

  static Leaf of(Call call, MaskShape shape, Rule rule, Trait... traits) {
    return new Leaf(call, shape.rows(), shape.keys(), rule, Traits.of(shape, traits));
  }

  @Override
  public void row(int q, RunBuffer out) {
    out.clear();
    rule.row(q, keys, out);
  }

  @Override
  public boolean allows(int q, int k) {
    return rule.allows(q, k);
  }

  @Override
  public long rowCells(int q, RunBuffer scratch) {
    scratch.clear();
    return rule.rowCells(q, keys, scratch);
  }

  @Override
  public long cells() {
    long cells = rule.cells(rows, keys);
    return cells >= 0 ? cells : Node.super.cells();
  }

  @Override
  public Explanation explain(int q, int k) {
    return Explanation.leaf(this, q, k);
  }

  @Override
  public void print(StringBuilder out, int level) {
    call.print(out);
  }

  @Override
  public int depth() {
    return call.depth();
  }

  @Override
  public int size() {
    return call.size();
  }

  @Override
  public Node transposed() {
    Node closed = rule.transposed(rows, keys);
    return closed == null ? Node.super.transposed() : closed;
  }

  @Override
  public Node sliced(Box box) {
    Node closed = rule.sliced(box);
    return closed == null ? Node.super.sliced(box) : closed;
  }
}
