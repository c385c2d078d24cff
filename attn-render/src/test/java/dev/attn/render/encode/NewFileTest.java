package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewFileTest {

  @Test
  void write_createsTheFile(@TempDir Path folder) throws IOException {
    NewFile.write(folder.resolve("a.png"), out -> out.write(7));

    assertThat(folder.resolve("a.png")).hasBinaryContent(new byte[] {7});
    assertThat(folder.toFile().list()).containsExactly("a.png");
  }

  @Test
  void write_replacesAnOldFile(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1, 2, 3});
    NewFile.write(file, out -> out.write(7));

    assertThat(file).hasBinaryContent(new byte[] {7});
  }

  @Test
  void failedWrite_leavesTheOldFileAndNoPart(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1});

    assertThatIOException()
        .isThrownBy(
            () ->
                NewFile.write(
                    file,
                    out -> {
                      out.write(7);
                      throw new IOException("disk full");
                    }))
        .withMessage("path must be a file that can be written, got " + file)
        .havingCause()
        .withMessage("disk full");
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertThat(folder.toFile().list()).containsExactly("a.png");
  }

  @Test
  void write_byManyThreads_leavesOneWholeFile(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("a.png");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> writes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      byte[] content = {(byte) i, (byte) i};
      writes.add(
          pool.submit(
              () -> {
                NewFile.write(target, out -> out.write(content));
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
    assertThat(folder.toFile().list()).containsExactly("a.png");
  }

  @Test
  void write_followsASymbolicLink(@TempDir Path folder) throws IOException {
    Path target = Files.write(folder.resolve("target.png"), new byte[] {1});
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), target);
    NewFile.write(link, out -> out.write(7));
    assertThat(target).hasBinaryContent(new byte[] {7});
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void write_keepsOutOfTheWayOfAnotherWriter(@TempDir Path folder) throws IOException {
    Path other = Files.write(folder.resolve("a.png.part0"), new byte[] {9});
    NewFile.write(folder.resolve("a.png"), out -> out.write(7));

    assertThat(other).hasBinaryContent(new byte[] {9});
    assertThat(folder.resolve("a.png")).hasBinaryContent(new byte[] {7});
  }

  @Test
  void folder_mustExist(@TempDir Path folder) {
    Path file = folder.resolve("missing").resolve("a.png");

    assertThatIOException()
        .isThrownBy(() -> NewFile.write(file, out -> out.write(7)))
        .withMessage("path must be a file that can be written, got " + file)
        .withCauseInstanceOf(NoSuchFileException.class);
  }
}
