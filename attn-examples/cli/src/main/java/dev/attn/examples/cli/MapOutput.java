package dev.attn.examples.cli;

import dev.attn.io.TensorFiles;
import dev.attn.io.WholeFile;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say where a map of numbers is written, and how. */
final class MapOutput {

  enum Format {
    CSV,
    NPY
  }

  @Option(
      names = "--format",
      paramLabel = "csv|npy",
      defaultValue = "npy",
      description = "one line per cell, or a float64 array (default: ${DEFAULT-VALUE})")
  private Format format;

  @Option(names = "--out", required = true, paramLabel = "F", description = "the file to write")
  private Path out;

  /** Writes a map whose first row belongs to query {@code firstQuery}. */
  void write(AttentionMatrix map, int firstQuery) throws IOException {
    double[] cells = new double[Math.multiplyExact(map.queries(), map.keys())];
    for (int q = 0; q < map.queries(); q++) {
      System.arraycopy(map.row(q), 0, cells, q * map.keys(), map.keys());
    }
    write(
        NumericArray.copyOf(cells, map.queries(), map.keys()),
        new String[] {"query", "key"},
        new int[] {firstQuery, 0});
  }

  /**
   * Writes an array with two axes.
   *
   * @param names of the axes
   * @param first the number of the first element along each axis, in CSV
   */
  void write(NumericArray map, String[] names, int[] first) throws IOException {
    if (format == Format.NPY) {
      TensorFiles.writeNpy(out, map, ElementType.F64);
      return;
    }
    WholeFile.write(
        out,
        stream -> {
          Writer lines = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          lines.write(names[0] + "," + names[1] + ",value\n");
          for (int i = 0; i < map.length(0); i++) {
            for (int k = 0; k < map.length(1); k++) {
              lines.write(
                  (first[0] + i)
                      + ("," + (first[1] + k))
                      + ("," + JsonNumbers.text(map.value(i, k)) + "\n"));
            }
          }
          lines.flush();
        });
  }
}
