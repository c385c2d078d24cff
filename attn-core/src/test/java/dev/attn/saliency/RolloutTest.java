package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.layers;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.Rollout.Options;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RolloutTest {

  private static final double[][] LEANING = {{1, 0}, {0.25, 0.75}};
  private static final Options NO_RESIDUAL = Options.defaults().withResidual(Residual.none());

  private static void assertRow(AttentionMatrix map, int query, double... expected) {
    assertThat(map.row(query)).containsExactly(expected, within(1e-6));
  }

  @Test
  void twoLayers_withoutResidual_areMultiplied() {
    Rollout rollout = Rollout.of(layers(LEANING, LEANING), Masks.causal(2), NO_RESIDUAL);
    assertThat(rollout.map())
        .isEqualTo(AttentionMatrix.copyOf(new double[][] {{1, 0}, {0.4375, 0.5625}}));
    assertThat(rollout.how())
        .hasToString(
            "flow.rollout(fusion=MEAN discard=NONE residual=NONE layers=[0, 2)) mask=causal(2)"
                + " rows=UNIT tolerance=1.0E-9 type=f64 unit=mass");
  }

  @Test
  void earlierLayer_isTheRightFactor() {
    double[][] swap = {{0, 1}, {1, 0}};
    double[][] toFirst = {{1, 0}, {1, 0}};
    Rollout rollout = Rollout.of(layers(swap, toFirst), Masks.full(2), NO_RESIDUAL);
    assertRow(rollout.map(), 0, 0, 1);
    assertRow(rollout.map(), 1, 0, 1);
  }

  @Test
  void residualForms_differWhereRowsDoNotAddUpToOne() {
    AttentionTensor weights = single(new double[] {1, 0}, new double[] {0.8, 0.9});
    Options free = Options.defaults().withRowSum(RowSumPolicy.FREE);
    assertRow(Rollout.of(weights, Masks.causal(2), free).map(), 1, 0.235294, 0.764706);
    Options added = free.withResidual(Residual.addThenRenorm());
    assertRow(Rollout.of(weights, Masks.causal(2), added).map(), 1, 0.296296, 0.703704);
  }

  @Test
  void columnScaled_dividesColumnsBySumsOfRows() {
    AttentionTensor weights = single(new double[] {0.6, 0}, new double[] {0.4, 0.6});
    Options tool =
        Options.defaults().withRowSum(RowSumPolicy.FREE).withResidual(Residual.columnScaled());
    AttentionMatrix map = Rollout.of(weights, Masks.causal(2), tool).map();
    assertRow(map, 0, 1, 0);
    assertRow(map, 1, 0.25, 0.8);
  }

  @Test
  void vitExplain_discardsInTheWholeLayerAndKeepsTheFirstCell() {
    AttentionTensor weights = single(new double[] {0.1, 0.9}, new double[] {0.3, 0.7});
    Rollout rollout = Rollout.of(weights, Masks.full(2), Options.vitExplain(HeadFusion.MAX, 0.5));
    // 0.1 and 0.3 are the lowest half, 0.1 is the first cell: F = (0.1, 0.9), (0, 0.7)
    // (F + I) / 2 = (0.55, 0.45), (0, 0.85) with sums 1 and 0.85
    assertRow(rollout.map(), 0, 0.55, 0.45 / 0.85);
    assertRow(rollout.map(), 1, 0, 1);
    assertThat(rollout.how().settings())
        .isEqualTo(
            "fusion=MAX discard=GLOBAL_BUT_FIRST_CELL(0.5) residual=COLUMN_SCALED layers=[0, 1)");
  }

  @Test
  void fusions_giveDifferentMaps() {
    AttentionTensor two =
        heads(new double[][] {{1, 0}, {0.2, 0.8}}, new double[][] {{1, 0}, {0.6, 0.4}});
    assertRow(Rollout.of(two, Masks.causal(2), NO_RESIDUAL).map(), 1, 0.4, 0.6);
    Options max = NO_RESIDUAL.withFusion(HeadFusion.MAX);
    assertRow(Rollout.of(two, Masks.causal(2), max).map(), 1, 0.6 / 1.4, 0.8 / 1.4);
    Options min = NO_RESIDUAL.withFusion(HeadFusion.MIN);
    assertRow(Rollout.of(two, Masks.causal(2), min).map(), 1, 0.2 / 0.6, 0.4 / 0.6);
  }

  @Test
  void headsWithoutACommonKey_haveNoMinimum_andTheirRowIsCounted() {
    AttentionTensor two = heads(new double[][] {{0, 1}, {0, 1}}, new double[][] {{1, 0}, {0, 1}});
    Rollout rollout = Rollout.of(two, Masks.full(2), NO_RESIDUAL.withFusion(HeadFusion.MIN));
    assertRow(rollout.map(), 0, 1, 0);
    assertThat(rollout.rowsZero()).isEqualTo(1);
    assertThat(rollout.rowsEmptied() + rollout.rowsMasked()).isZero();
  }

  @Test
  void maskedRows_becomeIdentityRows_andAreCountedInEachLayer() {
    double[][] stored = {{Double.NaN, Double.NaN}, {0, 1}};
    Rollout rollout =
        Rollout.of(layers(stored, stored, stored), Masks.parse("..\n.#"), Options.defaults());
    assertRow(rollout.map(), 0, 1, 0);
    assertRow(rollout.map(), 1, 0, 1);
    assertThat(rollout.rowsMasked()).isEqualTo(3);
  }

  @Test
  void discard_perRow_takesTheLowestShareOfEachRow() {
    AttentionTensor weights =
        single(new double[] {1, 0, 0}, new double[] {0.3, 0.7, 0}, new double[] {0.5, 0.2, 0.3});
    Options half = NO_RESIDUAL.withDiscard(Discard.perRow(0.5));
    AttentionMatrix map = Rollout.of(weights, Masks.causal(3), half).map();
    assertRow(map, 0, 1, 0, 0);
    assertRow(map, 1, 0, 1, 0);
    assertRow(map, 2, 0.5 / 0.8, 0, 0.3 / 0.8);
  }

  @Test
  void discard_global_mayEmptyARow_whichIsCounted() {
    AttentionTensor weights =
        single(
            new double[] {0.25, 0.25, 0.25, 0.25},
            new double[] {0, 1, 0, 0},
            new double[] {0, 0, 1, 0},
            new double[] {0, 0, 0, 1});
    Options most = NO_RESIDUAL.withDiscard(Discard.global(0.85));
    Rollout rollout = Rollout.of(weights, Masks.full(4), most);
    assertRow(rollout.map(), 0, 1, 0, 0, 0);
    assertThat(rollout.rowsEmptied()).isEqualTo(1);
    Options kept = NO_RESIDUAL.withDiscard(Discard.global(0.85).protecting(2));
    Rollout protectedOne = Rollout.of(weights, Masks.full(4), kept);
    assertRow(protectedOne.map(), 0, 0, 0, 1, 0);
    assertThat(protectedOne.rowsEmptied()).isZero();
    assertThat(protectedOne.how().settings()).contains("discard=GLOBAL(0.85, keep [2])");
  }

  @Test
  void discard_ofEqualWeights_keepsTheSmallerKey() {
    AttentionTensor weights = single(new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
    Options perRow = NO_RESIDUAL.withDiscard(Discard.perRow(0.5));
    assertRow(Rollout.of(weights, Masks.full(2), perRow).map(), 1, 1, 0);
    Options quarter = NO_RESIDUAL.withDiscard(Discard.global(0.25));
    AttentionMatrix map = Rollout.of(weights, Masks.full(2), quarter).map();
    assertRow(map, 0, 0.5, 0.5);
    assertRow(map, 1, 1, 0);
  }

  @Test
  void discard_countsTheShareInDecimal() {
    double[] row = new double[100];
    double[][] rows = new double[100][];
    for (int k = 0; k < 100; k++) {
      row[k] = (k + 1) / 5050.0;
    }
    Arrays.fill(rows, row);
    Options options = NO_RESIDUAL.withDiscard(Discard.perRow(0.29));
    double[] kept = Rollout.of(single(rows), Masks.full(100), options).map().row(0);
    assertThat(kept[28]).isZero();
    assertThat(kept[29]).isPositive();
  }

  @Test
  void layers_canBeChosen() {
    double[][] swap = {{0, 1}, {1, 0}};
    double[][] toFirst = {{1, 0}, {1, 0}};
    AttentionTensor weights = layers(swap, toFirst, swap);
    AttentionMatrix map = Rollout.of(weights, Masks.full(2), NO_RESIDUAL.withLayers(0, 1)).map();
    assertThat(map).isEqualTo(AttentionMatrix.copyOf(swap));
    assertThat(Rollout.of(weights, Masks.full(2), NO_RESIDUAL.withLayers(1, 3)).how().settings())
        .endsWith("layers=[1, 3)");
  }

  @Test
  void oneToken_readsItself() {
    Rollout rollout = Rollout.of(single(new double[] {1}), Masks.causal(1));
    assertThat(rollout.map().weight(0, 0)).isEqualTo(1);
  }

  @Test
  void oneQuery_isOneRowOfTheMap() {
    AttentionTensor weights = layers(LEANING, LEANING);
    Rollout row = Rollout.ofQuery(weights, Masks.causal(2), 1, NO_RESIDUAL);
    assertThat(row.map()).isEqualTo(AttentionMatrix.copyOf(new double[][] {{0.4375, 0.5625}}));
  }

  @Test
  void product_ofMoreRowsThanABlock_isTheNaiveOne() {
    Random random = new Random(7);
    double[][] left = new double[70][150];
    double[][] right = new double[150][90];
    for (int k = 0; k < 150; k++) {
      for (int i = 0; i < 70; i++) {
        left[i][k] = random.nextInt(3) - 1;
      }
      for (int j = 0; j < 90; j++) {
        right[k][j] = j > k ? 0 : random.nextInt(5) - 2;
      }
    }
    double[][] product = Products.of(left, right, 90);
    for (int i = 0; i < 70; i++) {
      for (int j = 0; j < 90; j++) {
        double sum = 0;
        for (int k = 0; k < 150; k++) {
          sum += left[i][k] * right[k][j];
        }
        assertThat(product[i][j]).isEqualTo(sum);
      }
    }
  }

  @Test
  void crossAttention_isRefused() {
    AttentionTensor weights = AttentionTensor.copyOf(new float[1][2][3][4]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(weights, Masks.full(3, 4)))
        .withMessage(
            "weights must have as many queries as keys for flow.rollout, got [1, 2, 3, 4]; put a"
                + " cached generation together into one square tensor first");
  }

  @Test
  void notANumber_isRefusedWithItsPlace() {
    AttentionTensor weights = layers(LEANING, new double[][] {{1, 0}, {Double.NaN, 1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(weights, Masks.causal(2)))
        .withMessage(
            "row must be attention under causal(2), got BROKEN(NAN), sum NaN, leaked 0.0 at"
                + " [layer 1, head 0, query 1]; check the mask, or choose another RowSumPolicy");
  }

  @Test
  void weightOutsideTheMask_isRefused_unlessItIsRounding() {
    AttentionTensor leak = single(new double[] {0.5, 0.5}, new double[] {0.25, 0.75});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(leak, Masks.causal(2)))
        .withMessage(
            "row must be attention under causal(2), got BROKEN(LEAK), sum 1.0, leaked 0.5 at"
                + " [layer 0, head 0, query 0]; check the mask, or choose another RowSumPolicy");
    AttentionTensor rounding = single(new double[] {1, 1e-12}, new double[] {0.25, 0.75});
    assertThat(Rollout.of(rounding, Masks.causal(2)).map().row(0)).containsExactly(1, 0);
  }

  @Test
  void maskOfAnotherShape_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(layers(LEANING), Masks.causal(3)))
        .withMessage(
            "mask shape must be [2, 2] like the weights, got [3, 3]; build it with"
                + " Masks.causal(2)");
  }

  @Test
  void layersOutsideTheTensor_areRefused() {
    AttentionTensor weights = layers(LEANING, LEANING);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(weights, Masks.causal(2), Options.defaults().withLayers(1, 3)))
        .withMessage("layers must be a range inside [0, 2) that is not empty, got [1, 3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(weights, Masks.causal(2), Options.defaults().withLayers(1, 1)))
        .withMessage("layers must be a range inside [0, 2) that is not empty, got [1, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.defaults().withLayers(-1, 1))
        .withMessage("first layer must be at least 0, got -1");
  }

  @Test
  void queryOutsideTheTensor_isRefused() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Rollout.ofQuery(layers(LEANING), Masks.causal(2), 2, Options.defaults()))
        .withMessage("query must be in [0, 2), got 2");
  }

  @Test
  void layerWithoutHeads_isRefused() {
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 2, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(none, Masks.causal(2)))
        .withMessage("heads must be at least 1 to be fused, got 0");
  }

  @Test
  void impossibleShares_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Residual.renormThenMix(1.5))
        .withMessage("attention share must be in [0, 1], got 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Residual(Residual.Form.NONE, 0.5))
        .withMessage("attention share must be 1.0 for NONE, got 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discard.global(1))
        .withMessage("share must be in [0, 1), got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discard.global(0.5).protecting(-1))
        .withMessage("protected key must be at least 0, got -1");
    Options outside = Options.defaults().withDiscard(Discard.global(0.5).protecting(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of(layers(LEANING), Masks.causal(2), outside))
        .withMessage("protected key must be in [0, 2), got 2");
  }
}
