package dev.attn.examples.gallery;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The captured tensors that this example carries along. */
final class Captures {

  private Captures() {}

  /**
   * Opens a capture by its name, for example {@code grounding}. Tensor files are read in place, so
   * the bundled one is first copied to a temporary file, which goes when the program ends.
   */
  static TensorFile open(String name) throws IOException {
    String resource = name + "/capture.safetensors";
    try (InputStream in = Captures.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("capture must be bundled, got " + name);
      }
      Path copy = Files.createTempFile("attn-" + name, ".safetensors");
      copy.toFile().deleteOnExit();
      Files.write(copy, in.readAllBytes());
      return TensorFiles.open(copy);
    }
  }
}
