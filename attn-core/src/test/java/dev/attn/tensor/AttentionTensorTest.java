package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

final class AttentionTensorTest {

  private static final TensorShape TWO_BY_TWO_HEADS = TensorShape.of(2, 2, 2, 3);

  private static float[] counting(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }

  @Test
  void copyOf_flatArray_isReadInCOrder() {
    AttentionTensor tensor = AttentionTensor.copyOf(TWO_BY_TWO_HEADS, counting(24));
    assertThat(tensor.layer(1).head(0).weight(1, 2)).isEqualTo(17);
    assertThat(tensor.layer(1).head(1).row(0)).containsExactly(18, 19, 20);
    assertThat(tensor).hasToString("f32 [2, 2, 2, 3]");
  }

  @Test
  void copyOf_keepsNoReferenceToTheArray() {
    float[] values = counting(24);
    AttentionTensor tensor = AttentionTensor.copyOf(TWO_BY_TWO_HEADS, values);
    values[0] = 99;
    assertThat(tensor.layer(0).head(0).weight(0, 0)).isZero();
  }

  @Test
  void copyOf_buffer_leavesItsPositionAlone() {
    FloatBuffer buffer = FloatBuffer.wrap(counting(25)).position(1);
    AttentionTensor tensor = AttentionTensor.copyOf(TWO_BY_TWO_HEADS, buffer);
    assertThat(buffer.position()).isEqualTo(1);
    assertThat(tensor.layer(0).head(0).weight(0, 0)).isEqualTo(1);
  }

  @Test
  void copyOf_nestedArrays_equalsTheFlatForm() {
    AttentionTensor nested = AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {0.25f, 0.75f}}}});
    AttentionTensor flat =
        AttentionTensor.copyOf(TensorShape.of(1, 1, 2, 2), new float[] {1, 0, 0.25f, 0.75f});
    assertThat(nested).isEqualTo(flat).hasSameHashCodeAs(flat);
    assertThat(nested.layer(0).head(0).weight(1, 0)).isEqualTo(0.25);
  }

  @Test
  void computed_readsAnyRangeOfRows() {
    AttentionTensor counting =
        AttentionTensor.computed(
            TWO_BY_TWO_HEADS,
            ElementType.F32,
            (layer, head, query, target) -> {
              for (int k = 0; k < 3; k++) {
                target[k] = ((layer * 2 + head) * 2 + query) * 3 + k;
              }
            });
    assertThat(counting).isEqualTo(AttentionTensor.copyOf(TWO_BY_TWO_HEADS, counting(24)));
    assertThat(counting.layer(1).head(0).keyRange(1, 3).row(1)).containsExactly(16, 17);
    double[] across = new double[5];
    counting.asArray().read(4, across);
    assertThat(across).containsExactly(4, 5, 6, 7, 8);
  }

  @Test
  void copyOf_raggedRows_namesThePlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {1}}}}))
        .withMessage("layer 0, head 0, query 1 must have 2 keys like the first, got 1");
  }

  @Test
  void copyOf_wrongCount_namesShapeAndCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.copyOf(TWO_BY_TWO_HEADS, counting(23)))
        .withMessage(
            "shape must have as many cells as there are values, got [2, 2, 2, 3] with 24 cells for 23 values");
  }

  @Test
  void navigation_outsideTheShape_namesTheIndex() {
    AttentionTensor tensor = AttentionTensor.copyOf(TWO_BY_TWO_HEADS, counting(24));
    assertThatThrownBy(() -> tensor.layer(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("layer must be in [0, 2), got 2");
    assertThatThrownBy(() -> tensor.layer(0).head(-1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 2), got -1");
    assertThatThrownBy(() -> tensor.layer(0).head(0).weight(2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 2), got 2");
    assertThatThrownBy(() -> tensor.layer(0).head(0).weight(0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("key must be in [0, 3), got 3");
  }

  @Test
  void ranges_areViewsOfTheSameCells() {
    AttentionMatrix head = AttentionTensor.copyOf(TWO_BY_TWO_HEADS, counting(24)).layer(0).head(1);
    assertThat(head.keyRange(1, 3).row(1)).containsExactly(10, 11);
    assertThat(head.queryRange(1, 2).keyRange(2, 3).weight(0, 0)).isEqualTo(11);
    assertThatThrownBy(() -> head.keyRange(2, 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("key range must lie in [0, 3), got [2, 4)");
  }

  @Test
  void emptyAxes_areLegal() {
    AttentionTensor tensor = AttentionTensor.copyOf(TensorShape.of(1, 1, 0, 3), new float[0]);
    assertThat(tensor.layer(0).head(0).queries()).isZero();
    assertThat(tensor).isEqualTo(AttentionTensor.copyOf(TensorShape.of(1, 1, 0, 3), new float[0]));
  }

  @Test
  void row_intoShortArray_saysHowLongItMustBe() {
    AttentionMatrix head = AttentionMatrix.copyOf(new float[][] {{1, 2, 3}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> head.row(0, new double[2]))
        .withMessage("target length must be at least 3, got 2");
  }

  @Test
  void values_belowFloatPrecision_surviveInDoubleMatrices() {
    double third = 1.0 / 3;
    assertThat(AttentionMatrix.copyOf(new double[][] {{third}}).weight(0, 0)).isEqualTo(third);
  }
}
