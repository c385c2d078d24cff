package dev.attn.examples.cli;

import dev.attn.io.TensorFiles;
import dev.attn.mask.AttentionMask;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code attn saliency}: attention times gradient, written as float32. */
@Command(
    name = "saliency",
    description = {
      "Writes attention x gradient as a float32 .npy file;",
      "what the mask blocks is 0 whatever is stored."
    },
    mixinStandardHelpOptions = true)
final class SaliencyCommand implements Callable<Integer> {

  @Mixin private final MaskedTensor input = new MaskedTensor();

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
    Saliency.Form form = form();
    AttentionTensor weights = input.weights();
    AttentionTensor slopes = input.gradient(gradient);
    AttentionMask mask = input.maskOf(weights);
    Saliency saliency =
        input.ofData(
            () -> Saliency.of(GradientSample.of(weights, slopes, mask), Saliency.Options.of(form)));
    NumericArray result =
        form == Saliency.Form.PER_HEAD_ABS
            ? saliency.map().asArray()
            : withoutHeads(saliency.map());
    TensorFiles.writeNpy(out, result, ElementType.F32);
    return 0;
  }

  private Saliency.Form form() {
    return switch (variant) {
      case "per-head" -> Saliency.Form.PER_HEAD_ABS;
      case "abs-of-sum" -> Saliency.Form.ABS_OF_SUM;
      case "sum-of-abs" -> Saliency.Form.SUM_OF_ABS;
      case "signed" -> Saliency.Form.SIGNED;
      default ->
          throw new IllegalArgumentException(
              "--variant must be per-head, abs-of-sum, sum-of-abs or signed, got " + variant);
    };
  }

  private static NumericArray withoutHeads(AttentionTensor oneHead) {
    return oneHead
        .asArray()
        .reshape(oneHead.shape().layers(), oneHead.shape().queries(), oneHead.shape().keys());
  }
}
