package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Runs;
import java.util.Arrays;

/** Another grid with the cells masked that a mask forbids. */
record MaskedGrid(Grid source, AttentionMask mask) implements Grid {

  MaskedGrid {
    checkArgument(
        mask.rows() == source.rows() && mask.keys() == source.columns(),
        "mask shape must be [%s, %s] like the grid, got [%s, %s]",
        source.rows(),
        source.columns(),
        mask.rows(),
        mask.keys());
  }

  @Override
  public int rows() {
    return source.rows();
  }

  @Override
  public int columns() {
    return source.columns();
  }

  @Override
  public float value(int row, int column) {
    return source.value(row, column);
  }

  @Override
  public boolean masked(int row, int column) {
    return !mask.allows(row, column) || source.masked(row, column);
  }

  @Override
  public boolean masked(int row, boolean[] target) {
    if (!source.masked(row, target)) {
      Arrays.fill(target, 0, columns(), false);
    }
    Runs allowed = mask.row(row);
    int from = 0;
    for (int i = 0; i < allowed.count(); i++) {
      Arrays.fill(target, from, allowed.start(i), true);
      from = allowed.end(i);
    }
    Arrays.fill(target, from, columns(), true);
    return true;
  }

  @Override
  public void row(int row, float[] target) {
    source.row(row, target);
  }
}
