package dev.attn.mask;

import com.google.common.collect.ImmutableSet;

/**
 * {@code part} laid on a mask of another size, its first cell at ({@code top}, {@code left}), which
 * may lie outside; cells that it does not cover hold {@code fill}.
 */
record Placed(Node part, int rows, int keys, int top, int left, Fill fill) implements Node {

  private boolean covers(int q) {
    return (long) q >= top && (long) q < (long) top + part.rows();
  }

  @Override
  public void row(int q, RunBuffer out) {
    boolean filled = fill == Fill.ALLOWED;
    if (!covers(q)) {
      out.clear();
      out.add(0, filled ? keys : 0);
      return;
    }
    RunBuffer row = out.scratch(0);
    part.row(q - top, row);
    out.clear();
    out.addClipped(0, filled ? left : 0, keys);
    for (int i = 0; i < row.count(); i++) {
      out.addClipped((long) row.start(i) + left, (long) row.end(i) + left, keys);
    }
    out.addClipped(filled ? (long) left + part.keys() : keys, keys, keys);
  }

  @Override
  public boolean allows(int q, int k) {
    long key = (long) k - left;
    boolean covered = covers(q) && key >= 0 && key < part.keys();
    return covered ? part.allows(q - top, (int) key) : fill == Fill.ALLOWED;
  }

  @Override
  public Explanation explain(int q, int k) {
    long key = (long) k - left;
    return covers(q) && key >= 0 && key < part.keys()
        ? Explanation.same("pad", this, q, k, part.explain(q - top, (int) key))
        : Explanation.uncovered("pad", this, q, k);
  }

  @Override
  public void print(StringBuilder out, int level) {
    long bottom = (long) rows - top - part.rows();
    long right = (long) keys - left - part.keys();
    Call.of("pad", part, top, bottom, left, right, new Argument.Word(fill.name())).print(out);
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
    return new Placed(part.transposed(), keys, rows, left, top, fill);
  }
}
