package dev.attn.examples.cli;

import dev.attn.aggregate.HeadFusion;
import dev.attn.saliency.Residual;
import dev.attn.saliency.Rollout;
import picocli.CommandLine.Option;

/** The options that say how the layers of rollout and flow are made from their heads. */
final class LayerMixing {

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

  /** Returns what was asked for, for all layers. */
  Rollout.Options options() {
    return Rollout.Options.defaults().withFusion(fusion()).withResidual(residual());
  }

  private HeadFusion fusion() {
    return switch (fusion) {
      case "mean" -> HeadFusion.MEAN;
      case "max" -> HeadFusion.MAX;
      case "min" -> HeadFusion.MIN;
      default ->
          throw new IllegalArgumentException(
              "--fusion must be mean, max or min, got " + fusion);
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
