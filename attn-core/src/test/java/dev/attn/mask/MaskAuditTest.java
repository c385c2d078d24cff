package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskAuditTest {

  private static final double NAN = Double.NaN;

  private static MaskAudit audit(String mask, double[]... rows) {
    return MaskAudit.of(AttentionMatrix.copyOf(rows), Masks.parse(mask));
  }

  @Test
  void audit_ofACausalMap_findsValidRowsAndOneDegenerate() {
    MaskAudit audit = audit("#.\n##", new double[] {1, 0}, new double[] {0.25, 0.75});
    assertThat(audit.state(0, 0, 0)).isEqualTo(RowState.VALID);
    assertThat(audit.isDegenerate(0, 0, 0)).isTrue();
    assertThat(audit.state(0, 0, 1)).isEqualTo(RowState.VALID);
    assertThat(audit.isDegenerate(0, 0, 1)).isFalse();
    assertThat(audit.fault(0, 0, 1)).isEmpty();
    assertThat(audit)
        .hasToString(
            "audit of [1, 1, 2, 2]: 2 valid (1 degenerate), 0 masked, 0 broken; UNIT, tolerance"
                + " 1.0E-9");
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "0, 0", "0.5, 0.5", "7, -7", "Infinity, 0"})
  void rowWithoutAnAllowedKey_isMasked_whateverItStores(double first, double second) {
    MaskAudit audit = audit("..\n##", new double[] {first, second}, new double[] {0.5, 0.5});
    assertThat(audit.state(0, 0, 0)).isEqualTo(RowState.MASKED);
    assertThat(audit.counts().masked()).isEqualTo(1);
    assertThat(audit.leakedMass(0, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 1, 0, NAN",
    "1, 0, NaN, NAN",
    "Infinity, 0, 0, NAN",
    "-0.5, 1.5, 0, NEGATIVE",
    "0.5, 0.25, 0.25, LEAK",
    "0.5, 0.5, 0.25, LEAK",
    "0.5, 0.25, 0, SUM",
    "0, 0, 0, SUM",
    "NaN, -1, 1, NAN",
    "-1, 1, 1, NEGATIVE"
  })
  void brokenRow_hasTheFirstReasonThatApplies(double a, double b, double blocked, RowFault fault) {
    MaskAudit audit = audit("##.", new double[] {a, b, blocked});
    assertThat(audit.state(0, 0, 0)).isEqualTo(RowState.BROKEN);
    assertThat(audit.fault(0, 0, 0)).contains(fault);
    assertThat(audit.counts().broken(fault)).isEqualTo(1);
  }

  @Test
  void allZeroRow_withoutAMask_isBrokenNotMasked() {
    MaskAudit audit = MaskAudit.of(AttentionMatrix.copyOf(new double[1][2]), Masks.full(1, 2));
    assertThat(audit.fault(0, 0, 0)).contains(RowFault.SUM);
  }

  @Test
  void counts_areKeptByHeadAndInTotal() {
    AttentionTensor weights =
        AttentionTensor.copyOf(
            new float[][][][] {{{{1, 0}, {0.5f, 0.25f}}, {{0.5f, 0.5f}, {Float.NaN, 1}}}});
    MaskAudit audit = MaskAudit.of(weights, Masks.causal(2));
    assertThat(audit.counts(0, 0))
        .hasToString("1 valid (1 degenerate), 0 masked, 1 broken (1 SUM)");
    assertThat(audit.counts(0, 1))
        .hasToString("0 valid (0 degenerate), 0 masked, 2 broken (1 NAN, 1 LEAK)");
    assertThat(audit.counts())
        .isEqualTo(
            new RowCounts(
                1,
                1,
                0,
                Map.of(
                    RowFault.NAN, 1L, RowFault.NEGATIVE, 0L, RowFault.LEAK, 1L, RowFault.SUM, 1L)));
    assertThat(audit.counts().rows()).isEqualTo(4);
    assertThat(audit.leakedMass(0, 1)).isEqualTo(0.5);
  }

  @Test
  void atMostOne_acceptsWhatALearnedSinkLeaves() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{0.5, 0.25}, {0.75, 0.5}});
    RowRules rules = RowRules.of(ElementType.F64, 2).withRowSum(RowSumPolicy.AT_MOST_ONE);
    MaskAudit audit = MaskAudit.of(weights, Masks.full(2, 2), rules);
    assertThat(audit.state(0, 0, 0)).isEqualTo(RowState.VALID);
    assertThat(audit.fault(0, 0, 1)).contains(RowFault.SUM);
    assertThat(audit.rules()).isEqualTo(rules);
  }

  @Test
  void free_acceptsAnySumButNoNegativeWeight() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{4, 3}, {-1, 1}});
    RowRules rules = RowRules.of(ElementType.F64, 2).withRowSum(RowSumPolicy.FREE);
    MaskAudit audit = MaskAudit.of(weights, Masks.full(2, 2), rules);
    assertThat(audit.state(0, 0, 0)).isEqualTo(RowState.VALID);
    assertThat(audit.fault(0, 0, 1)).contains(RowFault.NEGATIVE);
  }

  @Test
  void eightBitWeights_haveNoSumCheckUnlessAToleranceIsGiven() {
    RowRules rules = RowRules.of(ElementType.U8, 3);
    Runs all = Masks.full(1, 3).row(0);
    assertThat(rules.judge(new double[] {200, 55, 1}, all).state()).isEqualTo(RowState.VALID);
    assertThat(rules.withTolerance(0).judge(new double[] {200, 55, 1}, all))
        .hasToString("BROKEN(SUM), sum 256.0, leaked 0.0");
  }

  @Test
  void audit_ofEightBitWeights_saysThatSumsAreUnchecked() {
    MaskAudit audit =
        MaskAudit.of(
            AttentionMatrix.copyOf(new double[][] {{3}}),
            Masks.full(1, 1),
            RowRules.of(ElementType.I8, 1));
    assertThat(audit)
        .hasToString(
            "audit of [1, 1, 1, 1]: 1 valid (1 degenerate), 0 masked, 0 broken; UNIT, sums"
                + " UNCHECKED");
  }

  @ParameterizedTest
  @CsvSource({
    "F64, 64, 1e-9",
    "F32, 64, 1e-4",
    "BF16, 64, 1e-2",
    "F16, 64, 2e-3",
    "F16, 90000, 0.003170490264892578",
    "BOOL, 64, 1e-9"
  })
  void tolerance_followsFromTheNumberFormat(ElementType type, int keys, double tolerance) {
    assertThat(RowRules.of(type, keys).tolerance()).hasValue(tolerance);
  }

  @Test
  void uniformHalfPrecisionRowOf90000Keys_isValidThoughItSumsTo99778() {
    double[] row = new double[90_000];
    Arrays.fill(row, 186 * 0x1p-24);
    RowVerdict verdict =
        RowRules.of(ElementType.F16, row.length).judge(row, Masks.full(1, row.length).row(0));
    assertThat(verdict.sum()).isCloseTo(0.99778, within(5e-6));
    assertThat(verdict.state()).isEqualTo(RowState.VALID);
  }

  @Test
  void tolerance_outsideItsRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowRules.of(ElementType.F32, 2).withTolerance(NAN))
        .withMessage("tolerance must be in [0, 1), got NaN");
  }

  @Test
  void maskOfAnotherShape_isRefusedWithTheMaskToBuild() {
    AttentionMatrix square = AttentionMatrix.copyOf(new double[16][16]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskAudit.of(square, Masks.causal(12)))
        .withMessage(
            "mask shape must be [16, 16] like the weights, got [12, 12]; build it with"
                + " Masks.causal(16)");
    AttentionMatrix wide = AttentionMatrix.copyOf(new double[4][9]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskAudit.of(wide, Masks.causal(4)))
        .withMessage(
            "mask shape must be [4, 9] like the weights, got [4, 4]; build it with"
                + " Masks.causalBottomRight(4, 9)");
  }

  @Test
  void indexOutsideTheWeights_isRefused() {
    MaskAudit audit = audit("#", new double[] {1});
    assertThatThrownBy(() -> audit.state(1, 0, 0)).hasMessage("layer must be in [0, 1), got 1");
    assertThatThrownBy(() -> audit.counts(0, 2)).hasMessage("head must be in [0, 1), got 2");
    assertThatThrownBy(() -> audit.fault(0, 0, -1)).hasMessage("query must be in [0, 1), got -1");
  }

  private static AttentionMask guess(double[]... rows) {
    return MaskAudit.causalOrFull(
        NumericArray.copyOf(
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(),
                rows.length,
                rows[0].length)
            .asAttention());
  }

  @Test
  void causalOrFull_ofWeightsThatNeverReadAhead_isCausal() {
    assertThat(guess(new double[] {1, 0}, new double[] {0.5, 0.5})).hasToString("causal(2)");
    assertThat(guess(new double[] {0.5, 0.5, 0}, new double[] {0.5, 0.25, 0.25}))
        .hasToString("causalBottomRight(2, 3)");
    assertThat(guess(new double[] {1})).hasToString("causal(1)");
    assertThat(guess(new double[] {0.5, 0.5})).hasToString("causalBottomRight(1, 2)");
  }

  @Test
  void causalOrFull_ofWeightsThatReadAheadOrOnlyThemselves_isFull() {
    assertThat(guess(new double[] {1, 1e-300}, new double[] {0.5, 0.5}))
        .isEqualTo(Masks.full(2, 2));
    assertThat(guess(new double[] {1, NAN}, new double[] {0.5, 0.5})).isEqualTo(Masks.full(2, 2));
    assertThat(guess(new double[] {1, 0}, new double[] {0, 1})).isEqualTo(Masks.full(2, 2));
    assertThat(guess(new double[2], new double[2])).isEqualTo(Masks.full(2, 2));
  }

  @Test
  void causalOrFull_ofMoreQueriesThanKeys_isFull() {
    assertThat(guess(new double[] {0, 0}, new double[] {1, 0}, new double[] {0.5, 0.5}))
        .isEqualTo(Masks.full(3, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void causalOrFull_looksAtEveryHead(int headThatReadsAhead) {
    float[][][][] values = {{{{1, 0}, {0.5f, 0.5f}}, {{1, 0}, {0.5f, 0.5f}}}};
    values[0][headThatReadsAhead][0] = new float[] {0.5f, 0.5f};
    assertThat(MaskAudit.causalOrFull(AttentionTensor.copyOf(values))).isEqualTo(Masks.full(2, 2));
  }
}
