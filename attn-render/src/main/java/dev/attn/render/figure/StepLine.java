package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.List;

/**
 * A stair across the columns of a map, such as the layer at which each token settles.
 *
 * <p>Depths count rows from 1: at depth 3 the line runs between the second row and the third, so
 * that the third is the first one beyond it. A depth of one more than there are rows is the far
 * edge.
 *
 * @param depths one per column, from 1
 */
public record StepLine(List<Integer> depths) implements Overlay {

  /** Copies the depths and checks that they begin at 1. */
  public StepLine {
    requireNonNull(depths, "depths must not be null");
    depths = ImmutableList.copyOf(depths);
    for (int c = 0; c < depths.size(); c++) {
      checkArgument(
          depths.get(c) >= 1, "depth must be at least 1, got %s at column %s", depths.get(c), c);
    }
  }

  /** Returns the line through {@code depths}, one per column, counted from 1. */
  public static StepLine through(int... depths) {
    requireNonNull(depths, "depths must not be null");
    return new StepLine(Ints.asList(depths));
  }

  /**
   * Returns the line through some depths, counted from 1.
   *
   * @param depths whole numbers, one per column
   * @shape {@code [columns]}
   */
  public static StepLine through(NumericArray depths) {
    requireNonNull(depths, "depths must not be null");
    checkArgument(depths.rank() == 1, "depths must have rank 1, got %s", depths.rank());
    double[] values = depths.toDoubles();
    for (int c = 0; c < values.length; c++) {
      checkArgument(
          values[c] == Math.rint(values[c]) && Math.abs(values[c]) <= Integer.MAX_VALUE,
          "depth must be a whole number, got %s at column %s",
          (Object) values[c],
          c);
    }
    return new StepLine(Arrays.stream(values).mapToObj(depth -> (int) depth).toList());
  }

  /** Checks that this line fits a grid. */
  StepLine fitting(int rows, int columns) {
    checkArgument(
        depths.size() == columns,
        "step line must have %s depths, one for each column, got %s",
        columns,
        depths.size());
    for (int c = 0; c < columns; c++) {
      checkArgument(
          depths.get(c) <= rows + 1,
          "depth must be at most %s, one more than there are rows, got %s at column %s",
          rows + 1,
          depths.get(c),
          c);
    }
    return this;
  }
}
