package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import org.junit.jupiter.api.Test;

final class GridTest {

  private static final float[][] VALUES = {{1, 2, 3}, {4, 5, 6}};

  @Test
  void arrays_areCopied() {
    float[][] values = {{1, 2}, {3, 4}};
    Grid grid = Grid.copyOf(values);
    values[1][0] = 9;
    assertThat(grid.value(1, 0)).isEqualTo(3);
    assertThat(row(grid, 1)).containsExactly(3, 4);
  }

  @Test
  void doubles_areRounded() {
    assertThat(Grid.copyOf(new double[][] {{0.1}}).value(0, 0)).isEqualTo(0.1f);
  }

  @Test
  void matrix_isViewed() {
    Grid grid = Grid.of(AttentionMatrix.copyOf(VALUES));
    assertThat(new int[] {grid.rows(), grid.columns()}).containsExactly(2, 3);
    assertThat(grid.value(1, 2)).isEqualTo(6);
    assertThat(row(grid, 1)).containsExactly(4, 5, 6);
  }

  @Test
  void arrayOfRankTwo_isViewed() {
    Grid grid = Grid.of(NumericArray.copyOf(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    assertThat(grid.value(1, 2)).isEqualTo(6);
    assertThat(row(grid, 1)).containsExactly(4, 5, 6);
  }

  @Test
  void transposing_exchangesValuesAndMasks() {
    Grid grid = Grid.copyOf(VALUES).withMask(Masks.causalBottomRight(2, 3));
    Grid transposed = grid.transposed();
    assertThat(transposed.value(2, 0)).isEqualTo(3);
    assertThat(transposed.masked(2, 0)).isTrue();
    assertThat(transposed.masked(0, 1)).isFalse();
    assertThat(row(transposed, 2)).containsExactly(3, 6);
    assertThat(transposed.transposed()).isSameAs(grid);
  }

  @Test
  void computedGrid_asksForEachCell() {
    assertThat(Grid.of(2, 2, (r, c) -> 10 * r + c).value(1, 1)).isEqualTo(11);
  }

  @Test
  void reducers_leaveMaskedCellsOut() {
    Grid grid = Grid.copyOf(new float[][] {{1, 9}, {2, 3}}).withMask(Masks.causal(2));
    assertThat(Reducer.max().reduce(grid)).isEqualTo(3);
    assertThat(Reducer.sum().reduce(grid)).isEqualTo(6);
    assertThat(Reducer.mean().reduce(grid)).isEqualTo(2);
    assertThat(Reducer.entry(1, 0).reduce(grid)).isEqualTo(2);
    assertThat(Reducer.mass(Span.of(0, 2, "a"), Span.of(0, 1, "b")).reduce(grid)).isEqualTo(3);
  }

  @Test
  void headWithoutCellsOrWithNaN_hasNoNumber() {
    Grid none = Grid.copyOf(VALUES).withMask(Masks.fromDense(new boolean[2][3]));
    Grid nan = Grid.copyOf(new float[][] {{1, Float.NaN}});
    for (Reducer reducer : new Reducer[] {Reducer.max(), Reducer.sum(), Reducer.mean()}) {
      assertThat(reducer.reduce(none)).isNaN();
      assertThat(reducer.reduce(nan)).isNaN();
    }
  }

  @Test
  void badGrids_areRefused() {
    AttentionTensor tensor = AttentionTensor.copyOf(TensorShape.of(1, 1, 2, 2), new float[4]);
    assertMessage(
        () -> Grid.copyOf(new float[][] {{1, 2}, {3}}),
        "row 1 must have 2 values like the first, got 1");
    assertMessage(
        () -> Grid.copyOf(new double[][] {{1, 2}, {3}}),
        "row 1 must have 2 values like the first, got 1");
    assertMessage(() -> Grid.of(-1, 2, (r, c) -> 0), "rows must be at least 0, got -1");
    assertMessage(() -> Grid.of(2, -1, (r, c) -> 0), "columns must be at least 0, got -1");
    assertMessage(
        () -> Grid.of(tensor.asArray()), "array must be of rank 2, got shape [1, 1, 2, 2]");
    assertMessage(
        () -> Grid.copyOf(VALUES).withMask(Masks.causal(3)),
        "mask shape must be [2, 3] like the grid, got [3, 3]");
    assertMessage(
        () -> Reducer.entry(2, 0).reduce(Grid.copyOf(VALUES)), "query must be in [0, 2), got 2");
    assertMessage(
        () -> Reducer.entry(0, 3).reduce(Grid.copyOf(VALUES)), "key must be in [0, 3), got 3");
  }

  static void assertMessage(Runnable code, String message) {
    assertThatThrownBy(code::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static float[] row(Grid grid, int row) {
    float[] values = new float[grid.columns()];
    grid.row(row, values);
    return values;
  }
}
