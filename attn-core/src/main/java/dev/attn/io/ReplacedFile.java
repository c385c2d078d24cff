package dev.attn.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is either its old self or wholly new: written beside its target and then moved there.
 *
 * <p>Arrays that are being read from the old file stay readable, so that a file can be rewritten
 * from its own content.
 */
final class ReplacedFile {

  private static final int BUFFER = 1 << 16;

  private ReplacedFile() {}

  static void write(Path path, FileContent content) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path;
    if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
      throw new FileSystemException(
          path.toString(), null, "target must be a file, got a device or a pipe");
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(
          path.toString(), null, "target must be a file, got a directory");
    }
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new FileSystemException(
          target.toString(), null, "target directory must exist, got none");
    }
    Path beside = createBeside(target);
    try {
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(beside), BUFFER)) {
        content.write(stream);
      }
      move(beside, target);
    } catch (Throwable e) {
      // Only here: after the move the name may be another writer's.
      Files.deleteIfExists(beside);
      throw e;
    }
  }

  /**
   * Creates a file with the usual permissions, which those of the JDK's temporary files are not.
   */
  private static Path createBeside(Path target) throws IOException {
    int attempt = 0;
    while (true) {
      Path candidate = target.resolveSibling(".attn-" + attempt + ".tmp");
      try {
        return Files.createFile(candidate);
      } catch (FileAlreadyExistsException e) {
        attempt++;
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
