package dev.attn.mask;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;

/** Some rows of {@code part}, in any order and possibly repeated. */
record GatheredRows(Node part, ImmutableIntArray chosen) implements Node {

  @Override
  public int rows() {
    return chosen.length();
  }

  @Override
  public int keys() {
    return part.keys();
  }

  @Override
  public void row(int q, RunBuffer out) {
    part.row(chosen.get(q), out);
  }

  @Override
  public boolean allows(int q, int k) {
    return part.allows(chosen.get(q), k);
  }

  @Override
  public long rowCells(int q, RunBuffer scratch) {
    return part.rowCells(chosen.get(q), scratch);
  }

  @Override
  public Explanation explain(int q, int k) {
    return Explanation.same("selectRows", this, q, k, part.explain(chosen.get(q), k));
  }

  @Override
  public void print(StringBuilder out, int level) {
    Call.of("selectRows", part, chosen).print(out);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return Traits.keep(part, Trait.NO_EMPTY_ROWS);
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
    return new GatheredKeys(part.transposed(), chosen);
  }
}
