package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.charset.StandardCharsets;

/** The names of arrays in files. */
final class ArrayName {

  private ArrayName() {}

  /** Checks that the name of an array can be read back as it was written. */
  static void check(String name) {
    checkArgument(
        StandardCharsets.UTF_8.newEncoder().canEncode(name),
        "array name must be valid text, got half of a surrogate pair");
  }
}
