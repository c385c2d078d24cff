package dev.attn.render.figure;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Runs;
import java.util.Arrays;

/** The cells of a mask as a grid: 1 where the query may attend to the key, else 0. */
record MaskGrid(AttentionMask mask) implements Grid {

  @Override
  public int rows() {
    return mask.rows();
  }

  @Override
  public int columns() {
    return mask.keys();
  }

  @Override
  public float value(int row, int column) {
    return mask.allows(row, column) ? 1 : 0;
  }

  @Override
  public void row(int row, float[] target) {
    Arrays.fill(target, 0, columns(), 0);
    Runs allowed = mask.row(row);
    for (int i = 0; i < allowed.count(); i++) {
      Arrays.fill(target, allowed.start(i), allowed.end(i), 1);
    }
  }
}
