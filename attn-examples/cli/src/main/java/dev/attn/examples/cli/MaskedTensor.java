package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which weights are read and what their queries were allowed to see. */
final class MaskedTensor {

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
      names = "--mask",
      paramLabel = "EXPR|auto|none",
      defaultValue = "auto",
      description =
          "which cells are allowed; auto infers causal or full from the zeros (default: auto)")
  private String mask;

  ArrayReference reference() {
    return tensor;
  }

  /** Reads the weights. */
  AttentionTensor weights() throws IOException {
    return tensor.tensor();
  }

  /** Returns the mask of {@code weights}, and says on standard error if it had to be inferred. */
  AttentionMask maskOf(AttentionTensor weights) {
    TensorShape shape = weights.shape();
    AttentionMask allowed =
        switch (mask) {
          case "none" -> Masks.full(shape.queries(), shape.keys());
          case "auto" -> MaskAudit.causalOrFull(weights);
          default -> Masks.parseExpression(mask);
        };
    MaskAudit.requireShape(allowed, shape.queries(), shape.keys());
    if (mask.equals("auto")) {
      err().println("attn: mask inferred from the zeros: " + allowed);
    }
    return allowed;
  }

  /** Computes something from the data; what it refuses is the fault of the file. */
  <T> T ofData(Supplier<T> computation) {
    try {
      return computation.get();
    } catch (IllegalArgumentException e) {
      // What follows the semicolon is a remedy for users of the library.
      String reason = String.valueOf(e.getMessage()).split(";", 2)[0];
      throw new BadDataException(tensor + ": " + reason, e);
    }
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }
}
