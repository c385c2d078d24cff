package dev.attn.examples.cli;

import dev.attn.io.TensorFiles;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Scale;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that all figures share. */
final class FigureOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--tensor",
      required = true,
      paramLabel = "FILE[#NAME]",
      converter = ArrayReference.Converter.class,
      description = "the attention weights")
  private ArrayReference tensor;

  @Option(
      names = "--tokens",
      paramLabel = "FILE.json",
      description = "a JSON array of tokens, or an object that has one under tokens")
  private Optional<Path> tokens = Optional.empty();

  @Option(
      names = "--colormap",
      paramLabel = "NAME",
      description = "the colours, for example viridis or YlOrBr_r")
  private Optional<String> colormap = Optional.empty();

  @Option(
      names = "--limits",
      paramLabel = "A,B",
      description = "the values at both ends of the colours (default: 0 and the largest)")
  private Optional<String> limits = Optional.empty();

  @Option(names = "--out", required = true, paramLabel = "F.png", description = "the file to write")
  private Path out;

  Path out() {
    return out;
  }

  AttentionTensor weights() throws IOException {
    AttentionTensor weights = Main.progressOf(command).of(tensor.tensor());
    checkTokens(weights.shape().queries(), weights.shape().keys());
    return weights;
  }

  AttentionTensor gradient(ArrayReference gradient) throws IOException {
    return Main.progressOf(command).of(gradient.tensor("gradient"));
  }

  /** Returns {@code preset} with the colours and limits that were asked for. */
  Scale scale(Scale preset) {
    Scale scale = preset;
    if (colormap.isPresent()) {
      scale = scale.withColormap(Colormaps.named(colormap.get()));
    }
    if (limits.isPresent()) {
      double[] ends = Numbers.ends("--limits", limits.get());
      scale = scale.withLimits(Limits.fixed(ends[0], ends[1]));
    }
    return scale;
  }

  /** Checks that the tokens asked for, if any, label at least one of the axes. */
  private void checkTokens(int queries, int keys) throws IOException {
    if (tokens.isPresent()) {
      int given = TensorFiles.readTokens(tokens.get()).size();
      if (given != queries && given != keys) {
        throw new IllegalArgumentException(
            "--tokens must have one label for each of the "
                + (queries == keys
                    ? keys + " positions"
                    : queries + " queries or " + keys + " keys")
                + ", got "
                + given);
      }
    }
  }

  /**
   * Returns the labels of an axis of {@code count} positions: those asked for, or those of the
   * tensor file, if they fit.
   */
  Optional<Tokens> tokensOf(int count) throws IOException {
    Optional<Tokens> known =
        tokens.isPresent() ? Optional.of(TensorFiles.readTokens(tokens.get())) : tensor.tokens();
    return known.filter(labels -> labels.size() == count);
  }
}
