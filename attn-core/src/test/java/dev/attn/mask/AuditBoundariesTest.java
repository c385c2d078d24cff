package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Weights that lie exactly on a limit; all numbers are sums of powers of two, so none is rounded.
 */
final class AuditBoundariesTest {

  private static final RowRules QUARTER = RowRules.of(ElementType.F64, 2).withTolerance(0.25);
  private static final Runs BOTH = Runs.of(0, 2);
  private static final Runs FIRST = Runs.of(0, 1);

  private static Optional<RowFault> fault(RowRules rules, Runs allowed, double... row) {
    return rules.judge(row, allowed).fault();
  }

  @Test
  void sum_mayBeOffByTheTolerance() {
    assertThat(fault(QUARTER, BOTH, 0.75, 0.5)).isEmpty();
    assertThat(fault(QUARTER, BOTH, 0.75, 0.5625)).contains(RowFault.SUM);
    assertThat(fault(QUARTER, BOTH, 0.5, 0.25)).isEmpty();
    assertThat(fault(QUARTER, BOTH, 0.5, 0.1875)).contains(RowFault.SUM);
  }

  @Test
  void weight_mayBeBelowZeroByTheTolerance() {
    assertThat(fault(QUARTER, BOTH, -0.25, 1.25)).isEmpty();
    assertThat(fault(QUARTER, BOTH, -0.3125, 1.3125)).contains(RowFault.NEGATIVE);
  }

  @Test
  void leakedWeight_mayReachTheTolerance() {
    assertThat(fault(QUARTER, FIRST, 0.75, 0.25)).isEmpty();
    assertThat(fault(QUARTER, FIRST, 0.6875, 0.3125)).contains(RowFault.LEAK);
    assertThat(QUARTER.judge(new double[] {0.5, 0.125, 0.25, 0.125}, Runs.of(1, 3)).leaked())
        .isEqualTo(0.625);
  }

  @Test
  void atMostOne_mayBeExceededByTheTolerance() {
    RowRules rules = QUARTER.withRowSum(RowSumPolicy.AT_MOST_ONE);
    assertThat(fault(rules, BOTH, 1, 0.25)).isEmpty();
    assertThat(fault(rules, BOTH, 1, 0.3125)).contains(RowFault.SUM);
    assertThat(fault(rules, BOTH, 0, 0)).isEmpty();
  }

  @Test
  void tolerance_isAtLeastZeroAndBelowOne() {
    assertThat(QUARTER.withTolerance(0).tolerance()).hasValue(0);
    assertThat(QUARTER.withTolerance(0.75).tolerance()).hasValue(0.75);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUARTER.withTolerance(1))
        .withMessage("tolerance must be in [0, 1), got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUARTER.withTolerance(-0.25))
        .withMessage("tolerance must be in [0, 1), got -0.25");
  }

  @Test
  void rowFault_isOnlyThereInBrokenRows() {
    assertThat(RowVerdict.MASKED.fault()).isEmpty();
    assertThat(QUARTER.judge(new double[] {1, 0}, BOTH).allowedKeys()).isEqualTo(2);
    assertThat(QUARTER.judge(new double[] {1, 0}, FIRST)).hasToString("VALID, sum 1.0, leaked 0.0");
  }

  @Test
  void chosenWeights_includeTheOneThatReachesTheLimit() {
    AttentionMatrix weights =
        AttentionMatrix.copyOf(new double[][] {{0.25, 0.5, 0, 0.25}, {0, 0, 0.125, 0.875}});
    assertThat(Masks.threshold(weights, 0.25).toGrid()).isEqualTo("##.#\n...#");
    assertThat(Masks.topP(weights, 0.5).toGrid()).isEqualTo(".#..\n...#");
    assertThat(Masks.topP(weights, 0.75).toGrid()).isEqualTo("##..\n...#");
    assertThat(Masks.topP(weights, 1).toGrid()).isEqualTo("##.#\n..##");
    assertThat(Masks.topK(weights, 3).toGrid()).isEqualTo("##.#\n..##");
    assertThat(Masks.topK(weights, 2).toGrid()).isEqualTo("##..\n..##");
  }

  @Test
  void audit_tellsTheHeadsOfEveryLayerApart() {
    float[][][][] values = new float[2][3][1][2];
    for (int l = 0; l < 2; l++) {
      for (int h = 0; h < 3; h++) {
        values[l][h][0] = new float[] {1, 0};
      }
    }
    values[1][2][0] = new float[] {0.5f, 0.25f};
    values[0][1][0] = new float[] {0.5f, 0.5f};
    MaskAudit audit = Masks.audit(AttentionTensor.copyOf(values), Masks.causalTopLeft(1, 2));
    assertThat(audit.fault(0, 1, 0)).contains(RowFault.LEAK);
    assertThat(audit.fault(1, 2, 0)).contains(RowFault.LEAK);
    assertThat(audit.state(1, 1, 0)).isEqualTo(RowState.VALID);
    assertThat(audit.state(0, 2, 0)).isEqualTo(RowState.VALID);
    assertThat(audit.leakedMass(0, 1)).isEqualTo(0.5);
    assertThat(audit.leakedMass(1, 2)).isEqualTo(0.25);
    assertThat(audit.leakedMass()).isEqualTo(0.75);
    assertThat(audit.cells(1, 2).leaking()).isEqualTo(1);
    assertThat(audit.cells(1, 1).leaking()).isZero();
    assertThat(audit.counts()).hasToString("4 valid (4 degenerate), 0 masked, 2 broken (2 LEAK)");
  }

  /** Weights of 1 where the mask of {@code grid} allows a key. */
  private static AttentionTensor weights(String grid) {
    AttentionMask mask = Masks.parse(grid);
    float[][][][] values = new float[1][1][mask.rows()][mask.keys()];
    for (int q = 0; q < mask.rows(); q++) {
      for (int k : mask.row(q).toArray()) {
        values[0][0][q][k] = 1;
      }
    }
    return AttentionTensor.copyOf(values);
  }

  /** One sink with two keys and two sinks with one key both leave out one cell of ten. */
  @Test
  void explainZeros_ofEquallySmallSinks_takesFewerSinks() {
    assertThat(Masks.explainZeros(weights("#...\n##..\n###.\n#..#")))
        .hasToString("sinksAndWindow(4, 1, 2)");
  }

  /** Query 2 sees key 5, which lies in the third block of two keys, not in its own. */
  @Test
  void explainZeros_doesNotTakeBlocksThatAWeightLiesOutsideOf() {
    String grid =
        """
        #.......
        ##......
        ###..#..
        ####....
        #####...
        ######..
        #######.
        ########
        """;
    assertThat(Masks.explainZeros(weights(grid))).hasToString("prefixLm(8, 6)");
  }
}
