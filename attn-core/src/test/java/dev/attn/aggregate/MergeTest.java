package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.testing.MaskAssert;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import dev.attn.testing.RandomAttention;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class MergeTest {

  /** The words 0 | 1, 2 | 3, 4. */
  private static final TokenGroups WORDS =
      TokenGroups.of(5, List.of(Span.of(1, 3, "b"), Span.of(3, 5, "c")));

  private static MaskedAttention uniform(AttentionMask mask) {
    double[][] weights = new double[mask.rows()][mask.keys()];
    for (int q = 0; q < weights.length; q++) {
      for (int k : mask.row(q).toArray()) {
        weights[q][k] = 1.0 / mask.row(q).cells();
      }
    }
    return MaskedAttention.of(AttentionMatrix.copyOf(weights), mask);
  }

  private static void assertRows(MaskedAttention merged, double[]... rows) {
    assertThat(merged.shape().queries()).isEqualTo(rows.length);
    for (int q = 0; q < rows.length; q++) {
      assertThat(merged.matrix(0, 0).row(q)).containsExactly(rows[q], within(1e-6));
    }
  }

  private static double[] sums(MaskedAttention merged) {
    double[] sums = new double[merged.shape().queries()];
    for (int q = 0; q < sums.length; q++) {
      for (double weight : merged.matrix(0, 0).row(q)) {
        sums[q] += weight;
      }
    }
    return sums;
  }

  @Example
  void uniformCausalPieces_mergedToWords() {
    MaskedAttention words = Aggregators.merge(uniform(Masks.causal(5)), WORDS, WORDS);
    assertRows(
        words,
        new double[] {1, 0, 0},
        new double[] {0.416667, 0.583333, 0},
        new double[] {0.225, 0.45, 0.325});
    assertThat(words.massPreserving()).isTrue();
    MaskAssert.that(words.mask(0, 0)).isEqualTo(Masks.causal(3));
    assertThat(words.rowCount(0, 0, 0)).isOne();
    assertThat(words.rowCount(0, 0, 2)).isEqualTo(2);
    assertThat(words.keyCount(1)).isEqualTo(2);
  }

  @Example
  void meanOrMaximumOfColumns_losesMass() {
    MaskedAttention mean =
        Aggregators.merge(uniform(Masks.causal(5)), WORDS, WORDS, RowMerge.MEAN, KeyMerge.MEAN);
    assertThat(sums(mean)).containsExactly(new double[] {1, 0.708333, 0.6125}, within(1e-6));
    assertThat(mean.massPreserving()).isFalse();
    MaskedAttention largest =
        Aggregators.merge(uniform(Masks.causal(5)), WORDS, WORDS, RowMerge.MAX, KeyMerge.MAX);
    assertThat(sums(largest)).containsExactly(new double[] {1, 1, 0.75}, within(1e-12));
    assertThat(largest.massPreserving()).isFalse();
  }

  @Example
  void firstOrLastRow_standsForTheWord() {
    MaskedAttention first =
        Aggregators.merge(uniform(Masks.causal(5)), WORDS, WORDS, RowMerge.FIRST, KeyMerge.SUM);
    assertRows(
        first, new double[] {1, 0, 0}, new double[] {0.5, 0.5, 0}, new double[] {0.25, 0.5, 0.25});
    MaskedAttention last =
        Aggregators.merge(uniform(Masks.causal(5)), WORDS, WORDS, RowMerge.LAST, KeyMerge.SUM);
    assertRows(
        last,
        new double[] {1, 0, 0},
        new double[] {1 / 3.0, 2 / 3.0, 0},
        new double[] {0.2, 0.4, 0.4});
    assertThat(first.massPreserving() && last.massPreserving()).isTrue();
    assertThat(first.rowCount(0, 0, 1)).isEqualTo(2);
  }

  @Example
  void secondMerge_weighsRowsByTheirPieces() {
    TokenGroups words = TokenGroups.of(4, List.of(Span.of(2, 4, "c")));
    TokenGroups sentences = TokenGroups.of(3, List.of(Span.of(1, 3, "bc")));
    MaskedAttention pieces = uniform(Masks.causal(4));
    MaskedAttention twice =
        Aggregators.merge(Aggregators.merge(pieces, words, words), sentences, sentences);
    assertRows(twice, new double[] {1, 0}, new double[] {0.361111, 0.638889});
    TokenGroups direct = TokenGroups.of(4, List.of(Span.of(1, 4, "bc")));
    assertRows(
        Aggregators.merge(pieces, direct, direct),
        new double[] {1, 0},
        new double[] {0.361111, 0.638889});
    MaskedAttention forgotten =
        MaskedAttention.of(Aggregators.merge(pieces, words, words).matrix(0, 0), Masks.causal(3));
    assertRows(
        Aggregators.merge(forgotten, sentences, sentences),
        new double[] {1, 0},
        new double[] {0.395833, 0.604167});
  }

  @Example
  void maskedRow_doesNotEnterItsWord() {
    AttentionMask mask = Masks.parse("#....\n##...\n.....\n.....\n.....");
    MaskedAttention words = Aggregators.merge(uniform(mask), WORDS, WORDS);
    assertRows(words, new double[] {1, 0, 0}, new double[] {0.5, 0.5, 0}, new double[3]);
    MaskAssert.that(words.mask(0, 0)).isEqualTo(Masks.parse("#..\n##.\n..."));
    assertThat(words.rowCount(0, 0, 1)).isOne();
    assertThat(words.rowCount(0, 0, 2)).isZero();
  }

  @Example
  void ungroupedToken_isAloneDroppedOrPutWithTheRest() {
    List<Span> spans = List.of(Span.of(1, 3, "b"));
    TokenGroups alone = TokenGroups.of(4, spans);
    assertThat(alone).hasToString("[[0], [1, 2], [3]]");
    TokenGroups dropped = TokenGroups.of(4, spans, Ungrouped.DROPPED);
    assertThat(dropped).hasToString("[[1, 2]]");
    assertThat(dropped.groupOf(0)).isEqualTo(-1);
    TokenGroups rest = TokenGroups.of(4, spans, Ungrouped.REST_GROUP);
    assertThat(rest).hasToString("[[1, 2], [0, 3]]");
    Tokens pieces = Tokens.of("p", "q", "r", "s");
    assertThat(alone.labels(pieces)).isEqualTo(Tokens.of("p", "b", "s"));
    assertThat(rest.labels(pieces)).isEqualTo(Tokens.of("b", "rest"));
    assertThat(TokenGroups.of(4, List.of(Span.of(0, 4, "all")), Ungrouped.REST_GROUP).count())
        .isOne();
  }

  @Example
  void droppedKeys_loseMass_andARowThatReadsNothingElseIsMasked() {
    MaskedAttention merged =
        Aggregators.keySpans(uniform(Masks.causal(4)), List.of(Span.of(1, 3, "b")));
    assertRows(
        merged, new double[] {0}, new double[] {0.5}, new double[] {2 / 3.0}, new double[] {0.5});
    assertThat(merged.massPreserving()).isFalse();
    assertThat(merged.mask(0, 0).row(0).isEmpty()).isTrue();
    assertThat(merged.rowCount(0, 0, 0)).isZero();
  }

  @Example
  void queriesAndKeys_haveGroupsOfTheirOwn() {
    MaskedAttention cross = uniform(Masks.full(2, 3));
    MaskedAttention merged =
        Aggregators.merge(
            cross,
            TokenGroups.of(2, List.of(Span.of(0, 2, "both"))),
            TokenGroups.of(3, List.of(Span.of(1, 3, "tail"))));
    assertRows(merged, new double[] {1 / 3.0, 2 / 3.0});
  }

  @Example
  void singleToken_isItsOwnWord() {
    MaskedAttention one = uniform(Masks.causal(1));
    assertRows(
        Aggregators.merge(one, TokenGroups.singles(1), TokenGroups.singles(1)), new double[] {1});
  }

  @Property(tries = 300)
  void law12_merging_keepsRowSumsAndTriangularity(@ForAll long seed) {
    RandomAttention map = RandomAttention.square(seed, 1, 2);
    TokenGroups words = randomGroups(new Random(seed), map.mask().rows());
    for (RowMerge rows : new RowMerge[] {RowMerge.MEAN, RowMerge.FIRST, RowMerge.LAST}) {
      MaskedAttention merged =
          Aggregators.merge(
              MaskedAttention.of(map.weights(), map.mask()), words, words, rows, KeyMerge.SUM);
      double[] sums = sums(merged);
      for (int q = 0; q < sums.length; q++) {
        assertThat(sums[q]).isCloseTo(merged.rowCount(0, 0, q) > 0 ? 1 : 0, within(1e-12));
      }
      if (map.mask().isSubsetOf(Masks.causal(map.mask().rows()))) {
        MaskAssert.that(merged.mask(0, 1)).isSubsetOf(Masks.causal(words.count()));
      }
      assertCellsOutsideTheMaskAreZero(merged);
    }
  }

  private static void assertCellsOutsideTheMaskAreZero(MaskedAttention merged) {
    for (int q = 0; q < merged.shape().queries(); q++) {
      for (int k = 0; k < merged.shape().keys(); k++) {
        if (!merged.mask(0, 0).allows(q, k)) {
          assertThat(merged.matrix(0, 0).weight(q, k)).isZero();
        }
      }
    }
  }

  @Property(tries = 300)
  void law12_mergeOfMerges_isTheDirectMerge(@ForAll long seed) {
    Random random = new Random(seed);
    RandomAttention map = RandomAttention.square(seed, 1, 1);
    MaskedAttention pieces = MaskedAttention.of(map.weights(), map.mask());
    TokenGroups words = randomGroups(random, map.mask().rows());
    TokenGroups sentences = randomGroups(random, words.count());
    TokenGroups direct = compose(words, sentences);
    for (RowMerge rows : RowMerge.values()) {
      for (KeyMerge keys : KeyMerge.values()) {
        boolean sumsAndMaximaMixed = (rows == RowMerge.MAX) != (keys == KeyMerge.MAX);
        if (!sumsAndMaximaMixed) {
          assertMergeOfMergesIsDirect(pieces, words, sentences, direct, rows, keys);
        }
      }
    }
  }

  private static void assertMergeOfMergesIsDirect(
      MaskedAttention pieces,
      TokenGroups words,
      TokenGroups sentences,
      TokenGroups direct,
      RowMerge rows,
      KeyMerge keys) {
    MaskedAttention twice =
        Aggregators.merge(
            Aggregators.merge(pieces, words, words, rows, keys), sentences, sentences, rows, keys);
    MaskedAttention once = Aggregators.merge(pieces, direct, direct, rows, keys);
    MaskAssert.that(twice.mask(0, 0)).isEqualTo(once.mask(0, 0));
    for (int q = 0; q < direct.count(); q++) {
      assertThat(twice.rowCount(0, 0, q)).isEqualTo(once.rowCount(0, 0, q));
      assertThat(twice.matrix(0, 0).row(q))
          .containsExactly(once.matrix(0, 0).row(q), within(1e-12));
    }
  }

  @Property(tries = 200)
  void law12_mergingCommutesWithSegmentMass(@ForAll long seed) {
    Random random = new Random(seed);
    RandomAttention map = RandomAttention.square(seed, 1, 1);
    MaskedAttention pieces = MaskedAttention.of(map.weights(), map.mask());
    TokenGroups words = randomGroups(random, map.mask().rows());
    TokenGroups segments = randomGroups(random, words.count());
    TokenGroups direct = compose(words, segments);
    List<Span> spans = new ArrayList<>();
    for (int g = 0; g < direct.count(); g++) {
      List<Integer> members = direct.members(g);
      spans.add(Span.of(members.get(0), members.get(members.size() - 1) + 1, "s" + g));
    }
    AttentionMatrix mass =
        Aggregators.segmentMass(map.weights().layer(0).head(0), spans, map.mask()).map();
    MaskedAttention blocks =
        Aggregators.merge(Aggregators.merge(pieces, words, words), segments, segments);
    for (int s = 0; s < spans.size(); s++) {
      if (blocks.rowCount(0, 0, s) > 0) {
        assertThat(blocks.matrix(0, 0).row(s)).containsExactly(mass.row(s), within(1e-12));
      } else {
        assertThat(mass.row(s)).containsOnly(Double.NaN);
      }
    }
  }

  @Property(tries = 300)
  void law13_mergingColumns_raisesNeitherEntropyNorDivergence(@ForAll long seed) {
    RandomAttention map = RandomAttention.of(seed, 1, 1);
    int keys = map.mask().keys();
    TokenGroups words = randomGroups(new Random(seed), keys);
    MaskedAttention pieces = MaskedAttention.of(map.weights(), map.mask());
    MaskedAttention merged =
        Aggregators.merge(pieces, TokenGroups.singles(map.mask().rows()), words);
    for (int q = 0; q < map.mask().rows(); q++) {
      if (pieces.rowCount(0, 0, q) > 0) {
        double[] row = pieces.matrix(0, 0).row(q);
        double[] narrow = merged.matrix(0, 0).row(q);
        assertThat(Rows.entropy(narrow)).isLessThanOrEqualTo(Rows.entropy(row) + 1e-12);
        for (int r = 0; r < q; r++) {
          if (pieces.rowCount(0, 0, r) > 0) {
            assertThat(Rows.jensenShannon(narrow, merged.matrix(0, 0).row(r)))
                .isLessThanOrEqualTo(Rows.jensenShannon(row, pieces.matrix(0, 0).row(r)) + 1e-12);
          }
        }
      }
    }
  }

  private static TokenGroups randomGroups(Random random, int tokens) {
    List<Span> spans = new ArrayList<>();
    int from = 0;
    while (from < tokens) {
      int to = Math.min(tokens, from + 1 + random.nextInt(3));
      spans.add(Span.of(from, to, "w" + from));
      from = to;
    }
    return TokenGroups.of(tokens, spans);
  }

  private static TokenGroups compose(TokenGroups words, TokenGroups sentences) {
    List<Span> spans = new ArrayList<>();
    for (int s = 0; s < sentences.count(); s++) {
      List<Integer> inside = sentences.members(s);
      int from = words.members(inside.get(0)).get(0);
      List<Integer> last = words.members(inside.get(inside.size() - 1));
      spans.add(Span.of(from, last.get(last.size() - 1) + 1, "s" + s));
    }
    return TokenGroups.of(words.tokens(), spans);
  }

  @Example
  void groups_areValues() {
    TokenGroups groups = TokenGroups.of(3, List.of(Span.of(0, 2, "a")));
    assertThat(groups).isEqualTo(TokenGroups.of(3, List.of(Span.of(0, 2, "a"))));
    assertThat(groups.hashCode())
        .isEqualTo(TokenGroups.of(3, List.of(Span.of(0, 2, "a"))).hashCode());
    assertThat(groups).isNotEqualTo(TokenGroups.of(3, List.of(Span.of(0, 2, "b"))));
    assertThat(groups.coverAll()).isTrue();
  }

  @Example
  void groupsThatDoNotFit_areRefused() {
    MaskedAttention pieces = uniform(Masks.causal(4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.merge(pieces, WORDS, TokenGroups.singles(4)))
        .withMessage("groups of queries must be made from 4 tokens like the weights, got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.merge(pieces, TokenGroups.singles(4), WORDS))
        .withMessage("groups of keys must be made from 4 tokens like the weights, got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenGroups.of(2, List.of(Span.of(1, 3, "b"))))
        .withMessage("span must end at or before 2, the number of tokens, got b [1, 3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenGroups.of(5, List.of(Span.of(2, 4, "b"), Span.of(0, 3, "a"))))
        .withMessage("spans must not overlap, got a [0, 3) and b [2, 4)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenGroups.of(-1, List.of()))
        .withMessage("tokens must be at least 0, got -1");
    assertThatThrownBy(() -> WORDS.members(3)).hasMessage("group must be in [0, 3), got 3");
    assertThatThrownBy(() -> WORDS.groupOf(5)).hasMessage("token must be in [0, 5), got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WORDS.labels(Tokens.of("a")))
        .withMessage("pieces must be one label for each of 5 tokens, got 1");
    assertThatThrownBy(() -> pieces.rowCount(0, 0, 4)).hasMessage("query must be in [0, 4), got 4");
    assertThatThrownBy(() -> pieces.keyCount(4)).hasMessage("key must be in [0, 4), got 4");
    assertThatThrownBy(() -> pieces.mask(1, 0)).hasMessage("layer must be in [0, 1), got 1");
    assertThatThrownBy(() -> pieces.mask(0, 1)).hasMessage("head must be in [0, 1), got 1");
  }
}
