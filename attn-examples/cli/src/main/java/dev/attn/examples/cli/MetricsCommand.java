package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.PairGrid;
import dev.attn.metric.PairMetric;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code attn metrics}: metrics of every head, with the variant named and the rows counted. */
@Command(
    name = "metrics",
    description = "Prints metrics of every head, with their variants and the rows they used.",
    mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {

  enum Format {
    CSV,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private final MaskedTensor input = new MaskedTensor();
  @Mixin private final MetricSettings settings = new MetricSettings();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      split = ",",
      description = "which metrics, by their ids (default: all that need only weights and mask)")
  private List<String> metrics = List.of();

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      defaultValue = "csv",
      description = "output format (default: ${DEFAULT-VALUE})")
  private Format format;

  @Override
  public Integer call() throws IOException {
    List<String> ids = metrics.stream().map(String::strip).toList();
    AttentionTensor weights = input.weights();
    MetricOptions options = settings.options(input.reference(), weights.shape());
    if (ids.stream().anyMatch(MetricsCommand::isOfPairs)) {
      printPairs(ids, weights, options);
    } else {
      printHeads(ids, weights, options);
    }
    return 0;
  }

  private static boolean isOfPairs(String id) {
    return HeadPairs.all().stream().anyMatch(metric -> metric.id().equals(id));
  }

  private void printHeads(List<String> ids, AttentionTensor weights, MetricOptions options)
      throws IOException {
    List<HeadMetric> chosen =
        ids.isEmpty()
            ? usable(weights.shape(), options)
            : ids.stream().map(HeadMetrics::named).toList();
    AttentionMask mask = input.maskOf(weights);
    List<MetricGrid> grids =
        input.ofData(() -> HeadMetrics.evaluate(chosen, weights, mask, options));
    MetricTable table = new MetricTable("layer", "head");
    for (int l = 0; l < weights.shape().layers(); l++) {
      for (int h = 0; h < weights.shape().heads(); h++) {
        for (MetricGrid grid : grids) {
          table.add(grid.at(l, h), l, h);
        }
      }
    }
    print(table);
  }

  /** All metrics that can be computed; says which are left out, and what they need. */
  private List<HeadMetric> usable(TensorShape shape, MetricOptions options) {
    List<HeadMetric> usable = HeadMetrics.usable(shape.queries(), shape.keys(), options);
    List<String> leftOut =
        HeadMetrics.all().stream()
            .filter(metric -> !usable.contains(metric))
            .map(HeadMetric::id)
            .toList();
    if (!leftOut.isEmpty()) {
      input.note(
          "left out for want of tokens, segments or positions: " + String.join(", ", leftOut));
    }
    return usable;
  }

  private void printPairs(List<String> ids, AttentionTensor weights, MetricOptions options)
      throws IOException {
    List<PairMetric> chosen = ids.stream().map(MetricsCommand::pairMetric).toList();
    AttentionMask mask = input.maskOf(weights);
    List<PairGrid> grids = input.ofData(() -> HeadPairs.evaluate(chosen, weights, mask, options));
    MetricTable table = new MetricTable("layer", "head", "layer2", "head2");
    int heads = weights.shape().heads();
    int all = grids.get(0).size();
    for (int i = 0; i < all; i++) {
      for (int j = i + 1; j < all; j++) {
        for (PairGrid grid : grids) {
          table.add(grid.at(i, j), i / heads, i % heads, j / heads, j % heads);
        }
      }
    }
    print(table);
  }

  private static PairMetric pairMetric(String id) {
    if (!isOfPairs(id)) {
      throw new IllegalArgumentException(
          "--metric must name metrics of heads or metrics of pairs of heads, got both");
    }
    return HeadPairs.named(id);
  }

  private void print(MetricTable table) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.CSV) {
      table.printCsv(out);
    } else {
      table.printJson(out);
    }
  }
}
