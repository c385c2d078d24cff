package dev.attn.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricInfo;
import dev.attn.recompute.LogitLens;
import dev.attn.saliency.Attributions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page of metrics is what its code generates. After a wanted change run the tests with {@code
 * -Dattn.golden.update=true}.
 */
final class MetricPageTest {

  private static final Path DOCUMENTS = Path.of("..", "..", "docs");

  static Stream<MetricInfo> catalogue() {
    return Stream.of(HeadMetrics.catalogue(), Attributions.catalogue(), LogitLens.catalogue())
        .flatMap(List::stream);
  }

  @BeforeAll
  static void rewritesThePageOnRequest() throws Exception {
    if (Boolean.getBoolean("attn.golden.update")) {
      MetricPage.write(DOCUMENTS);
    }
  }

  @Test
  void page_isTheGeneratedText() throws Exception {
    assertThat(Files.readString(DOCUMENTS.resolve("metrics.md"))).isEqualTo(MetricPage.text());
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void metric_hasItsLine_withAllItsColumns(MetricInfo info) {
    String start = "| `" + info.id() + "`<br>";
    assertThat(MetricPage.text().lines().filter(line -> line.startsWith(start)))
        .singleElement()
        .satisfies(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).hasSize(8));
  }

  @Test
  void groups_haveTheirTitles() {
    assertThat(MetricPage.text()).contains("\n## The shape of a row\n", "\n## Positions\n");
    for (HeadMetric metric : HeadMetrics.all()) {
      assertThat(MetricPage.text()).doesNotContain("\n## " + metric.info().group() + "\n");
    }
    assertThat(MetricPage.text())
        .contains("\n## The logit lens: states, not attention\n", "\n## Words\n")
        .doesNotContain("\n## lens\n");
  }
}
