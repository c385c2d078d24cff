package dev.attn.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * A file that is either its old self or wholly new: written beside its target and then moved there.
 *
 * <p>Arrays that are being read from the old file stay readable, so that a file can be rewritten
 * from its own content.
 */
final class ReplacedFile {

  private static final int BUFFER = 1 << 16;

  private final Path beside;
  private final Path target;

  private ReplacedFile(Path beside, Path target) {
    this.beside = beside;
    this.target = target;
  }

  static void write(Path path, FileContent content) throws IOException {
    ReplacedFile file = begin(path);
    try {
      // Unlike a stream of Files, one of a channel fails when its thread is interrupted.
      FileChannel channel = FileChannel.open(file.beside, StandardOpenOption.WRITE);
      try (OutputStream stream =
          new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
        content.write(stream);
      }
      file.finish();
    } catch (Throwable e) {
      file.abandon();
      throw e;
    }
  }

  /** Creates an empty file beside {@code path}, to be filled, and then finished or abandoned. */
  static ReplacedFile begin(Path path) throws IOException {
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
    ReplacedFile file = new ReplacedFile(createBeside(target), target);
    try {
      permit(file.beside, target, PosixFilePermission.OWNER_WRITE);
    } catch (IOException e) {
      file.abandon();
      throw e;
    }
    return file;
  }

  /** Gives a file the permissions of the one that it replaces, and more of them. */
  private static void permit(Path beside, Path target, PosixFilePermission... more)
      throws IOException {
    if (Files.exists(target)
        && Files.getFileStore(beside).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(target));
      Collections.addAll(permissions, more);
      Files.setPosixFilePermissions(beside, permissions);
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

  /** Returns the file to fill. */
  Path beside() {
    return beside;
  }

  /** Moves the file that was filled to its target, after which its name may be another writer's. */
  void finish() throws IOException {
    permit(beside, target);
    try {
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes what was filled, unless it was moved: never to be called after that. */
  void abandon() throws IOException {
    Files.deleteIfExists(beside);
  }
}
