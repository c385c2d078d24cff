package dev.attn.render.encode;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files as a whole or not at all: under another name first, then moved into place. */
public final class NewFile {

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes to {@code out}, which is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  private NewFile() {}

  /**
   * Writes {@code target}, replacing a file of that name. After a failure there is the old file or
   * none, never a part of the new one.
   *
   * @throws IOException naming {@code target}
   */
  public static void write(Path target, Content content) throws IOException {
    try {
      Path part = reserve(target.toAbsolutePath());
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
          content.writeTo(out);
        }
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new IOException("path must be a file that can be written, got " + target, e);
    }
  }

  /** Creates an empty file beside the target; its number keeps writers out of each other's way. */
  private static Path reserve(Path target) throws IOException {
    for (int number = 0; ; number++) {
      Path part = target.resolveSibling(target.getFileName() + ".part" + number);
      try {
        Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
            .close();
        return part;
      } catch (FileAlreadyExistsException e) {
        // Another writer has it: the next number is tried.
      }
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
