package dev.attn.io;

import java.io.IOException;
import java.io.OutputStream;

/** What is to stand in a file, produced piece by piece. */
@FunctionalInterface
interface FileContent {

  void write(OutputStream target) throws IOException;
}
