package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PercentileTest {

  private static Percentile of(float... values) {
    Consumer<CellWalk.Values> walk =
        visitor -> {
          for (float value : values) {
            visitor.value(value);
          }
        };
    return Percentile.of(walk);
  }

  @Test
  void percentile_isInterpolatedBetweenNeighbours() {
    Percentile percentile = of(4, 0, 3, 1, 2);

    assertThat(percentile.at(0)).isZero();
    assertThat(percentile.at(10)).isCloseTo(0.4, within(1e-12));
    assertThat(percentile.at(50)).isEqualTo(2);
    assertThat(percentile.at(100)).isEqualTo(4);
  }

  @Test
  void signs_areInOrder() {
    Percentile percentile = of(-0.0f, 1e-40f, -1e30f, Float.MAX_VALUE, -1);

    assertThat(percentile.at(0)).isEqualTo(-1e30f);
    assertThat(percentile.at(25)).isEqualTo(-1);
    assertThat(percentile.at(75)).isEqualTo(1e-40f);
    assertThat(percentile.at(100)).isEqualTo(Float.MAX_VALUE);
  }

  @Property
  void ranks_areThoseOfSorting(@ForAll @Size(min = 1, max = 40) List<Float> list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);

    for (int i = 0; i < values.length; i++) {
      double percent = values.length == 1 ? 50 : 100.0 * i / (values.length - 1);
      double lower = sorted[Math.max(0, i - 1)];
      double upper = sorted[Math.min(values.length - 1, i + 1)];
      assertThat(of(values).at(percent)).isBetween(lower, upper);
    }
  }

  @Property
  void percentiles_rise(
      @ForAll @DoubleRange(min = 0, max = 100) double a,
      @ForAll @DoubleRange(min = 0, max = 100) double b) {
    Percentile percentile = of(0.5f, -2, 7, 7, 0.25f, -2, 100);

    assertThat(percentile.at(Math.min(a, b))).isLessThanOrEqualTo(percentile.at(Math.max(a, b)));
  }
}
