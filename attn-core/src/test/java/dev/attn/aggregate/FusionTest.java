package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskStack;
import dev.attn.mask.Masks;
import dev.attn.mask.RowRules;
import dev.attn.mask.testing.MaskAssert;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import dev.attn.testing.RandomAttention;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class FusionTest {

  private static final Fusion MEAN = Fusion.of(HeadFusion.MEAN);

  /** One layer of four heads over two tokens; row 0 is always {1, 0}. */
  private static final AttentionTensor FOUR_HEADS = fourHeads(0.25, 0.75, 0.5, 1);

  private static AttentionTensor fourHeads(double... first) {
    double[] values = new double[first.length * 4];
    for (int h = 0; h < first.length; h++) {
      values[4 * h] = 1;
      values[4 * h + 2] = first[h];
      values[4 * h + 3] = 1 - first[h];
    }
    return NumericArray.copyOf(values, 1, first.length, 2, 2).asAttention();
  }

  private static MaskedAttention causal() {
    return MaskedAttention.of(FOUR_HEADS, Masks.causal(2));
  }

  private static double[] secondRow(MaskedAttention fused) {
    return fused.matrix(0, 0).row(1);
  }

  @Example
  void fusions_ofFourHeads() {
    assertThat(secondRow(Aggregators.heads(causal(), MEAN))).containsExactly(0.625, 0.375);
    assertThat(secondRow(Aggregators.heads(causal(), Fusion.of(HeadFusion.MAX))))
        .containsExactly(1, 0.75);
    assertThat(secondRow(Aggregators.heads(causal(), Fusion.of(HeadFusion.MIN))))
        .containsExactly(0.25, 0);
    assertThat(secondRow(Aggregators.heads(causal(), Fusion.of(HeadFusion.SUM))))
        .containsExactly(2.5, 1.5);
    assertThat(secondRow(Aggregators.heads(causal(), Fusion.weighted(0.5, 0.25, 0.25, 0))))
        .containsExactly(0.4375, 0.5625);
    assertThat(secondRow(Aggregators.heads(causal(), Fusion.last()))).containsExactly(1, 0);
  }

  @Example
  void weighted_ofTheExampleRows() {
    AttentionTensor two =
        NumericArray.copyOf(new double[] {1, 0, 0.2, 0.8}, 1, 2, 1, 2).asAttention();
    MaskedAttention fused =
        Aggregators.heads(MaskedAttention.of(two, Masks.full(1, 2)), Fusion.weighted(0.25, 0.75));
    assertThat(fused.matrix(0, 0).row(0)).containsExactly(new double[] {0.4, 0.6}, within(1e-15));
  }

  @Example
  void over_fusesSomeMembersOnly() {
    assertThat(secondRow(Aggregators.heads(causal(), MEAN.over(0, 3))))
        .containsExactly(0.625, 0.375);
    assertThat(secondRow(Aggregators.heads(causal(), Fusion.of(HeadFusion.MAX).over(2))))
        .containsExactly(0.5, 0.5);
    assertThat(secondRow(Aggregators.heads(causal(), Fusion.weighted(0.75, 0.25).over(3, 1))))
        .containsExactly(0.9375, 0.0625);
  }

  @Example
  void renormalised_dividesEveryRowByItsSum() {
    double[] largest =
        secondRow(Aggregators.heads(causal(), Fusion.of(HeadFusion.MAX).renormalised()));
    assertThat(largest).containsExactly(new double[] {1 / 1.75, 0.75 / 1.75}, within(1e-15));
  }

  @Example
  void headGroups_areOneHeadForEachKeyHead() {
    MaskedAttention grouped = Aggregators.headGroups(causal(), KeyHeadMap.contiguous(4, 2), MEAN);
    assertThat(grouped.shape()).isEqualTo(TensorShape.of(1, 2, 2, 2));
    assertThat(grouped.matrix(0, 0).row(1)).containsExactly(0.5, 0.5);
    assertThat(grouped.matrix(0, 1).row(1)).containsExactly(0.75, 0.25);
    MaskedAttention alternating =
        Aggregators.headGroups(causal(), KeyHeadMap.copyOf(0, 1, 0, 1), MEAN);
    assertThat(alternating.matrix(0, 0).row(1)).containsExactly(0.375, 0.625);
    MaskedAttention firsts =
        Aggregators.headGroups(causal(), KeyHeadMap.contiguous(4, 2), MEAN.over(0));
    assertThat(firsts.matrix(0, 1).row(1)).containsExactly(0.5, 0.5);
  }

  @Example
  void onlyHeadsWithAnAllowedKey_enterARow() {
    AttentionTensor weights =
        NumericArray.copyOf(
                new double[] {
                  Double.NaN, Double.NaN, 0.25, 0.75, /**/ 1, 0, 0, 1, /**/ 7, 7, 0.5, 0.5
                },
                1,
                3,
                2,
                2)
            .asAttention();
    AttentionMask late = Masks.parse("..\n##");
    MaskedAttention fused =
        Aggregators.heads(
            MaskedAttention.of(weights, MaskStack.ofHeads(late, Masks.parse("#.\n.#"), late)),
            MEAN);
    assertThat(fused.matrix(0, 0).row(0)).containsExactly(1, 0);
    assertThat(fused.matrix(0, 0).row(1)).containsExactly(0.25, 0.75);
    MaskAssert.that(fused.mask(0, 0)).isEqualTo(Masks.causal(2));
  }

  @Example
  void headsWithoutACommonKey_leaveARowThatCannotBeScaled_whichIsMaskedAndCounted() {
    AttentionTensor disjoint =
        NumericArray.copyOf(new double[] {1, 0, 0.5, 0.5, /**/ 0, 1, 0.25, 0.75}, 1, 2, 2, 2)
            .asAttention();
    MaskedAttention heads = MaskedAttention.of(disjoint, Masks.full(2));
    Fusion least = Fusion.of(HeadFusion.MIN);
    MaskedAttention fused = Aggregators.heads(heads, least.renormalised());
    assertThat(fused.matrix(0, 0).row(0)).containsExactly(0, 0);
    assertThat(secondRow(fused)).containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-15));
    assertThat(fused.rowCount(0, 0, 0)).isZero();
    assertThat(fused.zeroRows()).isEqualTo(1);
    MaskAssert.that(fused.mask(0, 0)).isEqualTo(Masks.parse("..\n##"));
    assertThat(Aggregators.layerTokenMap(heads, least.renormalised(), 0).zeroRows()).isEqualTo(1);
    assertThat(Aggregators.stack(List.of(fused, fused)).zeroRows()).isEqualTo(2);
    assertThat(Aggregators.heads(heads, least).zeroRows()).isZero();
    assertThat(Aggregators.heads(heads, least).rowCount(0, 0, 0)).isEqualTo(1);
  }

  @Example
  void sumsOverHeads_carryTheirError() {
    // 1, then ten times a weight that 1 would swallow
    double tiny = 0x1p-54;
    double[] values = new double[22];
    for (int h = 0; h < 11; h++) {
      values[2 * h] = h == 0 ? 1 : tiny;
      values[2 * h + 1] = h == 0 ? 0 : 1 - tiny;
    }
    AttentionTensor heads = NumericArray.copyOf(values, 1, 11, 1, 2).asAttention();
    double sum =
        Aggregators.heads(MaskedAttention.of(heads, Masks.full(1, 2)), Fusion.of(HeadFusion.SUM))
            .matrix(0, 0)
            .weight(0, 0);
    assertThat(sum).isEqualTo(1 + 10 * tiny).isGreaterThan(1);
    assertThat(Aggregators.heads(heads, HeadFusion.SUM).layer(0).head(0).weight(0, 0))
        .isEqualTo(sum);
  }

  @Example
  void rowThatNothingEnters_isMasked() {
    AttentionTensor weights =
        NumericArray.copyOf(new double[] {Double.NaN, 3, 0.5, 0.5}, 1, 1, 2, 2).asAttention();
    MaskedAttention fused =
        Aggregators.heads(MaskedAttention.of(weights, Masks.parse("..\n##")), MEAN);
    assertThat(fused.matrix(0, 0).row(0)).containsExactly(0, 0);
    assertThat(fused.mask(0, 0).row(0).isEmpty()).isTrue();
    assertThat(fused.rowCount(0, 0, 0)).isZero();
    assertThat(fused.rowCount(0, 0, 1)).isOne();
  }

  @Example
  void brokenRow_isAnErrorUnlessSkipped() {
    AttentionTensor weights =
        NumericArray.copyOf(new double[] {1, 0, 0.5, 0.25, /**/ 1, 0, 0.5, 0.5}, 1, 2, 2, 2)
            .asAttention();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskedAttention.of(weights, Masks.causal(2)))
        .withMessage(
            "row must be attention under its mask, got BROKEN(SUM), sum 0.75, leaked 0.0 at"
                + " [layer 0, head 0, query 1]; check the mask, or leave such rows out with"
                + " BrokenRow.SKIP");
    MaskedAttention lenient =
        MaskedAttention.of(
            weights, Masks.causal(2), RowRules.of(ElementType.F64, 2), BrokenRow.SKIP);
    assertThat(lenient.brokenRows()).isOne();
    assertThat(lenient.mask(0, 0).row(1).isEmpty()).isTrue();
    assertThat(secondRow(Aggregators.heads(lenient, MEAN))).containsExactly(0.5, 0.5);
  }

  @Example
  void layers_areFusedHeadByHead() {
    AttentionTensor weights =
        NumericArray.copyOf(new double[] {1, 0, 0.5, 0.5, /**/ 0, 1, 0.25, 0.75}, 2, 2, 1, 2)
            .asAttention();
    MaskedAttention masked = MaskedAttention.of(weights, Masks.full(1, 2));
    MaskedAttention mean = Aggregators.layers(masked, MEAN);
    assertThat(mean.shape()).isEqualTo(TensorShape.of(1, 2, 1, 2));
    assertThat(mean.matrix(0, 0).row(0)).containsExactly(0.5, 0.5);
    assertThat(mean.matrix(0, 1).row(0)).containsExactly(0.375, 0.625);
    assertThat(Aggregators.layers(masked, Fusion.last()).matrix(0, 1).row(0))
        .containsExactly(0.25, 0.75);
    assertThat(Aggregators.layers(masked, MEAN.over(0)).matrix(0, 0).row(0)).containsExactly(1, 0);
  }

  @Example
  void layersWithMasksOfTheirOwn_areAllowedWhereOneIs() {
    AttentionTensor weights =
        NumericArray.copyOf(new double[] {1, 0, 0.5, 0.5, /**/ 1, 0, 0, 1}, 2, 1, 2, 2)
            .asAttention();
    MaskedAttention layers =
        MaskedAttention.ofLayers(weights, Masks.causal(2), Masks.slidingWindow(2, 1));
    MaskedAttention fused = Aggregators.layers(layers, MEAN);
    MaskAssert.that(fused.mask(0, 0)).isEqualTo(Masks.causal(2));
    assertThat(secondRow(fused)).containsExactly(0.25, 0.75);
  }

  @Example
  void stack_putsLayersOnTopOfEachOther() {
    MaskedAttention one = causal();
    MaskedAttention three = Aggregators.stack(List.of(one, Aggregators.stack(List.of(one, one))));
    assertThat(three.shape()).isEqualTo(TensorShape.of(3, 4, 2, 2));
    assertThat(three.matrix(2, 3)).isEqualTo(one.matrix(0, 3));
    AttentionTensor wide = NumericArray.copyOf(new double[] {1, 0, 0}, 1, 1, 1, 3).asAttention();
    MaskedAttention other = MaskedAttention.of(wide, Masks.full(1, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.stack(List.of(one, other)))
        .withMessage(
            "layers must have equal heads, queries and keys to be stacked, got [1, 1, 1, 3] after"
                + " [1, 4, 2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.stack(List.of()))
        .withMessage("layers must be at least one, got none");
  }

  @Property(tries = 300)
  void law13_entropyGainedByTheMeanOfTwoHeads_isTheirJensenShannonDivergence(@ForAll long seed) {
    RandomAttention map = RandomAttention.of(seed, 1, 2);
    MaskedAttention mean = Aggregators.heads(MaskedAttention.of(map.weights(), map.mask()), MEAN);
    for (int q = 0; q < map.mask().rows(); q++) {
      if (!map.mask().row(q).isEmpty()) {
        double[] a = map.weights().layer(0).head(0).row(q);
        double[] b = map.weights().layer(0).head(1).row(q);
        double gain =
            Rows.entropy(mean.matrix(0, 0).row(q)) - (Rows.entropy(a) + Rows.entropy(b)) / 2;
        assertThat(gain).isCloseTo(Rows.jensenShannon(a, b), within(1e-13));
        assertThat(gain).isGreaterThanOrEqualTo(-1e-13);
      }
    }
  }

  @Property(tries = 300)
  void law1_fusedRows_keepToTheirMaskAndHaveTheSumsOfTheirFusion(@ForAll long seed) {
    RandomAttention map = RandomAttention.of(seed, 2, 3);
    MaskedAttention source = MaskedAttention.of(map.weights(), map.mask());
    for (Fusion fusion :
        new Fusion[] {
          MEAN,
          Fusion.weighted(0.5, 0.3, 0.2),
          Fusion.of(HeadFusion.MAX).renormalised(),
          Fusion.of(HeadFusion.MAX),
          Fusion.of(HeadFusion.MIN),
          Fusion.of(HeadFusion.SUM)
        }) {
      MaskedAttention fused = Aggregators.heads(source, fusion);
      MaskAssert.that(fused.mask(1, 0)).isEqualTo(map.mask());
      for (int q = 0; q < map.mask().rows(); q++) {
        double sum = 0;
        for (int k = 0; k < map.mask().keys(); k++) {
          double weight = fused.matrix(1, 0).weight(q, k);
          assertThat(map.mask().allows(q, k) || weight == 0).isTrue();
          sum += weight;
        }
        assertSum(fusion, map.mask().row(q).isEmpty(), sum);
      }
    }
  }

  private static void assertSum(Fusion fusion, boolean masked, double sum) {
    if (masked) {
      assertThat(sum).isZero();
    } else if (fusion.keepsRowSums()) {
      assertThat(sum).isCloseTo(1, within(1e-12));
    } else if (fusion.equals(Fusion.of(HeadFusion.SUM))) {
      assertThat(sum).isCloseTo(3, within(1e-12));
    } else if (fusion.equals(Fusion.of(HeadFusion.MAX))) {
      assertThat(sum).isGreaterThanOrEqualTo(1 - 1e-12);
    } else {
      assertThat(sum).isLessThanOrEqualTo(1 + 1e-12);
    }
  }

  @Property(tries = 100)
  void law26_inputIsUnchanged_andMaskedFusionOfCleanRowsIsPlainFusion(@ForAll long seed) {
    AttentionMask mask = Masks.causal(5);
    RandomAttention map = RandomAttention.under(mask, new java.util.Random(seed), 2, 3);
    double[] before = map.weights().asArray().toDoubles();
    for (HeadFusion kind : HeadFusion.values()) {
      assertThat(
              Aggregators.heads(MaskedAttention.of(map.weights(), mask), Fusion.of(kind)).weights())
          .isEqualTo(Aggregators.heads(map.weights(), kind));
    }
    assertThat(map.weights().asArray().toDoubles()).containsExactly(before);
  }

  @Example
  void fusion_isAValue() {
    assertThat(MEAN.over(1, 3)).isEqualTo(Fusion.of(HeadFusion.MEAN).over(1, 3));
    assertThat(MEAN.over(1, 3).hashCode())
        .isEqualTo(Fusion.of(HeadFusion.MEAN).over(1, 3).hashCode());
    assertThat(MEAN).isNotEqualTo(Fusion.last()).isNotEqualTo(MEAN.renormalised());
    assertThat(Fusion.of(HeadFusion.MAX).over(1, 3).renormalised())
        .hasToString("MAX over [1, 3], renormalised");
    assertThat(Fusion.last()).hasToString("MEAN over the last");
    assertThat(Fusion.weighted(0.5, 0.5)).hasToString("WEIGHTED[0.5, 0.5]");
    assertThat(causal()).hasToString("masked f64 [1, 4, 2, 2]");
  }

  @Example
  void badFusions_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fusion.weighted(0.5, -0.5))
        .withMessage("weight must be in [0, 1], got -0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fusion.weighted(0.5, Double.NaN))
        .withMessage("weight must be in [0, 1], got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fusion.weighted(0.5, 0.25))
        .withMessage("weights must add up to 1, got a sum of 0.75");
    assertThatIllegalArgumentException()
        .isThrownBy(MEAN::over)
        .withMessage("members must name at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MEAN.over(1, 1))
        .withMessage("members must be different, got [1, 1]");
    assertThatThrownBy(() -> Aggregators.heads(causal(), MEAN.over(4)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 4), got 4");
    assertThatThrownBy(() -> Aggregators.layers(causal(), MEAN.over(1)))
        .hasMessage("layer must be in [0, 1), got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.heads(causal(), Fusion.weighted(0.5, 0.5)))
        .withMessage("weights must be one for each of 4 heads, got 2");
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 2, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.heads(MaskedAttention.of(none, Masks.causal(2)), MEAN))
        .withMessage("heads must be at least 1 to be fused, got 0");
  }

  @Example
  void masksAndGroupsThatDoNotFit_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskedAttention.of(FOUR_HEADS, Masks.causal(3)))
        .withMessage(
            "mask shape must be [2, 2] like the weights, got [3, 3]; build it with Masks.causal(2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskedAttention.of(FOUR_HEADS, MaskStack.ofHeads(Masks.causal(2))))
        .withMessage("head masks must be a stack [1, 4] like the heads, got [1, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskedAttention.ofLayers(FOUR_HEADS))
        .withMessage("layer masks must be one for each of 1 layers, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyHeadMap.contiguous(4, 3))
        .withMessage(
            "groups must divide the 4 query heads, got 3; list the key heads with"
                + " KeyHeadMap.copyOf");
    assertThatIllegalArgumentException()
        .isThrownBy(KeyHeadMap::copyOf)
        .withMessage("key heads must be listed for at least one head, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyHeadMap.copyOf(0, -1))
        .withMessage("key head must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyHeadMap.copyOf(0, 2))
        .withMessage("key heads must name every one up to the largest, got [0, 2] without 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.headGroups(causal(), KeyHeadMap.contiguous(2, 1), MEAN))
        .withMessage("key heads must be listed for each of 4 heads, got 2");
  }

  @Example
  void keyHeadMap_isAValue() {
    KeyHeadMap map = KeyHeadMap.contiguous(4, 2);
    assertThat(map).isEqualTo(KeyHeadMap.copyOf(0, 0, 1, 1)).hasToString("[0, 0, 1, 1]");
    assertThat(map.hashCode()).isEqualTo(KeyHeadMap.copyOf(0, 0, 1, 1).hashCode());
    assertThat(map.keyHead(2)).isOne();
    assertThat(map.members(1)).containsExactly(2, 3);
    assertThatThrownBy(() -> map.keyHead(4)).hasMessage("head must be in [0, 4), got 4");
    assertThatThrownBy(() -> map.members(2)).hasMessage("group must be in [0, 2), got 2");
  }
}
