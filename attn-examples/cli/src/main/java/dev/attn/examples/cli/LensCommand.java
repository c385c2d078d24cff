package dev.attn.examples.cli;

import dev.attn.metric.LogBase;
import dev.attn.recompute.LensInput;
import dev.attn.recompute.LensReading;
import dev.attn.recompute.LogitLens;
import dev.attn.recompute.SettlingDepth;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code attn lens}: what each layer would predict, against what the last one does. */
@Command(
    name = "lens",
    description = {
      "Writes a reading of the logit lens: layers x positions.",
      "Prints the settling depth of each position, from layer 1, if a threshold is given."
    },
    mixinStandardHelpOptions = true)
final class LensCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final MapOutput output = new MapOutput();

  @Option(
      names = "--logits",
      required = true,
      paramLabel = "FILE#NAME",
      converter = ArrayReference.Converter.class,
      description = "logits of every layer: [layers, positions, vocabulary]")
  private ArrayReference logits;

  @Option(
      names = "--measure",
      paramLabel = "jsd|kl|entropy|rank",
      defaultValue = "jsd",
      description =
          "divergence from the last layer, entropy, or rank of the targets (default: ${DEFAULT-VALUE})")
  private String measure;

  @Option(
      names = "--targets",
      paramLabel = "ID,ID,...",
      description = "the token that each position should predict, for --measure rank")
  private Optional<String> targets = Optional.empty();

  @Option(
      names = "--log",
      paramLabel = "bits|nats",
      defaultValue = "bits",
      description = "the unit of divergences and entropy (default: ${DEFAULT-VALUE})")
  private LogBase log;

  @Option(
      names = "--threshold",
      paramLabel = "G",
      description = "prints the first layer whose divergence falls to G or below")
  private Optional<Double> threshold = Optional.empty();

  @Option(
      names = "--deep",
      paramLabel = "RHO",
      description =
          "prints the share of positions that settle in layer ceil(RHO * layers) or later")
  private Optional<Double> deepFrom = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (deepFrom.isPresent() && threshold.isEmpty()) {
      throw new IllegalArgumentException("--deep needs --threshold, got none");
    }
    int[] ids = targets.map(text -> Numbers.list("--targets", text)).orElse(new int[0]);
    LensReading reading =
        logits.ofData(
            array -> {
              LensInput input = LensInput.ofLogits(Main.progressOf(spec).of(array));
              checkTargets(ids, array);
              return LogitLens.read(input, log, ids);
            },
            "layer_logits");
    NumericArray chosen =
        switch (measure) {
          case "jsd" -> reading.jensenShannon().values();
          case "kl" -> reading.kullbackLeibler().values();
          case "entropy" -> reading.entropy().values();
          case "rank" ->
              reading
                  .targetRank()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException("--measure rank needs --targets, got none"))
                  .values();
          default ->
              throw new IllegalArgumentException(
                  "--measure must be jsd, kl, entropy or rank, got " + measure);
        };
    output.write(chosen, new String[] {"layer", "position"}, new int[] {1, 0});
    if (threshold.isPresent()) {
      SettlingDepth depth = LogitLens.settlingDepth(reading.jensenShannon(), threshold.get());
      printDepths(depth.depths());
      deepFrom.ifPresent(
          rho -> spec.commandLine().getErr().println("attn: " + LogitLens.deepRatio(depth, rho)));
    }
    return 0;
  }

  private static void checkTargets(int[] ids, NumericArray array) {
    if (ids.length > 0 && ids.length != array.length(1)) {
      throw new WrongArgumentException(
          "--targets must be one for each of " + array.length(1) + " positions, got " + ids.length);
    }
    for (int id : ids) {
      if (id < 0 || id >= array.length(2)) {
        throw new WrongArgumentException(
            "--targets must be in [0, " + array.length(2) + "), got " + id);
      }
    }
  }

  private void printDepths(NumericArray depths) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("position,settling_depth");
    for (int t = 0; t < depths.length(0); t++) {
      out.println(t + "," + (int) depths.value(t));
    }
  }
}
