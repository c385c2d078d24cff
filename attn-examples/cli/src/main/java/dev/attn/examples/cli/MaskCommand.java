package dev.attn.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.attn.io.TensorFiles;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.CellDifference;
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
import java.util.Optional;
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
  private static final int LONGEST_LIST = 1 << 22;
  private static final long MOST_CELLS = 1L << 31;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXPR", description = "the mask, as its toString prints it")
  private String expression;

  @ArgGroup private Output output = new Output();

  /** Where the mask goes; text if nothing is said. */
  static final class Output {
    @Option(names = "--text", description = "print it as text, # allowed, . blocked (default)")
    private boolean text;

    @Option(
        names = "--stats",
        description = "print its counts as JSON, those of 128 x 128 tiles among them")
    private boolean stats;

    @Option(
        names = "--png",
        paramLabel = "F",
        description = "draw it, a large one scaled down with every cell counted")
    private @Nullable Path png;

    @Option(
        names = "--equals",
        paramLabel = "EXPR2",
        description = "compare with another mask; exit 1 if a cell differs")
    private @Nullable String equals;

    @Option(
        names = "--explain",
        paramLabel = "Q,K",
        description = "say which part of the expression decides one cell")
    private @Nullable String explain;

    @Option(
        names = "--export",
        paramLabel = "bias|csr|endpoints|flashmask|flex|cu-seqlens|bits",
        description = "print it in the format of another tool, as JSON")
    private @Nullable String export;

    @Option(names = "--npy", paramLabel = "F", description = "write it as uint8, 1 = may attend")
    private @Nullable Path npy;
  }

  @Override
  public Integer call() throws IOException {
    AttentionMask mask = Masks.parseExpression(expression);
    if (output.png != null) {
      Render.png(MaskMap.of(mask), output.png);
    } else if (output.npy != null) {
      checkCells(mask);
      NumericArray cells = Main.progressOf(spec).ofOnce(array(mask));
      TensorFiles.writeNpy(output.npy, cells, ElementType.U8);
    } else if (output.equals != null) {
      return compare(mask, Masks.parseExpression(output.equals));
    } else if (output.explain != null) {
      int[] cell = Numbers.pair("--explain", output.explain);
      spec.commandLine().getOut().println(mask.explain(cell[0], cell[1]));
    } else if (output.export != null) {
      printExport(MaskExport.named(output.export), mask);
    } else if (output.stats && !output.text) {
      printStats(spec.commandLine().getOut(), mask);
    } else {
      PrintWriter out = spec.commandLine().getOut();
      out.println(mask.toGrid().stripTrailing());
    }
    return 0;
  }

  private int compare(AttentionMask mask, AttentionMask other) {
    PrintWriter out = spec.commandLine().getOut();
    Optional<CellDifference> difference = mask.firstDifference(other);
    if (difference.isEmpty()) {
      out.println("equal");
      return 0;
    }
    CellDifference first = difference.get();
    out.println(
        "different in "
            + mask.differenceCount(other)
            + " cells, the first at ("
            + first.query()
            + ", "
            + first.key()
            + "): "
            + (first.here()
                ? "allowed by the first mask only"
                : "allowed by the second mask only"));
    return 1;
  }

  private void printExport(MaskExport export, AttentionMask mask) throws IOException {
    JsonNumbers.Body fields = export.body(mask);
    JsonNumbers.line(
        spec.commandLine().getOut(),
        json -> {
          json.writeStartObject();
          json.writeStringField("format", export.option());
          json.writeNumberField("rows", mask.rows());
          json.writeNumberField("keys", mask.keys());
          fields.write(json);
          json.writeEndObject();
        });
  }

  private static void checkCells(AttentionMask mask) {
    long cells = (long) mask.rows() * mask.keys();
    if (cells > MOST_CELLS) {
      throw new IllegalArgumentException(
          "mask must have at most " + MOST_CELLS + " cells to be written as such, got " + cells);
    }
  }

  private static void printStats(PrintWriter out, AttentionMask mask) throws IOException {
    TileCounts tiles = mask.tileCounts(TILE);
    JsonNumbers.line(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("rows", mask.rows());
          json.writeNumberField("keys", mask.keys());
          json.writeNumberField("cells", mask.cellCount());
          json.writeNumberField("density", mask.density());
          writeLists(json, mask);
          json.writeObjectFieldStart("tiles");
          json.writeNumberField("size", TILE);
          json.writeNumberField("full", tiles.full());
          json.writeNumberField("partial", tiles.partial());
          json.writeNumberField("empty", tiles.empty());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** Writes what has a number for each row or key, as far as anybody would read that many. */
  private static void writeLists(JsonGenerator json, AttentionMask mask) throws IOException {
    if (mask.rows() > LONGEST_LIST || mask.keys() > LONGEST_LIST) {
      json.writeStringField(
          "leftOut",
          "rowCounts, keyCounts, emptyRows: more than " + LONGEST_LIST + " rows or keys");
      return;
    }
    long[] rowCounts = mask.rowCounts();
    long[] keyCounts = mask.keyCounts();
    Runs emptyRows = mask.emptyRows();
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
