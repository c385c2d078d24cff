package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.saliency.Rollout;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code attn rollout}: what reached each query of the last layer from each token. */
@Command(
    name = "rollout",
    description = "Writes attention rollout: the product of the layers, heads fused.",
    mixinStandardHelpOptions = true)
final class RolloutCommand implements Callable<Integer> {

  @Mixin private final MaskedTensor input = new MaskedTensor();
  @Mixin private final LayerMixing layers = new LayerMixing();
  @Mixin private final MapOutput output = new MapOutput();

  @Option(names = "--query", paramLabel = "N", description = "only the row of this query")
  private Optional<Integer> query = Optional.empty();

  @Override
  public Integer call() throws IOException {
    AttentionTensor weights = input.weights();
    Rollout.Options options = layers.options(weights.shape().layers());
    AttentionMask mask = input.maskOf(weights);
    Rollout rollout =
        input.ofData(
            () ->
                query.isPresent()
                    ? Rollout.ofQuery(weights, mask, query.get(), options)
                    : Rollout.of(weights, mask, options));
    output.write(rollout.map(), query.orElse(0));
    return 0;
  }
}
