package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.MetricValue;
import dev.attn.tensor.AttentionLayer;
import dev.attn.testing.SmallHeap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LongContextTest {

  @TempDir private Path folder;

  @Test
  @Tag("large")
  void aHundredThousandKeys_fitAHeapThatTheMatrixDoesNot() throws Exception {
    Path values = folder.resolve("values.txt");
    SmallHeap.run("64m", LongContext.class, values);
    List<String> streamed = Files.readAllLines(values);
    List<MetricValue> stored = storedRows();
    assertThat(streamed).hasSameSizeAs(stored);
    for (int i = 0; i < stored.size(); i++) {
      MetricValue want = stored.get(i);
      String[] line = streamed.get(i).split(" ", -1);
      assertThat(line[0] + line[1]).isEqualTo(want.how().metric() + want.how().variant());
      assertThat(Double.parseDouble(line[2]))
          .as(streamed.get(i))
          .isCloseTo(want.value(), within(1e-12 * Math.max(1, Math.abs(want.value()))));
    }
  }

  private static List<MetricValue> storedRows() {
    AttentionLayer weights =
        Recompute.attention(LongContext.queries(2), LongContext.keys(), LongContext.MASK).layer(0);
    List<MetricValue> values = new ArrayList<>();
    values.addAll(
        HeadMetrics.evaluate(
            LongContext.metrics().stream().map(StreamedMetric::metric).toList(),
            weights.head(0),
            LongContext.MASK,
            LongContext.OPTIONS.metrics()));
    values.addAll(
        HeadPairs.evaluate(
            LongContext.pairs(),
            weights.head(0),
            weights.head(1),
            LongContext.MASK,
            LongContext.OPTIONS.metrics()));
    return values;
  }
}
