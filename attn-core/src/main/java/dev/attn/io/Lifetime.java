package dev.attn.io;

import java.nio.file.Path;

/** Whether a tensor file is still open: shared by everything that was read from it. */
final class Lifetime {

  private final Path file;
  private volatile boolean over;

  Lifetime(Path file) {
    this.file = file;
  }

  void end() {
    over = true;
  }

  void check() {
    if (over) {
      throw new IllegalStateException("tensor file must be open, got " + file + " after close");
    }
  }
}
