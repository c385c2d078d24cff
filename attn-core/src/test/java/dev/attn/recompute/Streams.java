package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.metric.BlockMeasure;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.Lookback;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.metric.PatternScope;
import dev.attn.metric.Received;
import dev.attn.metric.Repeats;
import dev.attn.metric.Threshold;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.testing.RandomAttention;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What tests of streaming have in common: all metrics, inputs for them, and what "equal" means. */
final class Streams {

  private Streams() {}

  /** Every metric with its default settings, and those that have settings with others. */
  static List<StreamedMetric> metrics(Random random, int queries, int keys) {
    List<StreamedMetric> metrics = new ArrayList<>(StreamedMetric.all());
    metrics.add(StreamedMetric.largestWeightWithout(0, keys - 1));
    metrics.add(StreamedMetric.topMass(1));
    metrics.add(StreamedMetric.topMass(1000));
    metrics.add(StreamedMetric.sparsity(0.2, Threshold.ABS));
    metrics.add(StreamedMetric.windowMass(1, 2));
    metrics.add(StreamedMetric.received(Received.SUM));
    metrics.add(StreamedMetric.sinkMass(keys - 1, 0, 0));
    metrics.add(StreamedMetric.sinkRate(0.2, 2, 5));
    metrics.add(StreamedMetric.typeMassFrom("odd"));
    metrics.add(StreamedMetric.distantMass(1, 0, keys / 2));
    metrics.add(StreamedMetric.induction(Repeats.EXCLUDED));
    AttentionMask pattern = RandomAttention.mask(random, queries, keys);
    for (PatternScope scope : PatternScope.values()) {
      metrics.add(StreamedMetric.patternMatch(pattern, scope));
    }
    for (BlockMeasure measure : BlockMeasure.values()) {
      metrics.add(StreamedMetric.segmentBlocks(measure));
    }
    metrics.add(StreamedMetric.lookback(Lookback.MASS));
    return metrics;
  }

  /** Types, tokens of which there are three, segments that overlap and leave gaps, and labels. */
  static MetricOptions inputs(Random random, int queries, int keys) {
    String[] types =
        IntStream.range(0, keys).mapToObj(k -> k % 2 == 1 ? "odd" : "even").toArray(String[]::new);
    types[keys - 1] = "odd";
    return MetricOptions.defaults()
        .withInputs(
            MetricInputs.none()
                .withTypes(types)
                .withTokenIds(random.ints(keys, 0, 3).toArray())
                .withSegments(spans(random, queries), spans(random, keys))
                .withGold(RandomAttention.mask(random, queries, keys)));
  }

  private static List<Span> spans(Random random, int size) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int from = random.nextInt(size);
      spans.add(Span.of(from, from + 1 + random.nextInt(size - from), "s" + i));
    }
    return spans;
  }

  /** The same metrics on weights that are there. */
  static List<MetricGrid> dense(
      List<StreamedMetric> metrics,
      NumericArray queries,
      NumericArray keys,
      AttentionMask mask,
      StreamOptions options) {
    return HeadMetrics.evaluate(
        metrics.stream().map(StreamedMetric::metric).toList(),
        Recompute.attention(queries, keys, mask, options.recompute()),
        mask,
        options.metrics());
  }

  static void assertAgree(List<MetricGrid> streamed, List<MetricGrid> dense) {
    assertThat(streamed).hasSameSizeAs(dense);
    for (int part = 0; part < dense.size(); part++) {
      for (int head = 0; head < dense.get(part).values().size(); head++) {
        assertAgree(streamed.get(part).values().get(head), dense.get(part).values().get(head));
      }
    }
  }

  /** The same in everything but rounding. */
  static void assertAgree(MetricValue got, MetricValue want) {
    assertThat(
            new MetricValue(
                want.value(),
                got.rowsUsed(),
                got.rowsMasked(),
                got.rowsBroken(),
                got.rowsUndefined(),
                got.how()))
        .isEqualTo(want);
    assertAgree(got.value(), want.value(), want.how().toString());
  }

  static void assertAgree(double got, double want, String what) {
    if (Double.isNaN(want)) {
      assertThat(got).as(what).isNaN();
    } else {
      assertThat(got).as(what).isCloseTo(want, within(1e-12 * Math.max(1, Math.abs(want))));
    }
  }
}
