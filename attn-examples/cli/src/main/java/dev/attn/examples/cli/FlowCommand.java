package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.saliency.AttentionFlow;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code attn flow}: the largest flow from each query of the last layer to each token. */
@Command(
    name = "flow",
    description = "Writes attention flow: exact maximum flows through the layers.",
    mixinStandardHelpOptions = true)
final class FlowCommand implements Callable<Integer> {

  @Mixin private final MaskedTensor input = new MaskedTensor();
  @Mixin private final LayerMixing layers = new LayerMixing();
  @Mixin private final MapOutput output = new MapOutput();

  @Option(
      names = "--query",
      paramLabel = "N",
      description = "only the row of this query; all rows of a long text take long")
  private Optional<Integer> query = Optional.empty();

  @Override
  public Integer call() throws IOException {
    AttentionTensor weights = input.weights();
    AttentionFlow.Options options =
        AttentionFlow.Options.defaults().withLayers(layers.options(weights.shape().layers()));
    AttentionMask mask = input.maskOf(weights);
    int first = query.orElse(0);
    int count = query.isPresent() ? 1 : weights.shape().queries();
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      int q = first + i;
      rows[i] = input.ofData(() -> AttentionFlow.ofQuery(weights, mask, q, options)).values();
    }
    output.write(AttentionMatrix.copyOf(rows), first);
    return 0;
  }
}
