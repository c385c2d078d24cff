package dev.attn.examples.cli;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.MaskAudit;
import dev.attn.render.Render;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Zoom;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code attn figure}: one figure from one file. */
@Command(
    name = "figure",
    description = "Draws a figure from a tensor file.",
    mixinStandardHelpOptions = true)
final class FigureCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a figure must be named: heatmap, overview, strips or layers");
  }

  @Command(name = "heatmap", description = "Draws one head.", mixinStandardHelpOptions = true)
  int heatmap(
      @Mixin FigureOptions options,
      @Option(
              names = "--layer",
              required = true,
              paramLabel = "L",
              description = "the layer, from 0")
          int layer,
      @Option(names = "--head", required = true, paramLabel = "H", description = "the head, from 0")
          int head)
      throws IOException {
    AttentionTensor weights = options.weights();
    int queries = weights.shape().queries();
    int keys = weights.shape().keys();
    Axis rows = options.tokensOf(queries).map(Axis::labels).orElse(Axis.numbered(0, queries - 1));
    Axis columns = options.tokensOf(keys).map(Axis::labels).orElse(Axis.numbered(0, keys - 1));
    HeatMap figure =
        HeatMap.of(weights.layer(layer).head(head))
            .withScale(options.scale(Scale.zeroToMax()))
            .withRows(rows.withTitle("query"))
            .withColumns(columns.withTitle("key"));
    Render.png(figure, options.out());
    return 0;
  }

  private static AttentionTensor saliency(AttentionTensor weights, AttentionTensor gradient) {
    return Saliency.perHead(GradientSample.of(weights, gradient, MaskAudit.causalOrFull(weights)))
        .map();
  }

  @Command(
      name = "overview",
      description = "Draws every head, and one of them enlarged.",
      mixinStandardHelpOptions = true)
  int overview(
      @Mixin FigureOptions options,
      @Option(
              names = "--gradient",
              paramLabel = "FILE#NAME",
              converter = ArrayReference.Converter.class,
              description =
                  "draw |attention x gradient| instead of attention; what a causal mask blocks is 0")
          Optional<ArrayReference> gradient,
      @Option(names = "--zoom", paramLabel = "L,H", description = "the head to enlarge, from 0")
          Optional<String> zoom,
      @Option(
              names = "--span",
              paramLabel = "NAME:FROM-TO",
              description = "a bracket over the tokens [FROM, TO)")
          @Nullable List<String> spans)
      throws IOException {
    AttentionTensor weights = options.weights();
    AttentionTensor drawn =
        gradient.isPresent() ? saliency(weights, options.gradient(gradient.get())) : weights;
    HeadGrid figure =
        HeadGrid.of(drawn)
            .withScale(
                options
                    .scale(gradient.isPresent() ? Scale.sqrt() : Scale.zeroToMax())
                    .withTitle(gradient.isPresent() ? "saliency" : "attention"));
    Span[] brackets =
        spans == null ? new Span[0] : spans.stream().map(SpanArgument::parse).toArray(Span[]::new);
    if (zoom.isPresent()) {
      int[] cell = Numbers.pair("--zoom", zoom.get());
      figure =
          figure
              .withZoom(Zoom.of(cell[0], cell[1]).withLabelSide(Side.RIGHT))
              .withTokens(
                  labels(options, weights.shape().queries(), brackets),
                  labels(options, weights.shape().keys(), brackets));
    } else if (brackets.length > 0) {
      spec.commandLine()
          .getErr()
          .println("attn: spans are drawn beside an enlarged head only; add --zoom L,H");
    }
    Render.png(figure, options.out());
    return 0;
  }

  /** The tokens of an axis, or its positions, with the brackets that were asked for. */
  private static Tokens labels(FigureOptions options, int count, Span[] brackets)
      throws IOException {
    Tokens tokens =
        options
            .tokensOf(count)
            .orElseGet(
                () ->
                    Tokens.copyOf(IntStream.range(0, count).mapToObj(Integer::toString).toList()));
    return brackets.length == 0 ? tokens : tokens.withSpans(brackets);
  }

  @Command(
      name = "strips",
      description = "Draws chosen query rows of every layer, averaged over heads.",
      mixinStandardHelpOptions = true)
  int strips(
      @Mixin FigureOptions options,
      @Option(
              names = "--queries",
              required = true,
              paramLabel = "Q,...",
              description = "the queries to draw, from 0")
          String queries)
      throws IOException {
    AttentionTensor weights = options.weights();
    int[] chosen = Numbers.list("--queries", queries);
    AttentionTensor rows = Aggregators.queryRows(weights, HeadFusion.MEAN, chosen);
    int keys = Math.min(weights.shape().keys(), Arrays.stream(chosen).max().orElseThrow() + 1);
    List<Grid> strips = new ArrayList<>();
    for (int l = 0; l < rows.shape().layers(); l++) {
      strips.add(Grid.of(rows.layer(l).head(0).keyRange(0, keys)));
    }
    Optional<Tokens> tokens = options.tokensOf(weights.shape().keys());
    LayerStrips figure =
        LayerStrips.of(strips)
            .withStripLabels(layer -> "Layer " + layer)
            .withRows(Axis.labels(Arrays.stream(chosen).mapToObj(q -> "P@" + q).toList()))
            .withScale(options.scale(Scale.zeroToMax()));
    if (tokens.isPresent()) {
      figure = figure.withColumns(Axis.labels(tokens.get().range(0, keys)));
    }
    Render.png(figure, options.out());
    return 0;
  }

  @Command(
      name = "layers",
      description = "Draws what one query reads in each layer, averaged over heads.",
      mixinStandardHelpOptions = true)
  int layers(
      @Mixin FigureOptions options,
      @Option(
              names = "--query",
              required = true,
              paramLabel = "N|last",
              description = "the query, from 0, or last")
          String query)
      throws IOException {
    AttentionTensor weights = options.weights();
    int row =
        query.equals("last") ? weights.shape().queries() - 1 : Numbers.single("--query", query);
    int keys = weights.shape().keys();
    Axis columns = options.tokensOf(keys).map(Axis::labels).orElse(Axis.numbered(0, keys - 1));
    HeatMap figure =
        HeatMap.of(Aggregators.layerTokenMap(weights, row, HeadFusion.MEAN))
            .withRows(Axis.numbered(0, weights.shape().layers() - 1).withTitle("layer"))
            .withColumns(columns.withTitle("key"))
            .withOrigin(Origin.BOTTOM)
            .withScale(options.scale(Scale.zeroToMax()));
    Render.png(figure, options.out());
    return 0;
  }
}
