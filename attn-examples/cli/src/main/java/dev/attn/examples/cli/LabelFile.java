package dev.attn.examples.cli;

import dev.attn.io.TensorFiles;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One label for each key, from a file. */
final class LabelFile {

  private LabelFile() {}

  /** Reads a JSON array, or an object that has one under {@code tokens}. */
  static Tokens readJson(Path file) throws IOException {
    return TensorFiles.readTokens(file);
  }

  /** Reads JSON from a file named {@code .json}, and the lines of any other. */
  static List<String> read(Path file) throws IOException {
    return file.toString().endsWith(".json")
        ? readJson(file).labels()
        : Files.readAllLines(file, StandardCharsets.UTF_8);
  }
}
