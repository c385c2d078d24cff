package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class FloatSortTest {

  private static void assertSorts(float... values) {
    float[] expected = values.clone();
    Arrays.sort(expected);
    FloatSort sort = new FloatSort(values.length + 3);
    sort.sort(values, values.length);
    assertThat(Arrays.copyOf(sort.sorted(), values.length)).isEqualTo(expected);
  }

  /** Softmax rows, zeros, ties, one value far from all others, and values of every exponent. */
  private static float[] values(long seed) {
    Random random = new Random(seed);
    float[] values = new float[1 + random.nextInt(700)];
    int kind = random.nextInt(5);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (kind) {
            case 0 -> (float) Math.exp(5 * random.nextGaussian() - 20);
            case 1 -> random.nextInt(3) == 0 ? 0 : random.nextFloat();
            case 2 -> random.nextInt(5) / 8f;
            case 3 -> i == 0 ? 1e-30f : 0.5f + random.nextFloat() / 1024;
            default -> Float.intBitsToFloat(random.nextInt(0x4000_0000));
          };
    }
    return values;
  }

  @Property(tries = 300)
  void order_isThatOfTheLibrary(@ForAll long seed) {
    assertSorts(values(seed));
  }

  @Test
  void noFloats_areInOrder() {
    assertSorts();
  }

  @Test
  void equalFloats_staySo() {
    float[] equal = new float[500];
    Arrays.fill(equal, 0.002f);
    assertSorts(equal);
    assertSorts(new float[500]);
  }

  @Test
  void descendingFloats_areTurned() {
    float[] descending = new float[300];
    for (int i = 0; i < descending.length; i++) {
      descending[i] = 1f / (i + 1);
    }
    assertSorts(descending);
  }

  @Property(tries = 300)
  void buffers_serveRowAfterRow(@ForAll long seed) {
    FloatSort sort = new FloatSort(700);
    for (long next = seed; next < seed + 3; next++) {
      float[] values = values(next);
      sort.sort(values, values.length);
      float[] expected = values.clone();
      Arrays.sort(expected);
      assertThat(Arrays.copyOf(sort.sorted(), values.length)).isEqualTo(expected);
    }
  }

  @Property(tries = 300)
  void countUpTo_isThatOfALoop(@ForAll long seed) {
    float[] values = values(seed);
    Arrays.sort(values);
    float limit = values[Math.floorMod(seed, values.length)];
    for (float at : new float[] {Math.nextDown(limit), limit, Math.nextUp(limit)}) {
      int count = 0;
      for (float value : values) {
        count += value <= at ? 1 : 0;
      }
      assertThat(FloatSort.countUpTo(values, values.length, at)).isEqualTo(count);
    }
  }
}
