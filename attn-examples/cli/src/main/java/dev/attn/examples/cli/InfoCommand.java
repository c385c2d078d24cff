package dev.attn.examples.cli;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attn info}: what a file holds, a line or a JSON object per tensor. */
@Command(
    name = "info",
    description = "Lists the tensors of a file: name, dtype, shape, sum, first values.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    JSON
  }

  private static final int PIECE = 1 << 16;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "a .npy, .npz or .safetensors file")
  private Path file;

  @Option(
      names = "--values",
      paramLabel = "N",
      defaultValue = "0",
      description = "how many values to print, in C order (default: ${DEFAULT-VALUE})")
  private int values;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "output format (default: ${DEFAULT-VALUE})")
  private Format format;

  @Override
  public Integer call() throws IOException {
    if (values < 0) {
      throw new IllegalArgumentException("--values must be at least 0, got " + values);
    }
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = Main.progressOf(spec);
    try (TensorFile open = TensorFiles.open(file)) {
      for (String name : open.names()) {
        NumericArray array = open.array(name);
        // Of several, the later ones are not looked at before the earlier ones are printed.
        if (open.names().size() == 1) {
          progress.expect(array.size() * array.type().bytes());
        }
        double[] first = new double[(int) Math.min(values, array.size())];
        array.read(0, first);
        if (format == Format.JSON) {
          printJson(out, name, array, sum(array, progress), first);
        } else {
          printText(out, name, array, sum(array, progress), first);
        }
      }
    }
    return 0;
  }

  private static void printText(
      PrintWriter out, String name, NumericArray array, double sum, double[] first) {
    out.print(name + " " + array + " sum=" + JsonNumbers.text(sum));
    if (first.length > 0) {
      out.print(
          Arrays.stream(first)
              .mapToObj(JsonNumbers::text)
              .collect(Collectors.joining(", ", " values=[", "]")));
    }
    out.println();
  }

  private static void printJson(
      PrintWriter out, String name, NumericArray array, double sum, double[] first)
      throws IOException {
    JsonNumbers.line(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("name", name);
          json.writeStringField("dtype", array.type().toString());
          json.writeFieldName("shape");
          json.writeStartArray();
          for (int length : array.shape()) {
            json.writeNumber(length);
          }
          json.writeEndArray();
          json.writeFieldName("sum");
          JsonNumbers.write(json, sum);
          json.writeFieldName("values");
          json.writeStartArray();
          for (double value : first) {
            JsonNumbers.write(json, value);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** Adds with Neumaier's compensation, so that the order of a long array does not show. */
  private static double sum(NumericArray array, Progress progress) {
    double[] piece = new double[(int) Math.min(PIECE, array.size())];
    double sum = 0;
    double lost = 0;
    for (long from = 0; from < array.size(); from += piece.length) {
      double[] part =
          array.size() - from < piece.length ? new double[(int) (array.size() - from)] : piece;
      array.read(from, part);
      progress.add((long) part.length * array.type().bytes());
      for (double value : part) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
      }
    }
    return Double.isFinite(sum) ? sum + lost : sum;
  }
}
