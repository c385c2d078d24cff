package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class GridTextTest {

  @Test
  void parse_ignoresSpaceAroundLines() {
    assertThat(Masks.parse("\n  #.\n  ##\n")).isEqualTo(Masks.causal(2));
  }

  @Test
  void parse_ofNoText_isRefused() {
    String message =
        "text must have a line for every query, got none; write 0x0 for a mask without cells";
    assertThatIllegalArgumentException().isThrownBy(() -> Masks.parse("")).withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(() -> Masks.parse(" \n ")).withMessage(message);
    assertThat(Masks.parse("0x0")).isEqualTo(Masks.full(0));
    assertThat(Masks.full(0).toGrid()).isEqualTo("0x0");
  }

  @Test
  void toGrid_largeMask_writesRunsAndMergesEqualRows() {
    AttentionMask mask =
        Masks.rectangle(MaskShape.square(300), 0, 4, 0, 4)
            .or(Masks.cells(300, new int[][] {{4, 0}, {4, 1}, {4, 4}}));
    assertThat(mask.toGrid()).isEqualTo("300x300\n[0,4): [0,4)\n4: [0,2) [4,5)\n[5,300): -");
    assertThat(Masks.parse(mask.toGrid())).isEqualTo(mask);
  }

  @Test
  void parse_hugeMask_storesEqualRowsOnce() {
    AttentionMask mask = Masks.parse("2147483647x1000000000\n[0,2147483647): [3,5)");
    assertThat(mask.cellCount()).isEqualTo(2L * Integer.MAX_VALUE);
    assertThat(mask.allows(2_000_000_000, 4)).isTrue();
    assertThat(mask.allows(2_000_000_000, 5)).isFalse();
  }

  @Test
  void runs_printAsIntervals() {
    AttentionMask mask = Masks.parse("##..#\n.....");
    assertThat(mask.row(0)).hasToString("[0,2) [4,5)").isNotEqualTo(mask.row(1));
    assertThat(mask.row(1)).hasToString("-");
    assertThat(mask.row(0).cells()).isEqualTo(3);
    assertThat(mask.row(0).end(1)).isEqualTo(5);
    assertThat(mask.row(0)).isEqualTo(mask.row(0)).hasSameHashCodeAs(mask.row(0));
    assertThat(mask.row(1).isEmpty()).isTrue();
  }

  @Test
  void bandwidth_isTheFarthestReach() {
    assertThat(Masks.band(8, 2, 1).bandwidth()).isEqualTo(new Bandwidth(2, 1));
    assertThat(Masks.none(8).bandwidth()).isEqualTo(new Bandwidth(0, 0));
  }
}
