package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The search for rectangles while cells are taken away, against trying every rectangle. */
final class LargestRectangleTest {

  @Property(tries = 200)
  void afterEveryClearing_theLargestIsFound(
      @ForAll @IntRange(min = 1, max = 12) int rows,
      @ForAll @IntRange(min = 1, max = 12) int keys,
      @ForAll @IntRange(min = 1, max = 10) int tenths,
      @ForAll long seed) {
    Random random = new Random(seed);
    boolean[][] cells = new boolean[rows][keys];
    for (boolean[] row : cells) {
      for (int k = 0; k < keys; k++) {
        row[k] = random.nextInt(10) < tenths;
      }
    }
    LargestRectangle search = new LargestRectangle(cells);
    for (int i = 0; i < 8; i++) {
      Box found = search.find();
      assertThat(found).isEqualTo(LargestRectangle.of(cells));
      assertThat(isFull(cells, found)).isTrue();
      assertThat((long) found.rows() * found.keys()).isEqualTo(largestArea(cells));
      for (int q = found.top(); q < found.bottom(); q++) {
        Arrays.fill(cells[q], found.left(), found.right(), false);
      }
      search.cleared(found);
    }
  }

  private static long largestArea(boolean[][] cells) {
    long largest = 0;
    for (int top = 0; top < cells.length; top++) {
      for (int left = 0; left < cells[0].length; left++) {
        int width = cells[0].length - left;
        for (int bottom = top; bottom < cells.length; bottom++) {
          int run = 0;
          while (run < width && cells[bottom][left + run]) {
            run++;
          }
          width = run;
          largest = Math.max(largest, (long) width * (bottom + 1 - top));
        }
      }
    }
    return largest;
  }

  private static boolean isFull(boolean[][] cells, Box box) {
    for (int q = box.top(); q < box.bottom(); q++) {
      for (int k = box.left(); k < box.right(); k++) {
        if (!cells[q][k]) {
          return false;
        }
      }
    }
    return true;
  }
}
