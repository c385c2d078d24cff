package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  private final List<String> notes = new ArrayList<>();

  ArrayReference reference() {
    return tensor;
  }

  /** Reads the weights. */
  AttentionTensor weights() throws IOException {
    return Main.progressOf(command).of(tensor.tensor());
  }

  /** Reads the gradient that belongs to the weights. */
  AttentionTensor gradient(ArrayReference gradient) throws IOException {
    return Main.progressOf(command).of(gradient.tensor("gradient"));
  }

  /** Returns the mask of {@code weights}; {@link #ofData} tells if it had to be inferred. */
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
      notes.add("mask inferred from the zeros: " + allowed);
    }
    return allowed;
  }

  /** Keeps a line for standard error, which is printed if the computation succeeds. */
  void note(String line) {
    notes.add(line);
  }

  /** Returns a message with the remedies of the library as options of the command. */
  private static String withOption(String message) {
    return message.replace("MetricOptions.withBroken(SKIP)", "--broken skip");
  }

  /** Computes something from the data; what it refuses is the fault of the file. */
  <T> T ofData(Supplier<T> computation) {
    try {
      T result = computation.get();
      notes.forEach(line -> command.commandLine().getErr().println("attn: " + line));
      notes.clear();
      return result;
    } catch (IllegalArgumentException e) {
      throw new BadDataException(tensor + ": " + withOption(String.valueOf(e.getMessage())), e);
    }
  }
}
