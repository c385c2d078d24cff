package dev.attn.examples.cli;

import dev.attn.aggregate.HeadFusion;
import dev.attn.saliency.Residual;
import dev.attn.saliency.Rollout;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that say how the layers of rollout and flow are made from their heads. */
final class LayerMixing {

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");

  @Option(
      names = "--fusion",
      paramLabel = "mean|max|min",
      defaultValue = "mean",
      description = "how heads become one (default: ${DEFAULT-VALUE})")
  private String fusion;

  @Option(
      names = "--residual",
      paramLabel = "R|add|none",
      defaultValue = "0.5",
      description =
          "the share of attention beside the identity; add: F + I, then divided by row sums; "
              + "none: F alone (default: ${DEFAULT-VALUE})")
  private String residual;

  @Option(
      names = "--layers",
      paramLabel = "FROM-TO",
      description = "the layers, half-open, from 0 (default: all)")
  private Optional<String> layers = Optional.empty();

  /** Returns what was asked for, of a tensor of so many layers. */
  Rollout.Options options(int layerCount) {
    Rollout.Options options =
        Rollout.Options.defaults().withFusion(fusion()).withResidual(residual());
    if (layers.isEmpty()) {
      return options;
    }
    Matcher range = RANGE.matcher(layers.get());
    if (!range.matches()) {
      throw new IllegalArgumentException("--layers must be FROM-TO, got " + layers.get());
    }
    int from = Integer.parseInt(range.group(1));
    int to = Integer.parseInt(range.group(2));
    if (from >= to || to > layerCount) {
      throw new WrongArgumentException(
          "--layers must be a range inside 0-"
              + layerCount
              + " that is not empty, got "
              + layers.get());
    }
    return options.withLayers(from, to);
  }

  private HeadFusion fusion() {
    return switch (fusion) {
      case "mean" -> HeadFusion.MEAN;
      case "max" -> HeadFusion.MAX;
      case "min" -> HeadFusion.MIN;
      default ->
          throw new IllegalArgumentException("--fusion must be mean, max or min, got " + fusion);
    };
  }

  private Residual residual() {
    return switch (residual) {
      case "add" -> Residual.addThenRenorm();
      case "none" -> Residual.none();
      default -> Residual.renormThenMix(Numbers.real("--residual", residual));
    };
  }
}
