package dev.attn.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
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
 * <p>Whoever reads the old file keeps reading it, so that a file can be rewritten from its own
 * content. The new one has the permissions of the old. A symbolic link stays one: what it leads to
 * is replaced, or created if there is no such file yet. After a failure, or when the thread is
 * interrupted, there is the old file or none, never a part of the new one.
 *
 * <p>Example:
 *
 * <pre>{@code
 * WholeFile.write(Path.of("scores.csv"), out -> out.write(lines));
 * }</pre>
 */
public final class WholeFile {

  private static final int BUFFER = 1 << 16;
  private static final int MOST_LINKS = 40;

  private final Path beside;
  private final Path target;

  private WholeFile(Path beside, Path target) {
    this.beside = beside;
    this.target = target;
  }

  /**
   * Writes {@code path}, replacing a file of that name.
   *
   * @throws IOException with the path and the reason if it is no file and cannot become one, or
   *     what {@code content} throws
   */
  public static void write(Path path, FileContent content) throws IOException {
    WholeFile file = begin(path);
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
  static WholeFile begin(Path path) throws IOException {
    Path target = behindLinks(path);
    if (Files.isDirectory(target)) {
      throw unfit(path, "target must be a file, got a directory");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw unfit(path, "target must be a file, got a device or a pipe");
    }
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw unfit(target, "target directory must exist, got none");
    }
    WholeFile file = new WholeFile(createBeside(target), target);
    try {
      permit(file.beside, target, PosixFilePermission.OWNER_WRITE);
    } catch (IOException e) {
      file.abandon();
      throw e;
    }
    return file;
  }

  /** Returns what a path leads to: also a link to a file that is still to be created. */
  private static Path behindLinks(Path path) throws IOException {
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    Path target = path;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw unfit(path, "target must be a file, got more than " + links + " links in a row");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static FileSystemException unfit(Path path, String reason) {
    return new FileSystemException(path.toString(), null, reason);
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
      } catch (AccessDeniedException e) {
        throw unfit(target, "target directory must be writable, got none that is");
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
