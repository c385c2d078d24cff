package dev.attn.io;

import java.io.IOException;
import java.io.OutputStream;

/** What is to stand in a file, produced piece by piece. */
@FunctionalInterface
public interface FileContent {

  /** Writes all bytes to {@code target}, which the caller closes. */
  void write(OutputStream target) throws IOException;
}
