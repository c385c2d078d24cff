package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.metric.DistanceScale;
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
import java.util.ArrayList;
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

  /** Those with one part for each key. */
  private static final List<String> LONG =
      List.of("pos.offsetProfile", "pos.received", "sink.rate");

  /** From how many rows on a singular value decomposition of each head takes long. */
  private static final int MANY_ROWS = 128;

  enum Format {
    CSV,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private final MaskedTensor input = new MaskedTensor();
  @Mixin private final MetricSettings settings = new MetricSettings();
  @Mixin private final HeadMap map = new HeadMap();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      split = ",",
      description =
          "which metrics, by their ids: of heads, of pairs of heads, or head.mds and head.clusters"
              + " (default: those of heads whose needs are met, without the long ones)")
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
    ids.forEach(MetricsCommand::checkKnown);
    AttentionTensor weights = input.weights();
    MetricOptions options = settings.options(input.reference(), weights.shape());
    if (!ids.isEmpty() && HeadMap.IDS.containsAll(ids)) {
      printMap(ids, weights, options);
    } else if (!ids.isEmpty() && pairIds().containsAll(ids)) {
      printPairs(ids, weights, options);
    } else if (ids.isEmpty() || headIds().containsAll(ids)) {
      printHeads(ids, weights, options);
    } else {
      throw new WrongArgumentException(
          "--metric must name metrics of heads, or of pairs of heads, or head.mds and"
              + " head.clusters, got more than one of these kinds");
    }
    return 0;
  }

  private static List<String> headIds() {
    return HeadMetrics.all().stream().map(HeadMetric::id).toList();
  }

  private static List<String> pairIds() {
    return HeadPairs.all().stream().map(PairMetric::id).toList();
  }

  private static void checkKnown(String id) {
    if (!headIds().contains(id) && !pairIds().contains(id) && !HeadMap.IDS.contains(id)) {
      throw new WrongArgumentException(
          ("--metric must be one of " + String.join(", ", headIds()))
              + (", or of pairs one of " + String.join(", ", pairIds()))
              + (", or " + String.join(", ", HeadMap.IDS) + ", got " + id));
    }
  }

  private void printHeads(List<String> ids, AttentionTensor weights, MetricOptions options)
      throws IOException {
    List<HeadMetric> chosen =
        ids.isEmpty()
            ? usual(weights.shape(), options)
            : ids.stream().map(HeadMetrics::named).toList();
    chosen.forEach(metric -> MetricSettings.check(metric, weights.shape(), options));
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

  /** All metrics that can be computed but for the long ones; says which are left out and why. */
  private List<HeadMetric> usual(TensorShape shape, MetricOptions options) {
    List<HeadMetric> usual = new ArrayList<>();
    List<String> wanting = new ArrayList<>();
    List<String> unasked = new ArrayList<>();
    boolean large = Math.min(shape.queries(), shape.keys()) > MANY_ROWS;
    for (HeadMetric metric : HeadMetrics.all()) {
      List<String> missing = MetricSettings.missing(metric, shape, options);
      if (!missing.isEmpty()) {
        wanting.add(metric.id() + " (" + String.join(", ", missing) + ")");
      } else if (LONG.contains(metric.id())) {
        unasked.add(metric.id() + " (one part for each key)");
      } else if (large && metric.id().startsWith("mat.")) {
        unasked.add(metric.id() + " (slow beyond " + MANY_ROWS + " rows)");
      } else {
        usual.add(metric);
      }
    }
    note("left out for want of what is in brackets: ", wanting);
    note("left out unless named with --metric: ", unasked);
    return usual;
  }

  private void note(String start, List<String> names) {
    if (!names.isEmpty()) {
      input.note(start + String.join(", ", names));
    }
  }

  private void printPairs(List<String> ids, AttentionTensor weights, MetricOptions options)
      throws IOException {
    List<PairMetric> chosen = ids.stream().map(HeadPairs::named).toList();
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

  private void printMap(List<String> ids, AttentionTensor weights, MetricOptions options)
      throws IOException {
    int heads = weights.shape().heads();
    map.check(ids, weights.shape().layers() * heads);
    AttentionMask mask = input.maskOf(weights);
    HeadMap.Reading reading =
        input.ofData(
            () -> {
              PairGrid grid = HeadPairs.named("head.jsd").of(weights, mask, options);
              HeadMap.Reading read = map.read(ids, grid.distances(DistanceScale.SQUARE_ROOT));
              read.notes().forEach(input::note);
              return read;
            });
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.CSV) {
      reading.printCsv(out, heads);
    } else {
      reading.printJson(out, heads);
    }
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
