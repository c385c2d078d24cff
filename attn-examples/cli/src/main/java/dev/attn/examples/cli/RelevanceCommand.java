package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Relevance;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code attn relevance}: attention and its gradient, propagated through the layers. */
@Command(
    name = "relevance",
    description = "Writes gradient relevance: positive attention x gradient, layer by layer.",
    mixinStandardHelpOptions = true)
final class RelevanceCommand implements Callable<Integer> {

  @Mixin private final MaskedTensor input = new MaskedTensor();
  @Mixin private final MapOutput output = new MapOutput();

  @Option(
      names = "--gradient",
      required = true,
      paramLabel = "FILE#NAME",
      converter = ArrayReference.Converter.class,
      description = "the gradient of the loss with respect to the weights")
  private ArrayReference gradient;

  @Option(names = "--query", paramLabel = "N", description = "only the row of this query")
  private Optional<Integer> query = Optional.empty();

  @Override
  public Integer call() throws IOException {
    AttentionTensor weights = input.weights();
    AttentionTensor slopes = input.gradient(gradient);
    AttentionMask mask = input.maskOf(weights);
    Relevance relevance =
        input.ofData(
            () -> {
              GradientSample sample = GradientSample.of(weights, slopes, mask);
              return query.isPresent()
                  ? Relevance.ofQuery(sample, query.get(), Relevance.Options.defaults())
                  : Relevance.of(sample);
            });
    output.write(relevance.map(), query.orElse(0));
    return 0;
  }
}
