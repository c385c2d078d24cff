package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is told to end while it writes leaves what was there before. */
final class InterruptionTest {

  @TempDir private Path folder;
  @TempDir private Path logs;

  /** Begins to write 2 GB, of which most are still missing when the signal comes. */
  private Process begin() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "mask",
            "causal(46340)",
            "--npy",
            folder.resolve("mask.npy").toString())
        .redirectErrorStream(true)
        .redirectOutput(logs.resolve("printed.txt").toFile())
        .start();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void signalWhileWriting_leavesTheOldFileAndNoPartOfTheNew() throws Exception {
    Path target = Files.writeString(folder.resolve("mask.npy"), "old");
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process = begin();
      try {
        assumeTrue(process.supportsNormalTermination(), "needs signals that processes can handle");
        WatchKey writing = watch.poll(60, TimeUnit.SECONDS);
        assertThat(writing).isNotNull();
        assertThat(files()).hasSize(2);
        process.destroy();
        assertThat(process.waitFor()).isNotZero();
        assertThat(logs.resolve("printed.txt"))
            .content()
            .isEqualTo("attn: interrupted" + System.lineSeparator());
        assertThat(files()).containsExactly(target);
        assertThat(target).hasContent("old");
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
