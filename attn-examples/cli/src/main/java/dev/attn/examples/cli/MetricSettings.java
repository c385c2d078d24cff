package dev.attn.examples.cli;

import dev.attn.io.TensorFiles;
import dev.attn.metric.BrokenRows;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that hold for all metrics: what they are told, and how they treat rows. */
final class MetricSettings {

  @Option(
      names = "--tokens",
      paramLabel = "FILE.json",
      description = "a JSON array of tokens, or an object that has one under tokens")
  private Optional<Path> tokens = Optional.empty();

  @Option(
      names = "--span",
      paramLabel = "NAME:FROM-TO",
      description = "a segment of the tokens, half-open; give the option once for each")
  private List<String> spans = List.of();

  @Option(
      names = "--broken",
      paramLabel = "fail|skip|renormalise",
      defaultValue = "fail",
      description = "what to do with rows that are no attention (default: ${DEFAULT-VALUE})")
  private BrokenRows broken;

  @Option(
      names = "--log",
      paramLabel = "nats|bits",
      defaultValue = "nats",
      description = "the unit of entropies and divergences (default: ${DEFAULT-VALUE})")
  private LogBase log;

  /** Returns the options for weights of this shape; {@code file} may carry tokens. */
  MetricOptions options(ArrayReference file, TensorShape shape) throws IOException {
    MetricInputs inputs = MetricInputs.none();
    Optional<Tokens> known =
        tokens.isPresent() ? Optional.of(TensorFiles.readTokens(tokens.get())) : file.tokens();
    if (tokens.isPresent() && known.get().size() != shape.keys()) {
      throw new IllegalArgumentException(
          "--tokens must have one label for each of the "
              + shape.keys()
              + " keys, got "
              + known.get().size());
    }
    if (known.isPresent() && known.get().size() == shape.keys()) {
      inputs = inputs.withTokens(known.get());
    }
    if (!spans.isEmpty()) {
      inputs = inputs.withSegments(spans.stream().map(SpanArgument::parse).toArray(Span[]::new));
    }
    return MetricOptions.defaults().withBroken(broken).withLogBase(log).withInputs(inputs);
  }
}
