package dev.attn.examples.cli;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which keys each query should read: a mask expression, or a file with a dense relation. */
final class GoldArgument {

  private GoldArgument() {}

  static AttentionMask read(String text) throws IOException {
    if (text.endsWith(".npy")) {
      return dense(Path.of(text));
    }
    if (text.endsWith(".txt")) {
      String grid = Files.readString(Path.of(text), StandardCharsets.UTF_8);
      try {
        return Masks.parse(grid);
      } catch (IllegalArgumentException e) {
        throw new BadDataException(text + ": " + e.getMessage(), e);
      }
    }
    try {
      return Masks.parseExpression(text);
    } catch (IllegalArgumentException e) {
      throw new WrongArgumentException(
          "--gold must be an expression, an .npy or a .txt file: " + e.getMessage(), e);
    }
  }

  private static AttentionMask dense(Path file) throws IOException {
    try (TensorFile open = TensorFiles.open(file)) {
      NumericArray array = open.array(open.names().get(0));
      if (array.rank() != 2) {
        throw new BadDataException(
            file + ": gold labels must have shape [queries, keys], got " + array.shape());
      }
      boolean[][] cells = new boolean[array.length(0)][array.length(1)];
      for (int q = 0; q < cells.length; q++) {
        for (int k = 0; k < cells[q].length; k++) {
          double label = array.value(q, k);
          if (label != 0 && label != 1) {
            throw new BadDataException(
                file + ": gold label must be 0 or 1, got " + label + " at [" + q + ", " + k + "]");
          }
          cells[q][k] = label == 1;
        }
      }
      return Masks.fromDense(cells);
    }
  }
}
