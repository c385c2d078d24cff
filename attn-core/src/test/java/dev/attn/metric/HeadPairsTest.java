package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadPairsTest {

  private static final MetricOptions DEFAULTS = MetricOptions.defaults();

  private static AttentionMatrix rows(double[]... rows) {
    return AttentionMatrix.copyOf(rows);
  }

  private static MetricValue ofRows(PairMetric metric, double[] a, double[] b) {
    return metric.of(rows(a), rows(b), Masks.full(1, a.length));
  }

  private static double score(String id, double[] a, double[] b) {
    return ofRows(HeadPairs.named(id), a, b).value();
  }

  private static double rank(RankAgreement agreement, double[] a, double[] b) {
    return ofRows(HeadPairs.rankCorrelation(agreement), a, b).value();
  }

  /** A row that puts everything on one of n keys, mixed with eps of a uniform one. */
  private static double[] oneHot(int n, int key, double eps) {
    double[] row = new double[n];
    for (int k = 0; k < n; k++) {
      row[k] = eps / n + (k == key ? 1 - eps : 0);
    }
    return row;
  }

  @Test
  void all_areFoundByTheirNames() {
    assertThat(HeadPairs.all().stream().map(PairMetric::toString))
        .containsExactly(
            "head.jsd(rows=MEAN)", "head.tvd", "head.hellinger", "head.rank(KENDALL_TAU_B)");
    for (PairMetric metric : HeadPairs.all()) {
      assertThat(HeadPairs.named(metric.id())).isSameAs(metric);
    }
    assertThat(HeadPairs.topKeyOverlap(3)).hasToString("head.rank(JACCARD, k=3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadPairs.named("jsd"))
        .withMessage(
            "pair metric must be one of [head.jsd, head.tvd, head.hellinger, head.rank], got jsd");
  }

  @Test
  void jsd_ofDisjointRows_isLnTwo_andLessWhereRowsAreSmoothed() {
    assertThat(score("head.jsd", oneHot(6, 1, 0), oneHot(6, 4, 0))).isEqualTo(Math.log(2));
    assertThat(score("head.jsd", oneHot(6, 1, 0.001), oneHot(6, 4, 0.001)))
        .isCloseTo(0.691069, within(1e-6));
    PairMetric smoothed = HeadPairs.smoothedJensenShannon(RowTotal.MEAN, 0.001);
    assertThat(ofRows(smoothed, oneHot(6, 1, 0), oneHot(6, 4, 0)).value())
        .isCloseTo(0.691069, within(1e-6));
    assertThat(smoothed).hasToString("head.jsd(rows=MEAN smoothing=ADDITIVE(0.001))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadPairs.smoothedJensenShannon(RowTotal.MEAN, 1))
        .withMessage("epsilon must be in (0, 1), got 1.0");
  }

  @ParameterizedTest
  @CsvSource({"2, 0.215762", "4, 0.380396"})
  void jsd_ofUniformAndOneHotRows_dependsOnTheirLength(int n, double expected) {
    assertThat(score("head.jsd", oneHot(n, 0, 1), oneHot(n, 0, 0)))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void jsd_inBits_isAtMostOne() {
    MetricOptions bits = DEFAULTS.withLogBase(LogBase.BITS);
    MetricValue value =
        HeadPairs.named("head.jsd")
            .of(rows(oneHot(4, 0, 1)), rows(oneHot(4, 0, 0)), Masks.full(1, 4), bits);
    assertThat(value.value()).isCloseTo(0.548795, within(1e-6));
    assertThat(
            HeadPairs.named("head.jsd")
                .of(rows(oneHot(4, 1, 0)), rows(oneHot(4, 0, 0)), Masks.full(1, 4), bits)
                .value())
        .isEqualTo(1);
  }

  @Test
  void javadocExamples_areTrue() {
    double[] first = {1, 0};
    double[] half = {0.5, 0.5};
    assertThat(score("head.jsd", first, half)).isCloseTo(0.215762, within(1e-6));
    assertThat(score("head.tvd", first, half)).isEqualTo(0.5);
    assertThat(score("head.hellinger", first, half)).isCloseTo(0.541196, within(1e-6));
    double[] second = {0, 1};
    assertThat(score("head.jsd", first, second)).isCloseTo(0.693147, within(1e-6));
    assertThat(score("head.tvd", first, second)).isEqualTo(1);
    assertThat(score("head.hellinger", first, second)).isEqualTo(1);
  }

  /** scipy 1.17.1: jensenshannon(a, b) ** 2, and numpy for the other two. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.13952468937864584, 0.5, 0.3794103408823922",
    "0, 2, 0.1476460719051041, 0.45, 0.3948326276829634",
    "0, 3, 0.0475086375865216, 0.3, 0.21896174217231298",
    "0, 4, 0.014581815284573165, 0.15, 0.12104654048716428",
    "1, 2, 0.046335910034764984, 0.2, 0.21810236386373105",
    "1, 3, 0.03397980735907945, 0.2, 0.1852419365337176",
    "1, 4, 0.16902842752434533, 0.5, 0.42299415218322417",
    "2, 3, 0.06795961471815896, 0.3, 0.26446869762870434",
    "2, 4, 0.1962674672361175, 0.5, 0.46097518108382685",
    "3, 4, 0.06758704193403832, 0.3, 0.2629558841116982"
  })
  void distances_areThoseOfScipy(int i, int j, double jsd, double tvd, double hellinger) {
    assertThat(score("head.jsd", FIVE[i], FIVE[j])).isCloseTo(jsd, within(1e-15));
    assertThat(score("head.tvd", FIVE[i], FIVE[j])).isCloseTo(tvd, within(1e-15));
    assertThat(score("head.hellinger", FIVE[i], FIVE[j])).isCloseTo(hellinger, within(1e-15));
  }

  private static final double[][] FIVE = {
    {.4, .3, .1, .1, .1},
    {.1, .1, .2, .2, .4},
    {.05, .25, .25, .05, .4},
    {.2, .2, .2, .2, .2},
    {.5, .2, .15, .1, .05}
  };

  /** scipy 1.17.1: kendalltau and spearmanr. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, -0.8017837257372731, -0.8838834764831843",
    "0, 2, -0.40089186286863654, -0.4124789556921527",
    "0, 3, NaN, NaN",
    "0, 4, 0.8366600265340755, 0.8944271909999159",
    "1, 2, 0.5, 0.5555555555555556",
    "1, 4, -0.8944271909999157, -0.9486832980505137",
    "2, 4, -0.44721359549995787, -0.5270462766947298",
    "3, 3, NaN, NaN",
    "4, 4, 1, 1"
  })
  void rankCorrelations_areThoseOfScipy(int i, int j, double kendall, double spearman) {
    assertThat(rank(RankAgreement.KENDALL_TAU_B, FIVE[i], FIVE[j]))
        .isCloseTo(kendall, within(1e-15));
    assertThat(rank(RankAgreement.SPEARMAN, FIVE[i], FIVE[j])).isCloseTo(spearman, within(1e-15));
  }

  @Test
  void rankAgreement_withTies_showsWhatTheShortFormulaGetsWrong() {
    double[] x = {0, 0, 0, 1 / 3.0, 2 / 3.0};
    double[] y = {1 / 3.0, 2 / 3.0, 0, 0, 0};
    assertThat(rank(RankAgreement.SPEARMAN, x, y)).isEqualTo(-0.625);
    assertThat(rank(RankAgreement.KENDALL_TAU_B, x, y)).isCloseTo(-0.571429, within(1e-6));
    assertThat(rank(RankAgreement.DENSE_SHORT, x, y)).isEqualTo(0.5);
    assertThat(rank(RankAgreement.DENSE_SHORT, y, x)).isEqualTo(0.5);
  }

  @Test
  void denseShortRanks_areCountedFromTheSmallestWeight() {
    // Dense ranks 1 2 3 and 2 1 2 counted from below: Σ d² = 1 + 1 + 1.
    assertThat(
            rank(
                RankAgreement.DENSE_SHORT,
                new double[] {0.1, 0.3, 0.6},
                new double[] {0.4, 0.2, 0.4}))
        .isCloseTo(1 - 6 * 3 / 24.0, within(1e-15));
  }

  @Test
  void negativeZero_isTiedWithZero() {
    double[] x = {-0.0, 0.0, 1};
    double[] y = {0.0, -0.0, 1};
    for (RankAgreement agreement : RankAgreement.values()) {
      assertThat(rank(agreement, x, y)).isEqualTo(1);
    }
  }

  @Test
  void topKeys_overlapByJaccard_tiesGoToTheSmallerKey() {
    double[] x = {0.4, 0.3, 0.2, 0.1};
    double[] y = {0.3, 0.2, 0.3, 0.2};
    assertThat(ofRows(HeadPairs.topKeyOverlap(1), x, y).value()).isEqualTo(1);
    assertThat(ofRows(HeadPairs.topKeyOverlap(2), x, y).value()).isEqualTo(1 / 3.0);
    assertThat(ofRows(HeadPairs.topKeyOverlap(3), x, y).value()).isEqualTo(1);
    MetricValue all = ofRows(HeadPairs.topKeyOverlap(4), x, y);
    assertThat(all.value()).isNaN();
    assertThat(all.rowsUndefined()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadPairs.topKeyOverlap(0))
        .withMessage("k must be at least 1, got 0");
  }

  @Test
  void sum_addsTheRowsUp_andSaysSo() {
    AttentionMatrix a = rows(new double[] {1, 0}, new double[] {1, 0});
    AttentionMatrix b = rows(new double[] {0, 1}, new double[] {0.5, 0.5});
    MetricValue mean = HeadPairs.jensenShannon(RowTotal.MEAN).of(a, b, Masks.full(2, 2));
    MetricValue sum = HeadPairs.jensenShannon(RowTotal.SUM).of(a, b, Masks.full(2, 2));
    assertThat(mean.value()).isCloseTo((0.693147 + 0.215762) / 2, within(1e-6));
    assertThat(sum.value()).isEqualTo(2 * mean.value());
    assertThat(sum.how())
        .hasToString(
            "head.jsd(rows=SUM) mask=full(2) rows=UNIT tolerance=1.0E-9 type=f64 broken=FAIL"
                + " rescaling=NONE average=WHOLE log=NATS unit=nats");
    assertThat(mean.how())
        .hasToString(
            "head.jsd(rows=MEAN) mask=full(2) rows=UNIT tolerance=1.0E-9 type=f64 broken=FAIL"
                + " rescaling=NONE average=MICRO log=NATS unit=nats");
  }

  @Test
  void sumOfNoRows_isNotZero() {
    AttentionMatrix a = rows(new double[] {1, 0});
    MetricValue sum = HeadPairs.jensenShannon(RowTotal.SUM).of(a, a, Masks.full(1, 2).not());
    assertThat(sum.value()).isNaN();
    assertThat(sum.rowsMasked()).isEqualTo(1);
  }

  @Test
  void grid_holdsEveryHeadAgainstEveryOther() {
    AttentionTensor weights =
        AttentionTensor.copyOf(
            new float[][][][] {
              {{{1, 0}, {0.5f, 0.5f}}, {{1, 0}, {0, 1}}}, {{{1, 0}, {1, 0}}, {{1, 0}, {0, 1}}}
            });
    PairGrid grid = HeadPairs.named("head.tvd").of(weights, Masks.causal(2));
    assertThat(grid.layers()).isEqualTo(2);
    assertThat(grid.heads()).isEqualTo(2);
    assertThat(grid.asArray().shape()).containsExactly(4, 4);
    assertThat(grid.asArray().toDoubles())
        .containsExactly(0, 0.25, 0.25, 0.25, 0.25, 0, 0.5, 0, 0.25, 0.5, 0, 0.5, 0.25, 0, 0.5, 0);
    assertThat(grid.at(HeadIndex.of(0, 1), HeadIndex.of(1, 0)).value()).isEqualTo(0.5);
    assertThat(grid.at(2, 1)).isEqualTo(grid.at(HeadIndex.of(0, 1), HeadIndex.of(1, 0)));
    assertThat(grid.headList())
        .extracting(HeadIndex::toString)
        .containsExactly("L0H0", "L0H1", "L1H0", "L1H1");
    assertThat(grid)
        .hasToString(
            "[4, 4] head.tvd mask=causal(2) rows=UNIT tolerance=1.0E-4 type=f32 broken=FAIL"
                + " rescaling=NONE average=MICRO unit=mass");
    assertThat(grid).isEqualTo(HeadPairs.named("head.tvd").of(weights, Masks.causal(2)));
    assertThat(grid).hasSameHashCodeAs(HeadPairs.named("head.tvd").of(weights, Masks.causal(2)));
    assertThatThrownBy(() -> grid.at(4, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("i must be in [0, 4), got 4");
    assertThatThrownBy(() -> grid.at(0, -1)).hasMessage("j must be in [0, 4), got -1");
    assertThatThrownBy(() -> grid.at(HeadIndex.of(2, 0), HeadIndex.of(0, 0)))
        .hasMessage("layer must be in [0, 2), got 2");
    assertThatThrownBy(() -> grid.at(HeadIndex.of(0, 2), HeadIndex.of(0, 0)))
        .hasMessage("head must be in [0, 2), got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairGrid.of(2, 2, List.of()))
        .withMessage("values must be one for each of 10 pairs, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairGrid.of(0, 2, List.of()))
        .withMessage("table must have at least one head, got 0 layers of 2 heads");
    assertThat(PairGrid.of(1, 1, List.of(grid.at(0, 0))).at(0, 0)).isEqualTo(grid.at(0, 0));
  }

  @Test
  void cells_compareRowsPieceByPiece() {
    double[] first = {1, 0};
    double[] half = {0.5, 0.5};
    for (String id : new String[] {"head.jsd", "head.tvd", "head.hellinger"}) {
      CellComparison cells = HeadPairs.named(id).cells().orElseThrow();
      double sum = 0;
      for (int i = 0; i < 2; i++) {
        double a = cells.weight(first[i], 2);
        double b = cells.weight(half[i], 2);
        sum += cells.compare(a, cells.aside(a), b, cells.aside(b));
      }
      assertThat(cells.score(sum)).isCloseTo(score(id, first, half), within(1e-15));
    }
    assertThat(HeadPairs.named("head.rank").cells()).isEmpty();
  }

  @Test
  void severalMetrics_comeInTheirOrder_fromOnePass() {
    AttentionTensor weights =
        AttentionTensor.copyOf(new float[][][][] {{{{0.75f, 0.25f}}, {{0.25f, 0.75f}}}});
    List<PairGrid> grids = HeadPairs.evaluate(HeadPairs.all(), weights, Masks.full(1, 2), DEFAULTS);
    for (int i = 0; i < grids.size(); i++) {
      assertThat(grids.get(i)).isEqualTo(HeadPairs.all().get(i).of(weights, Masks.full(1, 2)));
    }
    assertThat(
            HeadPairs.evaluate(
                HeadPairs.all(),
                weights.layer(0).head(0),
                weights.layer(0).head(1),
                Masks.full(1, 2),
                DEFAULTS))
        .isEqualTo(grids.stream().map(grid -> grid.at(0, 1)).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"head.jsd", "head.tvd", "head.hellinger", "head.rank"})
  void maskedBrokenAndDegenerateRows_areCountedApart(String id) {
    AttentionMatrix a =
        rows(
            new double[] {Double.NaN, Double.NaN, Double.NaN},
            new double[] {1, 0, 0},
            new double[] {0.5, 0.5, Double.NaN},
            new double[] {0.5, 0.25, 0.25},
            new double[] {0.5, 0.25, 0.25});
    AttentionMatrix b =
        rows(
            new double[] {0, 0, 0},
            new double[] {1, 0, 0},
            new double[] {0.5, 0.5, 0},
            new double[] {0.5, 0.5, 0},
            new double[] {0.5, 0.25, 0.125});
    AttentionMask mask = Masks.parse("...\n#..\n###\n###\n###");
    MetricValue value = HeadPairs.named(id).of(a, b, mask, DEFAULTS.withBroken(BrokenRows.SKIP));
    assertThat(value.rowsMasked()).isEqualTo(1);
    assertThat(value.rowsBroken()).isEqualTo(2);
    assertThat(value.rowsUsed()).isEqualTo(id.equals("head.rank") ? 1 : 2);
    assertThat(value.rowsUndefined()).isEqualTo(id.equals("head.rank") ? 1 : 0);
    assertThat(value.value()).isFinite();
  }

  @Test
  void brokenRow_isRefusedWithItsPlaceAndReason() {
    AttentionMatrix good = rows(new double[] {0.5, 0.5});
    AttentionMatrix bad = rows(new double[] {0.5, 0.25});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadPairs.named("head.tvd").of(good, bad, Masks.full(1, 2)))
        .withMessage(
            "row must be attention under full(1x2+0), got BROKEN(SUM), sum 0.75, leaked 0.0 at"
                + " [second head, query 0]; check the mask, or leave such rows out with"
                + " MetricOptions.withBroken(SKIP)");
    AttentionTensor tensor =
        AttentionTensor.copyOf(new float[][][][] {{{{1, 0}}, {{Float.NaN, 0}}}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadPairs.named("head.jsd").of(tensor, Masks.full(1, 2)))
        .withMessage(
            "row must be attention under full(1x2+0), got BROKEN(NAN), sum NaN, leaked 0.0 at"
                + " [layer 0, head 1, query 0]; check the mask, or leave such rows out with"
                + " MetricOptions.withBroken(SKIP)");
  }

  @Test
  void shapes_mustAgree() {
    AttentionMatrix one = rows(new double[] {0.5, 0.5});
    AttentionMatrix two = rows(new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
    PairMetric tvd = HeadPairs.named("head.tvd");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tvd.of(one, two, Masks.full(1, 2)))
        .withMessage("second head must have the shape [1, 2] of the first, got [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tvd.of(two, two, Masks.causal(3)))
        .withMessage(
            "mask shape must be [2, 2] like the weights, got [3, 3]; build it with Masks.causal(2)");
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 2, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tvd.of(none, Masks.causal(2)))
        .withMessage("weights must have at least one head, got shape [1, 0, 2, 2]");
  }

  @Test
  void oneHead_isAtNoDistanceFromItself() {
    AttentionTensor one = AttentionTensor.copyOf(new float[][][][] {{{{0.75f, 0.25f}}}});
    assertThat(HeadPairs.named("head.jsd").of(one, Masks.full(1, 2)).asArray().toDoubles())
        .containsExactly(0);
    assertThat(HeadPairs.named("head.rank").of(one, Masks.full(1, 2)).asArray().toDoubles())
        .containsExactly(1);
  }

  @Test
  void oneToken_hasDistancesButNoRanks() {
    AttentionMatrix one = rows(new double[] {1});
    for (PairMetric metric : HeadPairs.all()) {
      MetricValue value = metric.of(one, one, Masks.causal(1));
      assertThat(value.rowsUsed()).isEqualTo(metric.id().equals("head.rank") ? 0 : 1);
      assertThat(Double.isNaN(value.value())).isEqualTo(metric.id().equals("head.rank"));
    }
  }

  @Test
  void noQueries_giveNoValueAndNoError() {
    AttentionTensor empty = AttentionTensor.copyOf(TensorShape.of(1, 2, 0, 3), new float[0]);
    for (PairMetric metric : HeadPairs.all()) {
      PairGrid grid = metric.of(empty, Masks.full(0, 3));
      assertThat(grid.at(0, 1).value()).isNaN();
      assertThat(grid.at(0, 1).rowsUsed()).isZero();
    }
  }

  @Test
  void crossAttention_needsNoPositions() {
    AttentionMatrix a = rows(new double[] {0.5, 0.5}, new double[] {1, 0}, new double[] {0, 1});
    AttentionMatrix b = rows(new double[] {0, 1}, new double[] {1, 0}, new double[] {0.5, 0.5});
    assertThat(HeadPairs.named("head.tvd").of(a, b, Masks.full(3, 2)).value()).isEqualTo(1 / 3.0);
  }

  @Test
  void rowsWithALearnedSink_areComparedRenormalised() {
    AttentionMatrix a = rows(new double[] {0.25, 0.25}, new double[] {0, 0});
    AttentionMatrix b = rows(new double[] {0.125, 0.125}, new double[] {1, 0});
    MetricOptions options = DEFAULTS.withRowSum(RowSumPolicy.AT_MOST_ONE);
    MetricValue value = HeadPairs.named("head.tvd").of(a, b, Masks.full(2, 2), options);
    assertThat(value.value()).isZero();
    assertThat(value.rowsUsed()).isEqualTo(1);
    assertThat(value.rowsUndefined()).isEqualTo(1);
    assertThat(value.how().rescaling()).isEqualTo(Rescaling.RENORMALISED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"F64", "F32", "F16", "BF16"})
  void coarseFormats_giveWhatTheirDecodedNumbersGive(ElementType type) {
    float[] cells = {0.75f, 0.25f, 0.5f, 0.5f, 0.125f, 0.875f, 0.25f, 0.75f};
    AttentionTensor exact = AttentionTensor.copyOf(TensorShape.of(1, 2, 2, 2), cells);
    AttentionTensor coarse =
        AttentionTensor.computed(
            exact.shape(), type, (l, h, q, row) -> exact.layer(l).head(h).row(q, row));
    for (PairMetric metric : HeadPairs.all()) {
      PairGrid grid = metric.of(coarse, Masks.full(2, 2));
      assertThat(grid.asArray()).isEqualTo(metric.of(exact, Masks.full(2, 2)).asArray());
      assertThat(grid.how().type()).isEqualTo(type);
    }
  }

  @Test
  void headsOfTwoFormats_areJudgedByTheCoarserOne() {
    AttentionMatrix exact = rows(new double[] {0.5, 0.5});
    AttentionMatrix coarse = AttentionMatrix.copyOf(new float[][] {{0.5f, 0.50001f}});
    MetricValue value = HeadPairs.named("head.tvd").of(exact, coarse, Masks.full(1, 2));
    assertThat(value.how().type()).isEqualTo(ElementType.F32);
    assertThat(value.value()).isCloseTo(5e-6, within(1e-8));
    assertThat(HeadPairs.named("head.tvd").of(coarse, exact, Masks.full(1, 2))).isEqualTo(value);
  }

  @Test
  void nearlyEqualRows_keepTheirDigits() {
    // (1 + d)/2 and (1 - d)/2 against halves: JSD = d²/8 + ..., below what entropies resolve.
    double d = 0x1p-26;
    double[] moved = {(1 + d) / 2, (1 - d) / 2};
    double expected = d * d / 8;
    assertThat(score("head.jsd", moved, new double[] {0.5, 0.5}))
        .isCloseTo(expected, within(expected * 1e-7));
  }

  @Test
  void weightsRoundedBelowZero_countAsZero() {
    double[] a = {-1e-12, 1};
    double[] b = {0, 1};
    assertThat(score("head.jsd", a, b)).isZero();
    assertThat(score("head.hellinger", a, b)).isZero();
    assertThat(score("head.tvd", a, b)).isEqualTo(5e-13);
  }

  @Test
  void triangle_numbersItsCellsRowByRow() {
    assertThat(Triangle.cells(4)).isEqualTo(10);
    int next = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = i; j < 4; j++) {
        assertThat(Triangle.index(i, j, 4)).isEqualTo(next++);
      }
    }
  }
}
