package dev.attn.render.encode;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
   * Writes {@code path}, replacing a file of that name; a symbolic link is followed. After a
   * failure there is the old file or none, never a part of the new one.
   *
   * @throws IOException naming {@code path}
   */
  public static void write(Path path, Content content) throws IOException {
    try {
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw new IOException("neither a file nor free to become one");
      }
      write(reserve(target), target, content);
    } catch (IOException e) {
      throw new IOException("path must be a file that can be written, got " + path, e);
    }
  }

  private static void write(Path part, Path target, Content content) throws IOException {
    try {
      // Unlike a stream of Files, one of a channel fails when its thread is interrupted.
      FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
      try (OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
        content.writeTo(out);
      }
      move(part, target);
    } catch (Throwable e) {
      // Only here: after the move the name may be another writer's.
      Files.deleteIfExists(part);
      throw e;
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
