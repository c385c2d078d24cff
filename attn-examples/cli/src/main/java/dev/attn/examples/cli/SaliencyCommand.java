package dev.attn.examples.cli;

import dev.attn.io.TensorFiles;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code attn saliency}: attention times gradient, written as float32. */
@Command(
    name = "saliency",
    description = "Writes attention x gradient as a float32 .npy file.",
    mixinStandardHelpOptions = true)
final class SaliencyCommand implements Callable<Integer> {

  @Option(
      names = "--tensor",
      required = true,
      paramLabel = "FILE[#NAME]",
      converter = ArrayReference.Converter.class,
      description = "the attention weights")
  private ArrayReference weights;

  @Option(
      names = "--gradient",
      required = true,
      paramLabel = "FILE#NAME",
      converter = ArrayReference.Converter.class,
      description = "the gradient of the loss with respect to the weights")
  private ArrayReference gradient;

  @Option(
      names = "--variant",
      required = true,
      paramLabel = "per-head|abs-of-sum|sum-of-abs|signed",
      description = "per-head: [layers, heads, queries, keys]; else [layers, queries, keys]")
  private String variant;

  @Option(names = "--out", required = true, paramLabel = "F.npy", description = "the file to write")
  private Path out;

  @Override
  public Integer call() throws IOException {
    AttentionTensor a = weights.tensor();
    AttentionTensor g = gradient.tensor();
    NumericArray result =
        switch (variant) {
          case "per-head" -> Saliency.perHead(a, g).asArray();
          case "abs-of-sum" -> withoutHeads(Saliency.absOfSum(a, g));
          case "sum-of-abs" -> withoutHeads(Saliency.sumOfAbs(a, g));
          case "signed" -> withoutHeads(Saliency.signed(a, g));
          default ->
              throw new IllegalArgumentException(
                  "--variant must be per-head, abs-of-sum, sum-of-abs or signed, got " + variant);
        };
    TensorFiles.writeNpy(out, result, ElementType.F32);
    return 0;
  }

  private static NumericArray withoutHeads(AttentionTensor oneHead) {
    return oneHead
        .asArray()
        .reshape(oneHead.shape().layers(), oneHead.shape().queries(), oneHead.shape().keys());
  }
}
