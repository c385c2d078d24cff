package dev.attn.render.layout;

import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Reduction;
import dev.attn.tensor.Threads;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A grid of which each cell stands for a block of cells of another one. A row of blocks is computed
 * when it is asked for, and the last one is kept: memory is that of a few rows.
 */
final class ReducedGrid implements Grid {

  private static final boolean[] NONE = {};

  private final Grid source;
  private final Blocks blocks;
  private final Reduction reduction;

  /** Values are ranked by their distance from it, or by themselves. */
  private final OptionalDouble centre;

  private volatile @Nullable BlockRow last;

  ReducedGrid(Grid source, Blocks blocks, Reduction reduction, OptionalDouble centre) {
    this.source = source;
    this.blocks = blocks;
    this.reduction = reduction;
    this.centre = centre;
  }

  @Override
  public int rows() {
    return Blocks.ceil(source.rows(), blocks.rows());
  }

  @Override
  public int columns() {
    return Blocks.ceil(source.columns(), blocks.columns());
  }

  @Override
  public float value(int row, int column) {
    return blockRow(row).values[column];
  }

  @Override
  public boolean masked(int row, int column) {
    return blockRow(row).unmasked[column] == 0;
  }

  @Override
  public void row(int row, float[] target) {
    System.arraycopy(blockRow(row).values, 0, target, 0, columns());
  }

  /**
   * Returns how many NaN are in blocks that also have a value, and so are not seen.
   *
   * @cost a pass over the source
   */
  long hiddenNan() {
    long[] hidden = new long[rows()];
    Threads.current().forEach(hidden.length, row -> hidden[row] = new BlockRow(row).hiddenNan());
    return Arrays.stream(hidden).sum();
  }

  private BlockRow blockRow(int row) {
    BlockRow known = last;
    if (known == null || known.index != row) {
      known = new BlockRow(row);
      last = known;
    }
    return known;
  }

  /** One row of blocks; written while it is made, only read afterwards. */
  private final class BlockRow {

    private final int index;
    private final float[] values = new float[columns()];
    private final int[] unmasked = new int[values.length];
    private final int[] nan = new int[values.length];

    BlockRow(int index) {
      this.index = index;
      Arrays.fill(values, Float.NaN);
      double[] sums = new double[reduction == Reduction.MEAN ? values.length : 0];
      int[] finite = new int[sums.length];
      float[] row = new float[source.columns()];
      boolean[] hidden = new boolean[row.length];
      int end = (int) Math.min(source.rows(), (long) (index + 1) * blocks.rows());
      for (int r = index * blocks.rows(); r < end; r++) {
        source.row(r, row);
        addRow(row, source.masked(r, hidden) ? hidden : NONE, sums, finite);
      }
      for (int column = 0; column < sums.length; column++) {
        if (finite[column] > 0) {
          values[column] = (float) (sums[column] / finite[column]);
        }
      }
    }

    /** Adds the cells that are not hidden, where no flag at all hides none. */
    private void addRow(float[] row, boolean[] hidden, double[] sums, int[] finite) {
      for (int column = 0; column < values.length; column++) {
        int first = column * blocks.columns();
        int last = (int) Math.min(row.length, (long) first + blocks.columns());
        for (int c = first; c < last; c++) {
          if (hidden.length == 0 || !hidden[c]) {
            add(column, row[c], sums, finite);
          }
        }
      }
    }

    private void add(int column, float value, double[] sums, int[] finite) {
      unmasked[column]++;
      if (Float.isNaN(value)) {
        nan[column]++;
        return;
      }
      if (reduction == Reduction.MEAN && Float.isFinite(value)) {
        sums[column] += value;
        finite[column]++;
      }
      float best = values[column];
      if (Float.isNaN(best) || (reduction == Reduction.MAX && rank(value) > rank(best))) {
        values[column] = value;
      }
    }

    private double rank(float value) {
      return centre.isPresent() ? Math.abs(value - centre.getAsDouble()) : value;
    }

    long hiddenNan() {
      long hidden = 0;
      for (int column = 0; column < values.length; column++) {
        hidden += Float.isNaN(values[column]) ? 0 : nan[column];
      }
      return hidden;
    }
  }
}
