package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--tensor",
      required = true,
      paramLabel = "FILE[#NAME]",
      converter = ArrayReference.Converter.class,
      description = "the attention weights")
  private ArrayReference tensor;

  @Option(
      names = "--mask",
      paramLabel = "EXPR|auto|none",
      defaultValue = "auto",
      description =
          "which cells are allowed; auto infers causal or full from the zeros (default: auto)")
  private String mask;

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
    List<HeadMetric> chosen = metrics.stream().map(String::strip).map(HeadMetrics::named).toList();
    AttentionTensor weights = tensor.tensor();
    if (metrics.isEmpty()) {
      chosen = all(weights.shape());
    }
    AttentionMask allowed = mask(weights);
    List<MetricGrid> grids = evaluate(chosen, weights, allowed);
    if (mask.equals("auto")) {
      spec.commandLine().getErr().println("attn: mask inferred from the zeros: " + allowed);
    }
    if (format == Format.CSV) {
      printCsv(grids, weights.shape());
    } else {
      printJson(grids, weights.shape());
    }
    return 0;
  }

  /** All metrics that need nothing but the weights and the mask. */
  private List<HeadMetric> all(TensorShape shape) {
    List<HeadMetric> usable =
        HeadMetrics.usable(shape.queries(), shape.keys(), MetricOptions.defaults());
    if (shape.queries() > shape.keys()) {
      spec.commandLine()
          .getErr()
          .println("attn: metrics of positions are left out: more queries than keys");
    }
    return usable;
  }

  private AttentionMask mask(AttentionTensor weights) {
    TensorShape shape = weights.shape();
    if (mask.equals("none")) {
      return Masks.full(shape.queries(), shape.keys());
    }
    if (mask.equals("auto")) {
      return MaskAudit.causalOrFull(weights);
    }
    return Masks.parseExpression(mask);
  }

  private List<MetricGrid> evaluate(
      List<HeadMetric> chosen, AttentionTensor weights, AttentionMask allowed) {
    MaskAudit.requireShape(allowed, weights.shape().queries(), weights.shape().keys());
    try {
      return HeadMetrics.evaluate(chosen, weights, allowed, MetricOptions.defaults());
    } catch (IllegalArgumentException e) {
      // What follows the semicolon is a remedy for users of the library.
      String reason = String.valueOf(e.getMessage()).split(";", 2)[0];
      throw new BadDataException(tensor + ": " + reason, e);
    }
  }

  private void printCsv(List<MetricGrid> grids, TensorShape shape) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("layer,head,metric,variant,value,rows");
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        for (MetricGrid grid : grids) {
          MetricValue value = grid.at(l, h);
          out.println(
              String.join(
                  ",",
                  Integer.toString(l),
                  Integer.toString(h),
                  value.how().metric(),
                  value.how().variant(),
                  JsonNumbers.text(value.value()),
                  Long.toString(value.rowsUsed())));
        }
      }
    }
  }

  private void printJson(List<MetricGrid> grids, TensorShape shape) throws IOException {
    JsonNumbers.line(
        spec.commandLine().getOut(),
        json -> {
          json.writeStartArray();
          for (int l = 0; l < shape.layers(); l++) {
            for (int h = 0; h < shape.heads(); h++) {
              for (MetricGrid grid : grids) {
                MetricValue value = grid.at(l, h);
                json.writeStartObject();
                json.writeNumberField("layer", l);
                json.writeNumberField("head", h);
                json.writeStringField("metric", value.how().metric());
                json.writeStringField("variant", value.how().variant());
                json.writeFieldName("value");
                JsonNumbers.write(json, value.value());
                json.writeNumberField("rows", value.rowsUsed());
                json.writeEndObject();
              }
            }
          }
          json.writeEndArray();
        });
  }
}
