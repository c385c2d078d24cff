package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadRanking;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code attn heads}: the heads in the order of one metric, as a table. */
@Command(
    name = "heads",
    description = "Prints the heads with the highest (or lowest) score of a metric.",
    mixinStandardHelpOptions = true)
final class HeadsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final MaskedTensor input = new MaskedTensor();
  @Mixin private final MetricSettings settings = new MetricSettings();

  @Option(
      names = "--sort-by",
      required = true,
      paramLabel = "METRIC[:VARIANT]",
      description = "the metric, and its variant if it has several: pos.direction:self")
  private String sortBy;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many heads (default: ${DEFAULT-VALUE})")
  private int top;

  @Option(names = "--lowest", description = "the lowest scores first")
  private boolean lowest;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new IllegalArgumentException("--top must be at least 1, got " + top);
    }
    String[] name = sortBy.split(":", 2);
    HeadMetric metric = HeadMetrics.named(name[0].strip());
    AttentionTensor weights = input.weights();
    MetricOptions options = settings.options(input.reference(), weights.shape());
    MetricSettings.check(metric, weights.shape(), options);
    AttentionMask mask = input.maskOf(weights);
    List<MetricGrid> parts = input.ofData(() -> metric.of(weights, mask, options));
    MetricGrid grid = name.length == 2 ? part(parts, name[1].strip()) : onlyPart(parts);
    print(lowest ? HeadRanking.lowestFirst(grid) : HeadRanking.highestFirst(grid));
    return 0;
  }

  private static MetricGrid onlyPart(List<MetricGrid> parts) {
    if (parts.size() > 1) {
      throw new IllegalArgumentException(
          "--sort-by must name one of the variants " + variants(parts) + ", got none");
    }
    return parts.get(0);
  }

  private static MetricGrid part(List<MetricGrid> parts, String variant) {
    return parts.stream()
        .filter(part -> part.at(0, 0).how().variant().equals(variant))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--sort-by must name one of the variants "
                        + variants(parts)
                        + ", got "
                        + variant));
  }

  private static List<String> variants(List<MetricGrid> parts) {
    return parts.stream().map(part -> part.at(0, 0).how().variant()).toList();
  }

  private void print(HeadRanking ranking) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("rank  layer  head         value    unit      used    masked    broken  undefined");
    int rank = 1;
    for (HeadRanking.Entry entry : ranking.top(top)) {
      MetricValue value = entry.value();
      out.println(
          String.format(
              Locale.ROOT,
              "%4d  %5d  %4d  %12s  %6s  %8d  %8d  %8d  %9d",
              rank++,
              entry.head().layer(),
              entry.head().head(),
              number(value.value()),
              value.unit(),
              value.rowsUsed(),
              value.rowsMasked(),
              value.rowsBroken(),
              value.rowsUndefined()));
    }
    out.println(ranking.entries().get(0).value().how());
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%.6g", value)
        : JsonNumbers.text(value);
  }
}
