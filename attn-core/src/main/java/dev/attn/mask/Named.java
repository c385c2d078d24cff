package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/**
 * A mask that is computed by other masks but written as one call, such as a prefix mask, which is a
 * union, or a transpose, which was pushed down to the leaves.
 */
record Named(Call call, Node body, ImmutableSet<Trait> traits) implements Node {

  @Override
  public int rows() {
    return body.rows();
  }

  @Override
  public int keys() {
    return body.keys();
  }

  @Override
  public void row(int q, RunBuffer out) {
    body.row(q, out);
  }

  @Override
  public boolean allows(int q, int k) {
    return body.allows(q, k);
  }

  @Override
  public long rowCells(int q, RunBuffer scratch) {
    return body.rowCells(q, scratch);
  }

  @Override
  public long cells() {
    return body.cells();
  }

  @Override
  public Explanation explain(int q, int k) {
    return Explanation.same(call.name(), this, q, k, body.explain(q, k));
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
  public Node core() {
    return body.core();
  }

  @Override
  public Node transposed() {
    return body.transposed();
  }

  @Override
  public Node sliced(Box box) {
    return body.sliced(box);
  }
}
