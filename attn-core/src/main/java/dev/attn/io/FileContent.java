package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What is to stand in a file, produced piece by piece. */
@FunctionalInterface
interface FileContent {

  void write(OutputStream target) throws IOException;

  /** Checks that the name of an array can be read back as it was written. */
  static void checkName(String name) {
    checkArgument(
        StandardCharsets.UTF_8.newEncoder().canEncode(name),
        "array name must be valid text, got half of a surrogate pair");
  }
}
