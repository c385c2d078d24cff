package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.Saliency.Form;
import dev.attn.saliency.Saliency.Options;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SaliencyTest {

  private static final double NAN = Double.NaN;

  /** One token: X of each head is its gradient. */
  private static GradientSample slopes(double... slopes) {
    double[] ones = new double[slopes.length];
    Arrays.fill(ones, 1);
    return GradientSample.of(
        NumericArray.copyOf(ones, 1, slopes.length, 1, 1).asAttention(),
        NumericArray.copyOf(slopes, 1, slopes.length, 1, 1).asAttention(),
        Masks.full(1));
  }

  private static GradientSample zeros(TensorShape shape) {
    AttentionTensor zero = AttentionTensor.copyOf(shape, new float[(int) shape.cells()]);
    return GradientSample.of(zero, zero, Masks.full(shape.queries(), shape.keys()));
  }

  private static Options free(Form form) {
    return Options.of(form).withRowSum(RowSumPolicy.FREE);
  }

  private static double cell(Saliency saliency, int head) {
    return saliency.map().layer(0).head(head).weight(0, 0);
  }

  @Test
  void twoHeadsThatDisagree_giveFiveDifferentMaps() {
    GradientSample sample = slopes(0.2, -0.5);
    assertThat(cell(Saliency.perHead(sample), 0)).isEqualTo(0.2);
    assertThat(cell(Saliency.perHead(sample), 1)).isEqualTo(0.5);
    assertThat(cell(Saliency.perHeadSigned(sample), 1)).isEqualTo(-0.5);
    assertThat(cell(Saliency.absOfSum(sample), 0)).isEqualTo(0.3);
    assertThat(cell(Saliency.sumOfAbs(sample), 0)).isEqualTo(0.7);
    assertThat(cell(Saliency.signed(sample), 0)).isEqualTo(-0.3);
  }

  @Test
  void maskedRowsAndBlockedCells_areZeroWhateverTheyHold_andCounted() {
    AttentionMask mask = Masks.parse("#..\n...\n##.");
    AttentionTensor weights =
        heads(
            new double[][] {{1, 0, 0}, {NAN, 7, -1}, {0.5, 0.5, 0}},
            new double[][] {{1, 0, 0}, {0, 0, 0}, {0.25, 0.75, 0}});
    AttentionTensor gradient =
        heads(
            new double[][] {{2, NAN, NAN}, {5, 5, 5}, {4, -2, NAN}},
            new double[][] {{-3, 9, 9}, {5, 5, 5}, {4, 8, Double.POSITIVE_INFINITY}});
    Saliency saliency = Saliency.absOfSum(GradientSample.of(weights, gradient, mask));
    assertThat(saliency.map())
        .isEqualTo(single(new double[] {1, 0, 0}, new double[] {0, 0, 0}, new double[] {3, 5, 0}));
    assertThat(saliency.rowsUsed()).isEqualTo(4);
    assertThat(saliency.rowsMasked()).isEqualTo(2);
    assertThat(saliency.cellsBlocked()).isEqualTo(6);
  }

  @Test
  void result_saysWhatItIs_inOneLine() {
    GradientSample sample =
        slopes(0.2, -0.5).withLoss(Loss.of("cross entropy").atPosition(0).ofTarget("horse"));
    assertThat(Saliency.absOfSum(sample))
        .hasToString(
            "Saliency[map=f64 [1, 1, 1, 1], mask=full(1), rowsUsed=2, rowsMasked=0,"
                + " cellsBlocked=0, how=sal.attention(form=ABS_OF_SUM) mask=full(1) rows=UNIT"
                + " tolerance=1.0E-9 type=f64 loss=[cross entropy at 0 of horse] unit=loss]");
    assertThat(Saliency.perHead(slopes(1)).how())
        .hasToString(
            "sal.attention(form=PER_HEAD_ABS) mask=full(1) rows=UNIT tolerance=1.0E-9 type=f64"
                + " unit=loss");
  }

  @Test
  void products_areAddedUpInDouble() {
    float third = 1f / 3;
    AttentionTensor weights = AttentionTensor.copyOf(new float[][][][] {{{{third}}, {{third}}}});
    AttentionTensor gradient =
        AttentionTensor.copyOf(new float[][][][] {{{{third}}, {{-0.33333328f}}}});
    double exact = (double) third * third + (double) third * -0.33333328f;
    GradientSample sample = GradientSample.of(weights, gradient, Masks.full(1));
    assertThat(cell(Saliency.of(sample, free(Form.SIGNED)), 0)).isEqualTo(exact).isNotZero();
    assertThat((double) (third * third + third * -0.33333328f)).isNotEqualTo(exact);
  }

  @Test
  void shapes_ofMapsPerHeadAndPerLayer() {
    GradientSample four = zeros(TensorShape.of(2, 3, 4, 5));
    assertThat(Saliency.of(four, free(Form.PER_HEAD_ABS)).map().shape())
        .isEqualTo(TensorShape.of(2, 3, 4, 5));
    assertThat(Saliency.of(four, free(Form.ABS_OF_SUM)).map().shape())
        .isEqualTo(TensorShape.of(2, 1, 4, 5));
  }

  @Test
  void brokenRow_isRefusedWithItsPlace() {
    AttentionTensor weights = heads(new double[][] {{1}}, new double[][] {{NAN}});
    AttentionTensor gradient = heads(new double[][] {{0}}, new double[][] {{1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.perHead(GradientSample.of(weights, gradient, Masks.full(1))))
        .withMessageStartingWith("row must be attention under full(1), got ")
        .withMessageEndingWith(
            " at [layer 0, head 1, query 0]; check the mask, or choose another RowSumPolicy");
  }

  @Test
  void productThatIsNotFinite_isRefusedWithItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.absOfSum(slopes(1, NAN)))
        .withMessage(
            "weight times gradient must be finite, got NaN at [layer 0, head 1, query 0, key 0]");
  }

  @Test
  void gradientOfAnotherShape_isRefused() {
    AttentionTensor weights = AttentionTensor.copyOf(new float[1][2][3][3]);
    AttentionTensor gradient = AttentionTensor.copyOf(new float[1][2][2][2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientSample.of(weights, gradient, Masks.causal(3)))
        .withMessage(
            "gradient shape must be [1, 2, 3, 3] like the weights, got [1, 2, 2, 2]; capture both in"
                + " one forward and backward pass");
  }

  @Test
  void noLayers_giveAMapWithoutLayers() {
    GradientSample none = zeros(TensorShape.of(0, 1, 2, 2));
    assertThat(Saliency.absOfSum(none).map().shape()).isEqualTo(TensorShape.of(0, 1, 2, 2));
  }

  @Test
  void layerWithoutHeads_isRefusedWhereHeadsAreAddedUp() {
    GradientSample none = zeros(TensorShape.of(1, 0, 2, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.absOfSum(none))
        .withMessage("heads must be at least 1 to be added up, got 0");
    assertThat(Saliency.perHead(none).rowsUsed()).isZero();
  }
}
