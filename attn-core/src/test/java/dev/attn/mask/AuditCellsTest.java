package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What audits say about single cells, and which mask the zeros suggest. */
final class AuditCellsTest {

  private static final double NAN = Double.NaN;

  private static AttentionTensor tensor(double[]... rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return NumericArray.copyOf(values, rows.length, rows[0].length).asAttention();
  }

  private static double[] row(double... values) {
    return values;
  }

  @Example
  void audit_countsLeaksZerosUnusedNanAndNegativeCellsApart() {
    AttentionMatrix weights =
        AttentionMatrix.copyOf(
            new double[][] {
              {0.5, 0.25, 0, -0.25},
              {0, 1, 0, 0},
              {0, 0, 0, 0},
              {NAN, 0.5, Double.NEGATIVE_INFINITY, -0.5},
            });
    MaskAudit audit = Masks.audit(weights, Masks.causal(4));
    assertThat(audit.cells(0, 0)).isEqualTo(new CellCounts(2, 0.5, 1, 4, 0, 2, 2));
    assertThat(audit.cells())
        .isEqualTo(audit.cells(0, 0))
        .hasToString(
            "2 blocked cells leak 0.5, 4 allowed cells are unused and hold 0.0, 1 rows of zeros,"
                + " 2 non-finite and 2 negative cells");
    assertThat(audit.leakedMass(0, 0, 0)).isEqualTo(0.5);
    assertThat(audit.leakedMass(0, 0, 1)).isZero();
    assertThat(audit.leakedMass()).isEqualTo(audit.leakedMass(0, 0)).isEqualTo(0.5);
    assertThat(audit.worstLeaks())
        .containsExactly(new LeakedCell(0, 0, 0, 1, 0.25), new LeakedCell(0, 0, 0, 3, -0.25));
  }

  @Example
  void unusedCells_holdNoMoreThanTheTolerance() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{0.7, 0.2, 0.1}});
    MaskAudit audit =
        MaskAudit.of(weights, Masks.full(1, 3), RowRules.of(weights.type(), 3).withTolerance(0.2));
    assertThat(audit.cells().unused()).isEqualTo(2);
    assertThat(audit.cells().unusedMass()).isEqualTo(0.3, within(1e-15));
  }

  @Example
  void rowsWithoutAnAllowedKey_areNotCounted() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{NAN, -1}, {0.5, 0.5}});
    MaskAudit audit = Masks.audit(weights, Masks.parse("..\n##"));
    assertThat(audit.cells()).isEqualTo(CellCounts.NONE);
    assertThat(audit.worstLeaks()).isEmpty();
  }

  @Example
  void worstLeaks_comeFirst_acrossHeads_andAreAtMost64() {
    float[][][][] values = new float[2][2][10][10];
    for (int l = 0; l < 2; l++) {
      for (int h = 0; h < 2; h++) {
        for (int q = 0; q < 10; q++) {
          for (int k = q + 1; k < 10; k++) {
            values[l][h][q][k] = 0.25f;
          }
        }
      }
    }
    values[1][0][3][7] = 0.75f;
    values[0][1][2][9] = 0.5f;
    MaskAudit audit = Masks.audit(AttentionTensor.copyOf(values), Masks.causal(10));
    assertThat(audit.cells().leaking()).isEqualTo(180);
    assertThat(audit.leakedMass()).isEqualTo(180 * 0.25 + 0.75);
    assertThat(audit.worstLeaks())
        .hasSize(64)
        .startsWith(
            new LeakedCell(1, 0, 3, 7, 0.75),
            new LeakedCell(0, 1, 2, 9, 0.5),
            new LeakedCell(0, 0, 0, 1, 0.25),
            new LeakedCell(0, 0, 0, 2, 0.25))
        .endsWith(new LeakedCell(0, 1, 1, 9, 0.25));
    assertThatThrownBy(() -> audit.leakedMass(0, 0, 10))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 10), got 10");
  }

  /** Weights that are uniform over a mask's cells. */
  private static AttentionTensor uniform(AttentionMask mask) {
    double[] values = new double[mask.rows() * mask.keys()];
    for (int q = 0; q < mask.rows(); q++) {
      for (int k : mask.row(q).toArray()) {
        values[q * mask.keys() + k] = 1.0 / mask.row(q).cells();
      }
    }
    return NumericArray.copyOf(values, mask.rows(), mask.keys()).asAttention();
  }

  @Example
  void explainZeros_findsTheFamilyThatTheZerosComeFrom() {
    for (String expression :
        new String[] {
          "full(8)",
          "causal(8)",
          "slidingWindow(8, 3)",
          "band(8, 2, 1)",
          "sinksAndWindow(8, 1, 3)",
          "sinksAndWindow(8, 2, 1)",
          "prefixLm(8, 3)",
          "documentsOfLengths(3, 1, 4)",
          "packedCausal(3, 1, 4)",
          "blockCausal(8, 2)",
          "causalBottomRight(3, 5)",
          "window(3x5+2, 1, 0)",
          "window(3x5+2, 1, 1)",
          "full(5x3+0)"
        }) {
      AttentionMask mask = Masks.parseExpression(expression);
      assertThat(Masks.explainZeros(uniform(mask))).as(expression).hasToString(expression);
    }
  }

  @Property(tries = 300)
  void explainZeros_allowsEveryWeightThatIsNotZero(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int queries,
      @ForAll @IntRange(min = 1, max = 12) int keys) {
    AttentionMask seen =
        Masks.bernoulli(
            MaskShape.bottomRight(queries, keys), new Random(seed).nextDouble() / 2, seed);
    AttentionMask found = Masks.explainZeros(uniform(seen));
    assertThat(seen.isSubsetOf(found)).isTrue();
    assertThat(found.cellCount()).isLessThanOrEqualTo((long) queries * keys);
    if (queries == keys) {
      assertThat(found.cellCount()).isLessThanOrEqualTo(smallestByTrial(seen));
    }
  }

  /** Tries every window, sinks with window and prefix. */
  private static long smallestByTrial(AttentionMask seen) {
    int n = seen.rows();
    return IntStream.rangeClosed(0, n)
        .boxed()
        .flatMap(
            a ->
                IntStream.rangeClosed(0, n)
                    .boxed()
                    .flatMap(
                        b ->
                            Arrays.stream(
                                new AttentionMask[] {
                                  Masks.band(n, a, b),
                                  Masks.sinksAndWindow(n, a, Math.max(1, b)),
                                  Masks.prefixLm(n, a),
                                  Masks.blockCausal(MaskShape.square(n), a + 1)
                                })))
        .filter(seen::isSubsetOf)
        .mapToLong(AttentionMask::cellCount)
        .min()
        .orElseThrow();
  }

  @Example
  void explainZeros_looksAtAllHeads_andTakesNanForAWeight() {
    assertThat(Masks.explainZeros(tensor(row(1, NAN), row(0, 1)))).hasToString("band(2, 0, 1)");
    float[][][][] values = {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}}}};
    assertThat(Masks.explainZeros(AttentionTensor.copyOf(values)))
        .hasToString("slidingWindow(3, 2)");
    assertThat(Masks.causalOrFull(AttentionTensor.copyOf(values))).hasToString("causal(3)");
    assertThat(Masks.audit(AttentionTensor.copyOf(values), Masks.causal(3)).counts().valid())
        .isEqualTo(6);
  }

  @Example
  void fitVerticalSlash_takesTheHeaviestColumnsAndDistances() {
    AttentionMask pattern =
        Masks.verticalSlash(MaskShape.square(10), new int[] {2}, new int[] {0, 4});
    AttentionMatrix weights = uniform(pattern).layer(0).head(0);
    assertThat(Masks.fitVerticalSlash(weights, 1, 2)).isEqualTo(pattern);
    assertThat(Masks.fitVerticalSlash(weights, 0, 1)).hasToString("verticalSlash(10, [], [0])");
    AttentionMatrix ties = uniform(Masks.causal(3)).layer(0).head(0);
    assertThat(Masks.fitVerticalSlash(uniform(Masks.full(2, 4)).layer(0).head(0), 2, 1))
        .hasToString("verticalSlash(2x4+2, [0, 1], [0])");
    assertThatThrownBy(() -> Masks.fitVerticalSlash(ties, 4, 0))
        .hasMessage("columns must be in [0, 3], got 4");
    assertThatThrownBy(() -> Masks.fitVerticalSlash(ties, 0, -1))
        .hasMessage("distances must be in [0, 3], got -1");
    AttentionMatrix broken = AttentionMatrix.copyOf(new double[][] {{0.5, 0}, {NAN, 1}});
    assertThatThrownBy(() -> Masks.fitVerticalSlash(broken, 1, 1))
        .hasMessage("weight must be a number, got NaN at (1, 0)");
  }

  @Example
  void fitBlockTopK_takesTheHeaviestBlocksOfEveryBlockOfRows() {
    double[][] cells = {
      {1.0, 0.0, 0.0, 0.0}, {0.5, 0.5, 0.0, 0.0}, {0.1, 0.1, 0.8, 0.0}, {0.1, 0.2, 0.3, 0.4}
    };
    AttentionMatrix weights = AttentionMatrix.copyOf(cells);
    assertThat(Masks.fitBlockTopK(weights, 2, 2, 1)).hasToString("blockTopK(4, 2, 2, [[0], [1]])");
    // Blocks without weight are not taken: the first two queries cannot see the keys 2 and 3.
    assertThat(Masks.fitBlockTopK(weights, 2, 2, 2))
        .hasToString("blockTopK(4, 2, 2, [[0], [0, 1]])")
        .isEqualTo(Masks.causal(4));
    assertThat(Masks.fitBlockTopK(weights, 2, 2, 0)).hasToString("blockTopK(4, 2, 2, [[], []])");
    // 0.1 + 0.2 + 0.1 + 0.1 of three keys, and the last block has one key left.
    assertThat(Masks.fitBlockTopK(weights, 3, 3, 1)).hasToString("blockTopK(4, 3, 3, [[0], [0]])");
    assertThat(Masks.fitBlockTopK(weights, Integer.MAX_VALUE, Integer.MAX_VALUE, 1))
        .isEqualTo(Masks.causal(4));
  }

  @Example
  void fitBlockTopK_countsOnlyCausalCellsAndTakesTheEarlierOfEqualBlocks() {
    AttentionMatrix ahead = AttentionMatrix.copyOf(new double[][] {{0.1, 0.9}, {0.1, 0.9}});
    assertThat(Masks.fitBlockTopK(ahead, 1, 1, 1)).hasToString("blockTopK(2, 1, 1, [[0], [1]])");
    AttentionMatrix equal = uniform(Masks.full(2, 4)).layer(0).head(0);
    assertThat(Masks.fitBlockTopK(equal, 2, 1, 2)).hasToString("blockTopK(2x4+2, 2, 1, [[0, 1]])");
    AttentionMatrix noRows = AttentionMatrix.copyOf(new double[0][0]);
    assertThat(Masks.fitBlockTopK(noRows, 2, 2, 1)).hasToString("blockTopK(0, 2, 2, [])");
  }

  @Example
  void fitBlockTopK_checksItsArguments() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{1, NAN}, {0.5, 0.5}});
    assertThatThrownBy(() -> Masks.fitBlockTopK(weights, 0, 1, 1))
        .hasMessage("row block must be at least 1, got 0");
    assertThatThrownBy(() -> Masks.fitBlockTopK(weights, 1, 0, 1))
        .hasMessage("key block must be at least 1, got 0");
    assertThatThrownBy(() -> Masks.fitBlockTopK(weights, 1, 1, -1))
        .hasMessage("most must be at least 0, got -1");
    assertThatThrownBy(() -> Masks.fitBlockTopK(weights, 1, 1, 1))
        .hasMessage("weight must be a number, got NaN at (0, 1)");
  }

  /** The masses by the definition, cell by cell. */
  @Property(tries = 100)
  void fitBlockTopK_agreesWithTheSumsOfTheCells(
      @ForAll @IntRange(min = 1, max = 9) int queries,
      @ForAll @IntRange(min = 1, max = 9) int keys,
      @ForAll @IntRange(min = 1, max = 4) int rowBlock,
      @ForAll @IntRange(min = 1, max = 4) int keyBlock,
      @ForAll @IntRange(max = 4) int most,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[][] cells = new double[queries][keys];
    for (double[] row : cells) {
      // Quarters add up without rounding, and often to the same.
      Arrays.setAll(row, k -> random.nextInt(5) / 4.0);
    }
    int keyBlocks = (keys + keyBlock - 1) / keyBlock;
    int[][] selected = new int[(queries + rowBlock - 1) / rowBlock][];
    for (int a = 0; a < selected.length; a++) {
      double[] mass = new double[keyBlocks];
      for (int q = a * rowBlock; q < Math.min(queries, (a + 1) * rowBlock); q++) {
        for (int k = 0; k <= Math.min(keys - 1, q + keys - queries); k++) {
          mass[k / keyBlock] += cells[q][k];
        }
      }
      selected[a] =
          IntStream.range(0, keyBlocks)
              .filter(b -> mass[b] > 0)
              .filter(b -> rank(mass, b) < most)
              .toArray();
    }
    AttentionMask expected =
        Masks.blockTopK(MaskShape.bottomRight(queries, keys), rowBlock, keyBlock, selected);
    AttentionMask fitted =
        Masks.fitBlockTopK(AttentionMatrix.copyOf(cells), rowBlock, keyBlock, most);
    assertThat(fitted.sameExpression(expected)).as("%s, %s", fitted, expected).isTrue();
  }

  private static long rank(double[] mass, int b) {
    return IntStream.range(0, mass.length)
        .filter(other -> mass[other] > mass[b] || (mass[other] == mass[b] && other < b))
        .count();
  }
}
