package dev.attn.recompute;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.tensor.NumericArray;
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
          .withMetrics(MetricOptions.defaults().withLogBase(LogBase.BITS))
          .withThreads(2);

  private static final int WIDTH = 2;

  private LongContext() {}

  /** The matrix of doubles alone would take 68 MB. */
  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>();
    for (MetricGrid part :
        StreamedMetrics.evaluate(metrics(), vectors(QUERIES), vectors(KEYS), MASK, OPTIONS)) {
      MetricValue value = part.at(0, 0);
      lines.add(value.how().metric() + " " + value.how().variant() + " " + value.value());
    }
    Files.write(Path.of(args[0]), lines);
  }

  static List<StreamedMetric> metrics() {
    return List.of(
        StreamedMetric.named("row.entropy"),
        StreamedMetric.topMass(20),
        StreamedMetric.named("row.sparsity"),
        StreamedMetric.named("pos.distance"),
        StreamedMetric.named("sink.mass"),
        StreamedMetric.named("pos.received"));
  }

  static NumericArray vectors(int tokens) {
    float[] values = new float[tokens * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * Math.sin(0.37 * i * i % 1000 + i));
    }
    return NumericArray.copyOf(values, 1, 1, tokens, WIDTH);
  }
}
