package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DataScanTest {

  @Test
  void scan_isThatOfTheObviousLoop() {
    Random random = new Random(5);
    float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, -0.0f};
    float[][] values = new float[60][70];
    for (float[] row : values) {
      for (int c = 0; c < row.length; c++) {
        int kind = random.nextInt(12);
        row[c] = kind < special.length ? special[kind] : (float) random.nextGaussian();
      }
    }
    Grid grid = Grid.copyOf(values).withMask(Masks.causalTopLeft(60, 70));

    assertThat(scan(grid)).isEqualTo(obvious(grid));
  }

  @Test
  void infinitiesAtTheBeginning_areCounted() {
    for (float infinite : new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Grid grid = Grid.copyOf(new float[][] {{infinite, 1, infinite}, {infinite, 2, 3}});

      assertThat(scan(grid)).isEqualTo(obvious(grid));
      assertThat(scan(grid).infinite()).isEqualTo(3);
    }
  }

  @Test
  void zeros_differBySign() {
    assertThat(bits(scan(0, -0.0f).min())).isEqualTo(bits(-0.0));
    assertThat(bits(scan(-0.0f, 0).max())).isEqualTo(bits(0.0));
    assertThat(bits(scan(-0.0f, -0.0f).max())).isEqualTo(bits(-0.0));
    assertThat(bits(scan(1, 0, -0.0f).min())).isEqualTo(bits(-0.0));
    assertThat(bits(scan(-1, -0.0f, 0).max())).isEqualTo(bits(0.0));
  }

  /** Numbers that are equal may differ in their sign. */
  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static DataScan scan(float... values) {
    return scan(Grid.copyOf(new float[][] {values}));
  }

  private static DataScan scan(Grid grid) {
    return DataScan.of(List.of(Panel.of("panel", Tiles.of(grid), Scale.zeroToMax())));
  }

  private static DataScan obvious(Grid grid) {
    long masked = 0;
    long nan = 0;
    long infinite = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        float value = grid.value(r, c);
        if (grid.masked(r, c)) {
          masked++;
        } else if (Float.isNaN(value)) {
          nan++;
        } else if (Float.isInfinite(value)) {
          infinite++;
        } else {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    return new DataScan((long) grid.rows() * grid.columns(), masked, nan, infinite, min, max);
  }
}
