package dev.attn.examples.cli;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;

/**
 * One array of a file, written {@code FILE} or {@code FILE#NAME}.
 *
 * @param file the file
 * @param name the array, empty for the only one or else {@code attention}
 */
record ArrayReference(Path file, Optional<String> name) {

  /** Reads a reference; a {@code #} in the name of an existing file belongs to the file. */
  static ArrayReference parse(String text) {
    int hash = text.lastIndexOf('#');
    if (hash < 0 || Files.exists(Path.of(text))) {
      return new ArrayReference(Path.of(text), Optional.empty());
    }
    return new ArrayReference(
        Path.of(text.substring(0, hash)), Optional.of(text.substring(hash + 1)));
  }

  /** Reads the array as attention; without a name the only one, or else {@code attention}. */
  AttentionTensor tensor() throws IOException {
    return tensor("attention");
  }

  /** Reads the array as attention; without a name the only one, or else {@code preferred}. */
  AttentionTensor tensor(String preferred) throws IOException {
    TensorFile open = TensorFiles.open(file);
    String chosen = chosen(open.names(), preferred);
    try {
      return open.tensor(chosen);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Computes something from the array; what it refuses is the fault of the file.
   *
   * @param preferred the array to take of a file with several, if none is named
   */
  <T> T ofData(Function<NumericArray, T> computation, String preferred) throws IOException {
    TensorFile open = TensorFiles.open(file);
    NumericArray array = open.array(chosen(open.names(), preferred));
    try {
      return computation.apply(array);
    } catch (IllegalArgumentException e) {
      throw new BadDataException(this + ": " + e.getMessage(), e);
    }
  }

  /** Returns the tokens that the file itself carries. */
  Optional<Tokens> tokens() throws IOException {
    try (TensorFile open = TensorFiles.open(file)) {
      return open.tokens();
    }
  }

  private String chosen(List<String> names, String preferred) {
    if (name.isPresent()) {
      return name.get();
    }
    if (names.size() == 1) {
      return names.get(0);
    }
    if (names.contains(preferred)) {
      return preferred;
    }
    throw new IllegalArgumentException(
        "array of " + file + " must be named with #NAME, one of " + String.join(", ", names));
  }

  @Override
  public String toString() {
    return name.map(n -> file + "#" + n).orElseGet(file::toString);
  }

  /** Reads references for picocli. */
  static final class Converter implements ITypeConverter<ArrayReference> {
    @Override
    public ArrayReference convert(String value) {
      return parse(value);
    }
  }
}
