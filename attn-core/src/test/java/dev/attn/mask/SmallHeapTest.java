package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.testing.SmallHeap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs a second JVM whose heap a single bit per cell would exceed two hundred times. */
final class SmallHeapTest {

  @Test
  void millionTokens_areCountedAndComparedInHalfAGibibyte() throws Exception {
    List<String> lines = SmallHeap.run("512m", LargeMasks.class).lines().toList();

    // A document of 1000 tokens has 381,184 cells of the window, the last one, of 576, has 164,096;
    // rows 512 to 999 of the first document see 1, 2, 3 and then 4 sinks before their window.
    long both = 1048 * 381_184L + 164_096 + 6 + 4 * 485;
    long neither = (long) LargeMasks.N * LargeMasks.N - both;
    long packed = 1048 * 500_500L + 576 * 577 / 2;
    assertThat(lines.get(0)).startsWith("sinks 540932346 540932346 ");
    assertThat(lines.get(1)).startsWith("packed " + packed + " " + packed + " ");
    assertThat(lines.get(2)).startsWith("both " + both + " " + both + " ");
    assertThat(lines.get(3)).startsWith("neither " + neither + " " + neither + " ");
    assertThat(lines.subList(4, lines.size()))
        .containsExactly(
            "equal true false",
            "difference CellDifference[query=516, key=4, here=false, there=true]",
            "stored true");
    assertThat(tiles(lines.get(2)).full()).isEqualTo(tiles(lines.get(3)).empty());
    assertThat(tiles(lines.get(2)).tiles()).isEqualTo((1L << 13) * (1L << 13));
  }

  /** Reads what {@link TileCounts#toString} prints. */
  private static TileCounts tiles(String line) {
    String[] numbers = line.substring(line.indexOf('[') + 1, line.indexOf(']')).split(", ", -1);
    long[] counts = new long[3];
    for (int i = 0; i < 3; i++) {
      counts[i] = Long.parseLong(numbers[i].substring(numbers[i].indexOf('=') + 1));
    }
    return new TileCounts(counts[0], counts[1], counts[2]);
  }
}
