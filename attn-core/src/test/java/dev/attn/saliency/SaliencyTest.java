package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import org.junit.jupiter.api.Test;

final class SaliencyTest {

  private static AttentionTensor heads(double... values) {
    return NumericArray.copyOf(values, 1, values.length, 1, 1).asAttention();
  }

  private static double cell(AttentionTensor tensor, int head) {
    return tensor.layer(0).head(head).weight(0, 0);
  }

  @Test
  void twoHeadsThatDisagree_giveFiveDifferentMaps() {
    AttentionTensor weights = heads(0.5, 0.5);
    AttentionTensor gradient = heads(0.4, -1);
    assertThat(cell(Saliency.perHead(weights, gradient), 0)).isEqualTo(0.2);
    assertThat(cell(Saliency.perHead(weights, gradient), 1)).isEqualTo(0.5);
    assertThat(cell(Saliency.perHeadSigned(weights, gradient), 1)).isEqualTo(-0.5);
    assertThat(cell(Saliency.absOfSum(weights, gradient), 0)).isEqualTo(0.3);
    assertThat(cell(Saliency.sumOfAbs(weights, gradient), 0)).isEqualTo(0.7);
    assertThat(cell(Saliency.signed(weights, gradient), 0)).isEqualTo(-0.3);
  }

  @Test
  void products_areAddedUpInDouble() {
    float third = 1f / 3;
    AttentionTensor weights = AttentionTensor.copyOf(new float[][][][] {{{{third}}, {{third}}}});
    AttentionTensor gradient =
        AttentionTensor.copyOf(new float[][][][] {{{{third}}, {{-0.33333328f}}}});
    double exact = (double) third * third + (double) third * -0.33333328f;
    assertThat(cell(Saliency.signed(weights, gradient), 0)).isEqualTo(exact).isNotZero();
    assertThat((double) (third * third + third * -0.33333328f)).isNotEqualTo(exact);
  }

  @Test
  void shapes_ofMapsPerHeadAndPerLayer() {
    AttentionTensor four = AttentionTensor.copyOf(new float[2][3][4][5]);
    assertThat(Saliency.perHead(four, four).shape()).isEqualTo(TensorShape.of(2, 3, 4, 5));
    assertThat(Saliency.absOfSum(four, four).shape()).isEqualTo(TensorShape.of(2, 1, 4, 5));
  }

  @Test
  void notANumber_staysWhereItIs() {
    AttentionTensor weights = heads(Double.NaN, 0.5);
    AttentionTensor gradient = heads(0, 1);
    assertThat(cell(Saliency.perHead(weights, gradient), 0)).isNaN();
    assertThat(cell(Saliency.perHead(weights, gradient), 1)).isEqualTo(0.5);
    assertThat(cell(Saliency.absOfSum(weights, gradient), 0)).isNaN();
  }

  @Test
  void gradientOfAnotherShape_isRefused() {
    AttentionTensor weights = AttentionTensor.copyOf(new float[1][2][3][3]);
    AttentionTensor gradient = AttentionTensor.copyOf(new float[1][2][2][2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.perHead(weights, gradient))
        .withMessage(
            "gradient shape must be [1, 2, 3, 3] like the weights, got [1, 2, 2, 2]; capture both in"
                + " one forward and backward pass");
  }

  @Test
  void layerWithoutHeads_isRefusedWhereHeadsAreAddedUp() {
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 2, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.absOfSum(none, none))
        .withMessage("heads must be at least 1 to be added up, got 0");
  }
}
