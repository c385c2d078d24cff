package dev.attn.examples.cli;

import dev.attn.io.TensorFiles;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import dev.attn.mask.TileCounts;
import dev.attn.render.Render;
import dev.attn.render.figure.MaskMap;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attn mask}: a mask from its expression, as text, statistics, picture or array. */
@Command(
    name = "mask",
    description = "Builds a mask from its expression, for example causal(8) & slidingWindow(8, 3).",
    mixinStandardHelpOptions = true)
final class MaskCommand implements Callable<Integer> {

  private static final int TILE = 128;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXPR", description = "the mask, as its toString prints it")
  private String expression;

  @ArgGroup private Output output = new Output();

  /** Where the mask goes; text if nothing is said. */
  static final class Output {
    @Option(names = "--text", description = "print it as text, # allowed, . blocked (default)")
    private boolean text;

    @Option(names = "--stats", description = "print its counts as JSON")
    private boolean stats;

    @Option(names = "--png", paramLabel = "F", description = "draw it")
    private @Nullable Path png;

    @Option(names = "--npy", paramLabel = "F", description = "write it as uint8, 1 = may attend")
    private @Nullable Path npy;
  }

  @Override
  public Integer call() throws IOException {
    AttentionMask mask = Masks.parseExpression(expression);
    if (output.png != null) {
      Render.png(MaskMap.of(mask), output.png);
    } else if (output.npy != null) {
      TensorFiles.writeNpy(output.npy, array(mask), ElementType.U8);
    } else if (output.stats && !output.text) {
      printStats(spec.commandLine().getOut(), mask);
    } else {
      PrintWriter out = spec.commandLine().getOut();
      out.print(mask.toGrid());
    }
    return 0;
  }

  private static void printStats(PrintWriter out, AttentionMask mask) throws IOException {
    TileCounts tiles = mask.tileCounts(TILE);
    long[] rowCounts = mask.rowCounts();
    long[] keyCounts = mask.keyCounts();
    Runs emptyRows = mask.emptyRows();
    JsonNumbers.line(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("rows", mask.rows());
          json.writeNumberField("keys", mask.keys());
          json.writeNumberField("cells", mask.cellCount());
          json.writeNumberField("density", mask.density());
          json.writeFieldName("rowCounts");
          json.writeArray(rowCounts, 0, rowCounts.length);
          json.writeFieldName("keyCounts");
          json.writeArray(keyCounts, 0, keyCounts.length);
          json.writeFieldName("emptyRows");
          json.writeStartArray();
          for (int i = 0; i < emptyRows.count(); i++) {
            for (int row = emptyRows.start(i); row < emptyRows.end(i); row++) {
              json.writeNumber(row);
            }
          }
          json.writeEndArray();
          json.writeObjectFieldStart("tiles");
          json.writeNumberField("size", TILE);
          json.writeNumberField("full", tiles.full());
          json.writeNumberField("partial", tiles.partial());
          json.writeNumberField("empty", tiles.empty());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** Returns a mask as an array of 0 and 1 that is made row by row when it is read. */
  private static NumericArray array(AttentionMask mask) {
    return AttentionTensor.computed(
            TensorShape.of(1, 1, mask.rows(), mask.keys()),
            ElementType.U8,
            (layer, head, query, row) -> {
              Arrays.fill(row, 0);
              Runs allowed = mask.row(query);
              for (int i = 0; i < allowed.count(); i++) {
                Arrays.fill(row, allowed.start(i), allowed.end(i), 1);
              }
            })
        .asArray()
        .reshape(mask.rows(), mask.keys());
  }
}
