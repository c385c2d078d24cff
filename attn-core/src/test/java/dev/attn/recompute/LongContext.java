package dev.attn.recompute;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadIndex;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.metric.PairMetric;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of its own: metrics of 65 queries over 131072 keys, written to a file. */
final class LongContext {

  static final int QUERIES = 65;
  static final int KEYS = 1 << 17;
  static final AttentionMask MASK = Masks.causalBottomRight(QUERIES, KEYS);
  static final StreamOptions OPTIONS =
      StreamOptions.defaults()
          .withMetrics(
              MetricOptions.defaults()
                  .withLogBase(LogBase.BITS)
                  .withInputs(
                      MetricInputs.none()
                          .withSegments(
                              List.of(Span.of(0, QUERIES, "answer")),
                              List.of(
                                  Span.of(0, KEYS - QUERIES, "prompt"),
                                  Span.of(KEYS - QUERIES, KEYS, "answer")))));

  private static final int WIDTH = 2;

  private LongContext() {}

  /** The matrices of two heads alone would take 136 MB. */
  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>();
    for (MetricGrid part :
        StreamedMetrics.of(queries(1), keys(), MASK, OPTIONS).evaluate(metrics())) {
      lines.add(line(part.at(0, 0)));
    }
    StreamedMetrics streamed = StreamedMetrics.of(queries(2), keys(), MASK, OPTIONS);
    for (MetricValue value : streamed.pair(pairs(), HeadIndex.of(0, 0), HeadIndex.of(0, 1))) {
      lines.add(line(value));
    }
    Files.write(Path.of(args[0]), lines);
  }

  private static String line(MetricValue value) {
    return value.how().metric() + " " + value.how().variant() + " " + value.value();
  }

  static List<StreamedMetric> metrics() {
    return List.of(
        StreamedMetric.named("row.entropy"),
        StreamedMetric.topMass(20),
        StreamedMetric.named("row.sparsity"),
        StreamedMetric.named("pos.distance"),
        StreamedMetric.named("sink.mass"),
        StreamedMetric.named("pat.previous"),
        StreamedMetric.named("seg.block"),
        StreamedMetric.named("seg.lookback"),
        StreamedMetric.named("pos.received"));
  }

  static List<PairMetric> pairs() {
    return List.of(HeadPairs.named("head.jsd"), HeadPairs.named("head.tvd"));
  }

  /** Heads that read the same keys. */
  static NumericArray queries(int heads) {
    return vectors(heads, QUERIES);
  }

  static NumericArray keys() {
    return vectors(1, KEYS);
  }

  private static NumericArray vectors(int heads, int tokens) {
    float[] values = new float[heads * tokens * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * Math.sin(0.37 * i * i % 1000 + i));
    }
    return NumericArray.copyOf(values, 1, heads, tokens, WIDTH);
  }
}
