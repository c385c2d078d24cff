package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class NumericArrayTest {

  private static final NumericArray TWO_BY_THREE =
      NumericArray.copyOf(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

  @Test
  void value_countsTheLastAxisFastest() {
    assertThat(TWO_BY_THREE.value(1, 0)).isEqualTo(4);
    assertThat(TWO_BY_THREE.shape()).containsExactly(2, 3);
    assertThat(TWO_BY_THREE.length(1)).isEqualTo(3);
    assertThat(TWO_BY_THREE).hasToString("f32 [2, 3]");
  }

  @Test
  void slice_isAViewOfOneRankLess() {
    NumericArray second = TWO_BY_THREE.slice(1);
    assertThat(second).isEqualTo(NumericArray.copyOf(new float[] {4, 5, 6}, 3));
    assertThat(second.slice(2).value()).isEqualTo(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> second.slice(2).slice(0))
        .withMessage("array must have an axis to slice, got a scalar");
  }

  @Test
  void reshape_keepsTheOrderOfTheValues() {
    assertThat(TWO_BY_THREE.slice(1).reshape(3, 1).value(2, 0)).isEqualTo(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TWO_BY_THREE.reshape(4))
        .withMessage("new shape must have 6 cells like the present one, got [4]");
  }

  @Test
  void scalar_hasRankZeroAndOneValue() {
    NumericArray scalar = NumericArray.copyOf(new double[] {2.5});
    assertThat(scalar.rank()).isZero();
    assertThat(scalar.size()).isEqualTo(1);
    assertThat(scalar.value()).isEqualTo(2.5);
  }

  @Test
  void emptyAxis_givesAnEmptyArray() {
    NumericArray empty = NumericArray.copyOf(new float[0], 3, 0);
    assertThat(empty.size()).isZero();
    assertThat(empty.toDoubles()).isEmpty();
    assertThat(empty.asAttention().shape()).isEqualTo(TensorShape.of(1, 1, 3, 0));
  }

  @Test
  void equals_comparesShapeAndValuesButNotTheFormat() {
    NumericArray doubles = NumericArray.copyOf(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(doubles).isEqualTo(TWO_BY_THREE).hasSameHashCodeAs(TWO_BY_THREE);
    assertThat(NumericArray.copyOf(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
        .isNotEqualTo(TWO_BY_THREE);
    assertThat(NumericArray.copyOf(new float[] {1, 2, 3, 4, 5, 7}, 2, 3))
        .isNotEqualTo(TWO_BY_THREE);
    assertThat(NumericArray.copyOf(new float[] {Float.NaN}, 1))
        .isEqualTo(NumericArray.copyOf(new double[] {Double.NaN}, 1));
  }

  @Test
  void asAttention_fillsMissingLeadingAxesWithOne() {
    AttentionTensor tensor = TWO_BY_THREE.asAttention();
    assertThat(tensor.shape()).isEqualTo(TensorShape.of(1, 1, 2, 3));
    assertThat(tensor.layer(0).head(0).row(1)).containsExactly(4, 5, 6);
    assertThat(tensor.asArray())
        .isEqualTo(NumericArray.copyOf(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3));
  }

  @Test
  void asAttention_ofAView_roundTrips() {
    NumericArray view = NumericArray.copyOf(new float[] {1, 2, 3, 4, 5, 6}, 3, 1, 2).slice(2);
    assertThat(view.asAttention().asArray())
        .isEqualTo(NumericArray.copyOf(new float[] {5, 6}, 1, 1, 1, 2));
  }

  @Test
  void asAttention_ofAnotherRank_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumericArray.copyOf(new float[] {1}, 1).asAttention())
        .withMessage("array must have rank 2 to 4 to be read as attention, got shape [1]");
  }

  @Test
  void copyOf_wrongCount_namesBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumericArray.copyOf(new float[5], 2, 3))
        .withMessage(
            "shape must have as many cells as there are elements, got [2, 3] with 6 cells for 5 elements");
  }

  @Test
  void of_negativeOrOverflowingShape_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumericArray.copyOf(new float[1], 1, -1))
        .withMessage("axis 1 must be at least 0, got -1");
    int max = Integer.MAX_VALUE;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumericArray.copyOf(new float[1], max, max, max))
        .withMessage(
            "shape must have at most 2^63 - 1 cells, got [2147483647, 2147483647, 2147483647]");
  }

  @Test
  void value_wrongIndices_saysWhich() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TWO_BY_THREE.value(1))
        .withMessage("indices must be one for each of the 2 axes, got 1");
    assertThatThrownBy(() -> TWO_BY_THREE.value(1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index of axis 1 must be in [0, 3), got 3");
    assertThatThrownBy(() -> TWO_BY_THREE.length(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("axis must be in [0, 2), got 2");
  }

  @Test
  void read_copiesARangeInCOrder() {
    double[] target = new double[2];
    TWO_BY_THREE.read(3, target);
    assertThat(target).containsExactly(4, 5);
    assertThatThrownBy(() -> TWO_BY_THREE.read(5, target))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("from must be in [0, 4], got 5");
  }
}
