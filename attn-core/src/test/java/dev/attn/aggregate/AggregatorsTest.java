package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AggregatorsTest {

  /** Two layers of two heads; layer 1 is layer 0 with its heads exchanged. */
  private static final AttentionTensor TWO_LAYERS =
      NumericArray.copyOf(
              new double[] {
                1, 0, 0.25, 0.75, /**/ 1, 0, 0.75, 0.25, //
                1, 0, 0.75, 0.25, /**/ 1, 0, 0.25, 0.75
              },
              2,
              2,
              2,
              2)
          .asAttention();

  private static final List<Span> HALVES = List.of(Span.of(0, 2, "first"), Span.of(2, 4, "second"));

  private static double[][] uniformCausal(int tokens) {
    double[][] weights = new double[tokens][tokens];
    for (int q = 0; q < tokens; q++) {
      for (int k = 0; k <= q; k++) {
        weights[q][k] = 1.0 / (q + 1);
      }
    }
    return weights;
  }

  @ParameterizedTest
  @CsvSource({"MEAN, 0.5, 0.5, 1", "MAX, 0.75, 0.75, 1", "MIN, 0.25, 0.25, 1", "SUM, 1, 1, 2"})
  void heads_ofOneLayer_areFusedCellByCell(HeadFusion fusion, double a, double b, double first) {
    AttentionMatrix fused = Aggregators.heads(TWO_LAYERS.layer(0), fusion);
    assertThat(fused.row(1)).containsExactly(a, b);
    assertThat(fused.row(0)).containsExactly(first, 0);
  }

  @Test
  void heads_ofATensor_keepTheLayers() {
    AttentionTensor fused = Aggregators.heads(TWO_LAYERS, HeadFusion.MAX);
    assertThat(fused.shape()).isEqualTo(TensorShape.of(2, 1, 2, 2));
    for (int l = 0; l < 2; l++) {
      assertThat(fused.layer(l).head(0))
          .isEqualTo(Aggregators.heads(TWO_LAYERS.layer(l), HeadFusion.MAX));
    }
  }

  @Test
  void heads_ofASingleHead_areThatHead() {
    AttentionTensor one = AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {0.25f, 0.75f}}}});
    for (HeadFusion fusion : HeadFusion.values()) {
      assertThat(Aggregators.heads(one, fusion)).isEqualTo(one);
    }
  }

  @Test
  void fusedWeights_reportThePrecisionOfTheirSource() {
    AttentionTensor floats = AttentionTensor.copyOf(new float[1][2][1][1]);
    assertThat(Aggregators.heads(floats, HeadFusion.MEAN).type()).isEqualTo(ElementType.F32);
    assertThat(Aggregators.heads(TWO_LAYERS, HeadFusion.MEAN).type()).isEqualTo(ElementType.F64);
  }

  @Test
  void notANumberInOneHead_makesTheFusedCellNotANumber() {
    AttentionTensor weights =
        AttentionTensor.copyOf(new float[][][][] {{{{Float.NaN, 0.5f}}, {{0.5f, 0.5f}}}});
    for (HeadFusion fusion : HeadFusion.values()) {
      assertThat(Aggregators.heads(weights, fusion).layer(0).head(0).weight(0, 0)).isNaN();
    }
  }

  @Test
  void queryRows_areStripsInTheOrderAskedFor() {
    AttentionTensor strips = Aggregators.queryRows(TWO_LAYERS, HeadFusion.SUM, 1, 0, 1);
    assertThat(strips.shape()).isEqualTo(TensorShape.of(2, 1, 3, 2));
    assertThat(strips.layer(1).head(0).row(0)).containsExactly(1, 1);
    assertThat(strips.layer(1).head(0).row(1)).containsExactly(2, 0);
    assertThat(strips.layer(1).head(0).row(2)).containsExactly(1, 1);
  }

  @Test
  void layerTokenMap_isOneQueryOverTheLayers() {
    AttentionTensor wide =
        AttentionTensor.copyOf(new float[][][][] {{{{0.5f, 0.25f, 0.25f}}}, {{{0, 0, 1}}}});
    AttentionMatrix map = Aggregators.layerTokenMap(wide, 0, HeadFusion.MEAN);
    assertThat(map)
        .isEqualTo(AttentionMatrix.copyOf(new float[][] {{0.5f, 0.25f, 0.25f}, {0, 0, 1}}));
  }

  @Test
  void order_ofHeadsDoesNotMatter() {
    AttentionTensor exchanged =
        AttentionTensor.computed(
            TWO_LAYERS.shape(),
            TWO_LAYERS.type(),
            (l, h, q, row) -> TWO_LAYERS.layer(l).head(1 - h).row(q, row));
    for (HeadFusion fusion : HeadFusion.values()) {
      assertThat(Aggregators.heads(exchanged, fusion))
          .isEqualTo(Aggregators.heads(TWO_LAYERS, fusion));
    }
  }

  @Test
  void queryOutsideTheWeights_isRefused() {
    assertThatThrownBy(() -> Aggregators.queryRows(TWO_LAYERS, HeadFusion.MEAN, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 2), got 2");
    assertThatThrownBy(() -> Aggregators.layerTokenMap(TWO_LAYERS, -1, HeadFusion.MEAN))
        .hasMessage("query must be in [0, 2), got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.queryRows(TWO_LAYERS, HeadFusion.MEAN))
        .withMessage("queries must name at least one row, got none");
  }

  @Test
  void layerWithoutHeads_isRefused() {
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 2, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.heads(none.layer(0), HeadFusion.MEAN))
        .withMessage("heads must be at least 1 to be fused, got 0");
  }

  @Test
  void segmentMass_ofUniformCausalAttentionInHalves() {
    AttentionMatrix weights = AttentionMatrix.copyOf(uniformCausal(4));
    SegmentMass mass = Aggregators.segmentMass(weights, HALVES, Masks.causal(4));
    assertThat(mass.map().row(0)).containsExactly(1, 0);
    assertThat(mass.map().row(1)).containsExactly(new double[] {0.583333, 0.416667}, within(1e-6));
    assertThat(mass)
        .hasToString(
            "SegmentMass[map=f64 [2, 2], rowsUsed=[2, 2], rowsMasked=0, how=seg.block(MASS"
                + " segments=[first [0, 2), second [2, 4)]) mask=causal(4) rows=UNIT"
                + " tolerance=1.0E-9 type=f64 unit=probability]");
    SegmentMass unmasked = Aggregators.segmentMass(weights, HALVES);
    assertThat(unmasked.map()).isEqualTo(mass.map());
    assertThat(unmasked.how().mask()).isEqualTo("full(4)");
  }

  @Test
  void segmentMass_leavesMaskedRowsOut() {
    double[][] weights = uniformCausal(4);
    weights[2] = new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    SegmentMass mass =
        Aggregators.segmentMass(
            AttentionMatrix.copyOf(weights), HALVES, Masks.parse("#...\n##..\n....\n####"));
    assertThat(mass.map().row(1)).containsExactly(0.5, 0.5);
    assertThat(mass.rowsUsed()).containsExactly(2, 1);
    assertThat(mass.rowsMasked()).isEqualTo(1);
  }

  @Test
  void segmentMass_refusesRowsThatAreNotAttention_asTheMetricDoes() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Aggregators.segmentMass(
                    AttentionMatrix.copyOf(new double[][] {{7, 0}, {0.5, 0.5}}),
                    List.of(Span.of(0, 2, "all")),
                    Masks.causal(2)))
        .withMessageStartingWith("row must be attention under its mask, got ")
        .withMessageEndingWith(
            " at [layer 0, head 0, query 0]; check the mask, or leave such rows out with"
                + " BrokenRow.SKIP");
  }

  @Test
  void segmentMass_doesNotCountWhatBlockedCellsHold() {
    // within the tolerance of half precision a valid row may hold a little outside its mask
    double leak = 1e-10;
    SegmentMass mass =
        Aggregators.segmentMass(
            AttentionMatrix.copyOf(new double[][] {{1, leak}, {0.5, 0.5}}),
            List.of(Span.of(0, 1, "first"), Span.of(1, 2, "second")),
            Masks.causal(2));
    assertThat(mass.map().row(0)).containsExactly(1, 0);
  }

  @Test
  void segmentMass_ofMaskedRowsOnly_isNotANumber() {
    SegmentMass mass =
        Aggregators.segmentMass(
            AttentionMatrix.copyOf(uniformCausal(4)),
            HALVES,
            Masks.parse("....\n....\n###.\n####"));
    assertThat(mass.map().row(0)).containsExactly(Double.NaN, Double.NaN);
    assertThat(mass.rowsUsed()).containsExactly(0, 2);
    assertThat(mass.map().row(1)).containsExactly(new double[] {0.583333, 0.416667}, within(1e-6));
  }

  @Test
  void segments_thatDoNotFit_areRefused() {
    AttentionMatrix wide = AttentionMatrix.copyOf(new double[2][3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.segmentMass(wide, HALVES))
        .withMessage(
            "weights must have as many queries as keys to be cut into one list of segments, got [2,"
                + " 3]");
    AttentionMatrix square = AttentionMatrix.copyOf(new double[3][3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.segmentMass(square, HALVES))
        .withMessage("segment must end at or before 3, the number of tokens, got second [2, 4)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.segmentMass(square, List.of()))
        .withMessage("segments must be at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.segmentMass(square, HALVES, Masks.causal(2)))
        .withMessage(
            "mask shape must be [3, 3] like the weights, got [2, 2]; build it with Masks.causal(3)");
  }
}
