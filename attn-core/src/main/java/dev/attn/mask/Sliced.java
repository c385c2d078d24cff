package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/** The cells of {@code whole} inside {@code box}. */
record Sliced(Node whole, Box box) implements Node {

  @Override
  public int rows() {
    return box.rows();
  }

  @Override
  public int keys() {
    return box.keys();
  }

  @Override
  public void row(int q, RunBuffer out) {
    RunBuffer row = out.scratch(0);
    whole.row(q + box.top(), row);
    out.clear();
    out.addShifted(row, box.left(), box.right(), -box.left());
  }

  @Override
  public boolean allows(int q, int k) {
    return whole.allows(q + box.top(), k + box.left());
  }

  @Override
  public Explanation explain(int q, int k) {
    Explanation there = whole.explain(q + box.top(), k + box.left());
    return Explanation.same("slice", this, q, k, there);
  }

  @Override
  public void print(StringBuilder out, int level) {
    Call.of("slice", whole, new Argument.Part(box)).print(out);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return Traits.keep(whole, Trait.TOEPLITZ);
  }

  @Override
  public int depth() {
    return whole.depth() + 1;
  }

  @Override
  public int size() {
    return whole.size() + 1;
  }

  @Override
  public Node sliced(Box part) {
    return whole.sliced(box.part(part));
  }
}
