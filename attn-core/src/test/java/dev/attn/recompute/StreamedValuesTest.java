package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.KeyHeadMap;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.Masks;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.saliency.TransformedValues;
import dev.attn.saliency.ValueWeighted;
import dev.attn.saliency.ValueWeighted.Scaling;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.NumericArray;
import dev.attn.testing.OnThreads;
import dev.attn.testing.RandomAttention;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Attention times the norms of values, added up without a row. */
final class StreamedValuesTest {

  private static NumericArray norms(double... values) {
    return NumericArray.copyOf(values, 1, 1, values.length);
  }

  private static double[] values(List<MetricGrid> grids) {
    return grids.stream().mapToDouble(grid -> grid.at(0, 0).value()).toArray();
  }

  @Test
  void javadocExample_isTrue() {
    NumericArray keys = RandomVectors.scalars(Math.log(0.6), Math.log(0.1), Math.log(0.3));
    StreamedMetrics attention =
        StreamedMetrics.of(
            RandomVectors.scalars(1), keys, Masks.full(1, 3), StreamOptions.defaults());
    NumericArray lengths = norms(0.01, 1, 1);
    assertThat(values(attention.valueWeighted(lengths, Scaling.RAW)))
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(0.406, 0.006, 0.1, 0.3);
    assertThat(values(attention.valueWeighted(lengths, Scaling.UNIT_ROWS)))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(1, 0.014778, 0.246305, 0.738916);
  }

  @Property(tries = 80)
  void law22_sums_areThoseOfTheMap(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(40);
    int keyCount = n + random.nextInt(9);
    AttentionMask mask = RandomAttention.mask(random, n, keyCount);
    NumericArray queries = RandomVectors.of(seed, 2, 4, n, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 2, 2, keyCount, 3);
    NumericArray norms =
        TransformedValues.of(RandomVectors.of(seed + 2, 2, 2, keyCount, 2)).norms();
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(RecomputeOptions.defaults().withEmptyRows(EmptyRows.ZERO))
            .withKeyTile(1 + random.nextInt(50));
    for (Scaling scaling : Scaling.values()) {
      ValueWeighted stored =
          ValueWeighted.byNorms(
              Recompute.attention(queries, keys, mask, options.recompute()),
              mask,
              norms,
              ValueWeighted.Options.defaults().withScaling(scaling));
      List<MetricGrid> streamed =
          StreamedMetrics.of(queries, keys, mask, options).valueWeighted(norms, scaling);
      assertThat(
              OnThreads.with(
                  3,
                  () ->
                      StreamedMetrics.of(queries, keys, mask, options)
                          .valueWeighted(norms, scaling)))
          .isEqualTo(streamed);
      for (int l = 0; l < 2; l++) {
        for (int h = 0; h < 4; h++) {
          assertAgree(streamed, l, h, stored.map().layer(l).head(h), mask);
        }
      }
    }
  }

  private static void assertAgree(
      List<MetricGrid> streamed, int layer, int head, AttentionMatrix map, AttentionMask mask) {
    double[] sums = new double[1 + map.keys()];
    long[] rows = new long[sums.length];
    for (int q = 0; q < map.queries(); q++) {
      if (!mask.row(q).isEmpty()) {
        sums[0] += Arrays.stream(map.row(q)).sum();
        rows[0]++;
      }
      for (int k : mask.row(q).toArray()) {
        sums[1 + k] += map.weight(q, k);
        rows[1 + k]++;
      }
    }
    for (int part = 0; part < sums.length; part++) {
      MetricValue value = streamed.get(part).at(layer, head);
      Streams.assertAgree(value.value(), sums[part] / rows[part], value.how().toString());
      assertThat(value.rowsUsed()).isEqualTo(rows[part]);
      assertThat(value.rowsMasked()).isEqualTo(mask.emptyRows().cells());
    }
  }

  @Test
  void rowWithoutAnyLength_hasNoUnitRow() {
    NumericArray queries = RandomVectors.scalars(1, 1);
    NumericArray keys = RandomVectors.scalars(0, 0);
    StreamedMetrics attention =
        StreamedMetrics.of(queries, keys, Masks.causal(2), StreamOptions.defaults());
    List<MetricGrid> unit = attention.valueWeighted(norms(0, 2), Scaling.UNIT_ROWS);
    assertThat(values(unit)).containsExactly(1, 0, 1);
    MetricValue first = unit.get(1).at(0, 0);
    assertThat(first.rowsUsed()).isEqualTo(1);
    assertThat(first.rowsUndefined()).isEqualTo(1);
    assertThat(values(attention.valueWeighted(norms(0, 2), Scaling.RAW)))
        .containsExactly(0.5, 0, 1);
  }

  @Test
  void results_sayWhatTheyAre_byPosition() {
    StreamOptions options =
        StreamOptions.defaults().withMetrics(MetricOptions.defaults().withFirstKey(5));
    List<MetricGrid> grids =
        StreamedMetrics.of(
                RandomVectors.scalars(1), RandomVectors.scalars(1, 2), Masks.full(1, 2), options)
            .valueWeighted(norms(1, 1), Scaling.RAW);
    assertThat(grids)
        .extracting(grid -> grid.at(0, 0).how().variant())
        .containsExactly("rows", "k=5", "k=6");
    assertThat(grids.get(1).at(0, 0).how().toString())
        .isEqualTo(
            "val.weighted(norm=GIVEN scaling=RAW)[k=5] mask=full(1x2+0) rows=UNIT"
                + " tolerance=1.0E-9 type=f64 broken=FAIL rescaling=NONE average=MICRO"
                + " unit=value length");
  }

  @Test
  void normsOfValueHeads_areReadLikeKeys() {
    NumericArray queries = RandomVectors.of(1, 1, 2, 1, 1);
    NumericArray keys = RandomVectors.of(2, 1, 2, 1, 1);
    StreamOptions swapped =
        StreamOptions.defaults()
            .withRecompute(RecomputeOptions.defaults().withKeyHeads(KeyHeadMap.copyOf(1, 0)));
    NumericArray lengths = NumericArray.copyOf(new double[] {3, 4}, 1, 2, 1);
    MetricGrid rows =
        StreamedMetrics.of(queries, keys, Masks.full(1, 1), swapped)
            .valueWeighted(lengths, Scaling.RAW)
            .get(0);
    assertThat(rows.asArray().toDoubles()).containsExactly(4, 3);
    StreamOptions shared =
        StreamOptions.defaults()
            .withRecompute(RecomputeOptions.defaults().withKeyHeads(KeyHeadMap.copyOf(0, 0)));
    MetricGrid own =
        StreamedMetrics.of(queries, RandomVectors.of(2, 1, 1, 1, 1), Masks.full(1, 1), shared)
            .valueWeighted(lengths, Scaling.RAW)
            .get(0);
    assertThat(own.asArray().toDoubles()).containsExactly(3, 4);
  }

  @Test
  void normsThatDoNotFit_areRefused() {
    NumericArray vectors = RandomVectors.of(1, 1, 4, 3, 2);
    StreamedMetrics attention =
        StreamedMetrics.of(vectors, vectors, Masks.causal(3), StreamOptions.defaults());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attention.valueWeighted(norms(1, 1), Scaling.RAW))
        .withMessage("norms must have shape [1, heads, 3] like queries and keys, got [1, 1, 2]");
    NumericArray three = NumericArray.copyOf(new double[9], 1, 3, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attention.valueWeighted(three, Scaling.RAW))
        .withMessage("norms must have a number of heads that divides the 4 query heads, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attention.valueWeighted(norms(1, -1, 1), Scaling.RAW))
        .withMessage("norm must be finite and at least 0, got -1.0 at [layer 0, head 0, key 1]");
    StreamedMetrics blind =
        StreamedMetrics.of(
            RandomVectors.scalars(1),
            RandomVectors.scalars(1, 1),
            Masks.parse("#."),
            StreamOptions.defaults());
    List<MetricGrid> unread = blind.valueWeighted(norms(2, Double.NaN), Scaling.RAW);
    assertThat(unread.get(1).at(0, 0).value()).isCloseTo(2, within(0.0));
    assertThat(unread.get(2).at(0, 0).value()).isNaN();
  }
}
