package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {

  @Test
  void write_createsTheFile(@TempDir Path folder) throws IOException {
    WholeFile.write(folder.resolve("a.csv"), out -> out.write(7));

    assertThat(folder.resolve("a.csv")).hasBinaryContent(new byte[] {7});
    assertThat(folder.toFile().list()).containsExactly("a.csv");
  }

  @Test
  void write_replacesAnOldFile(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), new byte[] {1, 2, 3});
    WholeFile.write(file, out -> out.write(7));

    assertThat(file).hasBinaryContent(new byte[] {7});
  }

  @Test
  void failedWrite_leavesTheOldFileAndNoPart(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), new byte[] {1});

    assertThatIOException()
        .isThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(7);
                      throw new IOException("disk full");
                    }))
        .withMessage("disk full");
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertThat(folder.toFile().list()).containsExactly("a.csv");
  }

  @Test
  void write_byManyThreads_leavesOneWholeFile(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("a.csv");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> writes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      byte[] content = {(byte) i, (byte) i};
      writes.add(
          pool.submit(
              () -> {
                WholeFile.write(target, out -> out.write(content));
                return null;
              }));
    }
    for (Future<?> write : writes) {
      write.get();
    }
    pool.shutdown();
    byte[] left = Files.readAllBytes(target);
    assertThat(left).hasSize(2);
    assertThat(left[0]).isEqualTo(left[1]);
    assertThat(folder.toFile().list()).containsExactly("a.csv");
  }

  @Test
  void write_followsASymbolicLink(@TempDir Path folder) throws IOException {
    Path target = Files.write(folder.resolve("target.csv"), new byte[] {1});
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
    WholeFile.write(link, out -> out.write(7));
    assertThat(target).hasBinaryContent(new byte[] {7});
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void write_createsWhatALinkLeadsTo(@TempDir Path folder) throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("inner", "next.csv"));
    Path next = Files.createSymbolicLink(inner.resolve("next.csv"), Path.of("..", "new.csv"));
    WholeFile.write(link, out -> out.write(7));

    assertThat(folder.resolve("new.csv")).hasBinaryContent(new byte[] {7});
    assertThat(link).isSymbolicLink();
    assertThat(next).isSymbolicLink();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("inner", "link.csv", "new.csv");
    assertThat(inner.toFile().list()).containsExactly("next.csv");
  }

  @Test
  void failedWrite_leavesALinkToNothing(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("new.csv"));

    assertThatIOException()
        .isThrownBy(
            () ->
                WholeFile.write(
                    link,
                    out -> {
                      throw new IOException("disk full");
                    }))
        .withMessage("disk full");
    assertThat(link).isSymbolicLink();
    assertThat(folder.toFile().list()).containsExactly("link.csv");
  }

  @Test
  void linkThatLeadsToItself_isRefused(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("other.csv"));
    Files.createSymbolicLink(folder.resolve("other.csv"), Path.of("link.csv"));

    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(link, out -> out.write(7)))
        .withMessage(link + ": target must be a file, got more than 40 links in a row");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void linkIntoAMissingFolder_isRefused(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("none", "a.csv"));

    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(link, out -> out.write(7)))
        .withMessage(
            folder.resolve("none").resolve("a.csv") + ": target directory must exist, got none");
  }

  @Test
  void write_keepsOutOfTheWayOfAnotherWriter(@TempDir Path folder) throws IOException {
    Path other = Files.write(folder.resolve(".attn-0.tmp"), new byte[] {9});
    WholeFile.write(folder.resolve("a.csv"), out -> out.write(7));

    assertThat(other).hasBinaryContent(new byte[] {9});
    assertThat(folder.resolve("a.csv")).hasBinaryContent(new byte[] {7});
  }

  @Test
  void folder_mustExist(@TempDir Path folder) {
    Path file = folder.resolve("missing").resolve("a.csv");

    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(file, out -> out.write(7)))
        .withMessage(file + ": target directory must exist, got none");
  }

  @Test
  void folder_mustBeWritable(@TempDir Path folder) {
    Path file = folder.resolve("a.csv");
    assertThat(folder.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(folder)).as("a user who may write everywhere").isFalse();

    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(file, out -> out.write(7)))
        .withMessage(file + ": target directory must be writable, got none that is");
  }
}
