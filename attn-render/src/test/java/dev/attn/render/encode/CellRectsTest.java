package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Masked;
import dev.attn.render.paint.CellColors;
import dev.attn.render.paint.SampleScenes;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CellRectsTest {

  @Property(tries = 300)
  void rectangles_coverEachCellOnceInItsColor(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll @IntRange(min = 1, max = 4) int kinds) {
    Mark.Cells cells = cells(random(seed, rows, columns, kinds));
    CellRects.Fill[][] covered = new CellRects.Fill[rows][columns];
    for (Map.Entry<CellRects.Fill, List<CellRects.Rect>> fill :
        CellRects.of(cells, 1000).orElseThrow().fills().entrySet()) {
      for (CellRects.Rect rect : fill.getValue()) {
        for (int r = rect.top(); r < rect.bottom(); r++) {
          for (int c = rect.left(); c < rect.right(); c++) {
            assertThat(covered[r][c]).as("covered before").isNull();
            covered[r][c] = fill.getKey();
          }
        }
      }
    }
    CellColors colors = new CellColors(cells);
    for (int r = 0; r < rows; r++) {
      colors.read(r);
      for (int c = 0; c < columns; c++) {
        assertThat(covered[r][c]).isEqualTo(new CellRects.Fill(colors.color(c), colors.pattern(c)));
      }
    }
  }

  @Test
  void limit_isTheMostThatIsReturned() {
    Mark.Cells board = cells(Grid.of(10, 10, (r, c) -> (r + c) % 2));

    assertThat(CellRects.of(board, 99)).isEmpty();
    assertThat(CellRects.of(board, 100).orElseThrow().count()).isEqualTo(100);
  }

  @Test
  void rowsOfOneColor_areOneRectangle() {
    CellRects rects = CellRects.of(cells(Grid.of(500, 300, (r, c) -> 0)), 1).orElseThrow();

    assertThat(rects.fills().values()).containsExactly(List.of(new CellRects.Rect(0, 0, 300, 500)));
  }

  /** Values 0, 1, NaN or masked, in patches. */
  private static Grid random(long seed, int rows, int columns, int kinds) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] cells = random.ints((long) rows * columns, 0, kinds).toArray();
    return new Grid() {
      @Override
      public int rows() {
        return rows;
      }

      @Override
      public int columns() {
        return columns;
      }

      @Override
      public float value(int row, int column) {
        int kind = cells[row * columns + column];
        return kind == 2 ? Float.NaN : kind;
      }

      @Override
      public boolean masked(int row, int column) {
        return cells[row * columns + column] == 3;
      }
    };
  }

  private static Mark.Cells cells(Grid grid) {
    Box box = new Box(0, 0, grid.columns() * 8, grid.rows() * 8);
    return new Mark.Cells(
        "cells", Role.CELLS, box, grid, SampleScenes.viridis(), 8, 8, Masked.MARKED);
  }
}
