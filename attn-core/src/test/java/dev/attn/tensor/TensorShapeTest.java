package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class TensorShapeTest {

  @Test
  void cells_beyondAnInt_areCountedInLong() {
    TensorShape shape = TensorShape.of(32, 32, 8192, 8192);
    assertThat(shape.headCells()).isEqualTo(67_108_864L);
    assertThat(shape.cells()).isEqualTo(68_719_476_736L);
    assertThat(shape).hasToString("[32, 32, 8192, 8192]");
  }

  @Test
  void of_negativeAxis_namesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorShape.of(-1, 1, 1, 1))
        .withMessage("layers must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorShape.of(1, -1, 1, 1))
        .withMessage("heads must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorShape.of(1, 1, -1, 1))
        .withMessage("queries must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorShape.of(1, 1, 1, -1))
        .withMessage("keys must be at least 0, got -1");
  }

  @Test
  void of_moreCellsThanALong_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorShape.of(1 << 20, 1 << 20, 1 << 20, 1 << 20))
        .withMessage(
            "shape must have at most 2^63 - 1 cells, got [1048576, 1048576, 1048576, 1048576]");
  }
}
