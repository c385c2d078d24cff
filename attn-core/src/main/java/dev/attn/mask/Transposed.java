package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/**
 * The cells of {@code upright} with queries and keys exchanged, for rules without a closed form.
 *
 * <p>A single row asks {@code upright} for a whole column, cell by cell. Rows that follow each
 * other are made many at a time from one walk over the rows of {@code upright}.
 */
record Transposed(Node upright) implements Node {

  @Override
  public int rows() {
    return upright.keys();
  }

  @Override
  public int keys() {
    return upright.rows();
  }

  @Override
  public void row(int q, RunBuffer out) {
    out.clear();
    ColumnSweep sweep = out.sweep(upright);
    if (sweep.covers(q)) {
      sweep.column(q, out);
      return;
    }
    for (int i = 0; i < upright.rows(); i++) {
      if (upright.allows(i, q)) {
        out.add(i, i + 1);
      }
    }
  }

  @Override
  public boolean allows(int q, int k) {
    return upright.allows(k, q);
  }

  @Override
  public long cells() {
    return upright.cells();
  }

  @Override
  public Explanation explain(int q, int k) {
    return Explanation.same("transpose", this, q, k, upright.explain(k, q));
  }

  @Override
  public void print(StringBuilder out, int level) {
    Call.of("transpose", upright).print(out);
  }

  @Override
  public ImmutableSet<Trait> traits() {
    return Traits.keep(
        upright, Trait.SELF_VISIBLE, Trait.SYMMETRIC, Trait.TOEPLITZ, Trait.EQUIVALENCE);
  }

  @Override
  public int depth() {
    return upright.depth() + 1;
  }

  @Override
  public int size() {
    return upright.size() + 1;
  }

  @Override
  public Node transposed() {
    return upright;
  }
}
