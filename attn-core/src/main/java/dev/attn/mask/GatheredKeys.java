package dev.attn.mask;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;

/** Some keys of {@code part}, in any order and possibly repeated. */
record GatheredKeys(Node part, ImmutableIntArray chosen) implements Node {

  @Override
  public int rows() {
    return part.rows();
  }

  @Override
  public int keys() {
    return chosen.length();
  }

  @Override
  public void row(int q, RunBuffer out) {
    RunBuffer row = out.scratch(0);
    part.row(q, row);
    out.clear();
    for (int k = 0; k < chosen.length(); k++) {
      out.add(k, row.contains(chosen.get(k)) ? k + 1 : k);
    }
  }

  @Override
  public boolean allows(int q, int k) {
    return part.allows(q, chosen.get(k));
  }

  @Override
  public Explanation explain(int q, int k) {
    return Explanation.same("selectKeys", this, q, k, part.explain(q, chosen.get(k)));
  }

  @Override
  public void print(StringBuilder out, int level) {
    Call.of("selectKeys", part, chosen).print(out);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return Traits.NONE;
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
    return new GatheredRows(part.transposed(), chosen);
  }
}
