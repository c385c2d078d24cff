package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MaskShapeTest {

  @Test
  void factories_placeTheRows() {
    assertThat(MaskShape.square(5)).isEqualTo(new MaskShape(5, 5, 0));
    assertThat(MaskShape.topLeft(2, 5)).isEqualTo(new MaskShape(2, 5, 0));
    assertThat(MaskShape.bottomRight(2, 5)).isEqualTo(new MaskShape(2, 5, 3));
    assertThat(MaskShape.bottomRight(5, 2)).isEqualTo(new MaskShape(5, 2, -3));
    assertThat(MaskShape.decode(4)).isEqualTo(new MaskShape(1, 5, 4));
  }

  @Test
  void toString_isShortForSquares() {
    assertThat(MaskShape.square(8)).hasToString("8");
    assertThat(new MaskShape(10, 20, 5)).hasToString("10x20+5");
    assertThat(new MaskShape(20, 10, -5)).hasToString("20x10-5");
    assertThat(new MaskShape(8, 8, 1)).hasToString("8x8+1");
    assertThat(MaskShape.topLeft(2, 3)).hasToString("2x3+0");
  }
}
