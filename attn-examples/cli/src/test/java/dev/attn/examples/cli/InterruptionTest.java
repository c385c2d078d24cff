package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attn.io.TensorFiles;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** A run of the command in this thread that is told to end at its read number {@code last}. */
  private int figureUntil(int last, Path tensor, Path target, StringWriter err) {
    Progress[] told = {Progress.none()};
    AtomicInteger reads = new AtomicInteger();
    Progress progress =
        Progress.on(
            new PrintWriter(new StringWriter()),
            () -> {
              // Asked once before any read.
              if (reads.getAndIncrement() == last) {
                told[0].stop();
                Thread.currentThread().interrupt();
              }
              return 0;
            });
    told[0] = progress;
    String[] words = {
      "--threads",
      "1",
      "figure",
      "heatmap",
      "--layer",
      "0",
      "--head",
      "0",
      "--tensor",
      tensor.toString(),
      "--out",
      target.toString()
    };
    int code = Main.run(progress, new PrintWriter(new StringWriter()), new PrintWriter(err), words);
    assertThat(Thread.interrupted()).isEqualTo(reads.get() > last);
    return code;
  }

  /** Its data is read for the limits of the colours, for its hash and for the cells. */
  @Test
  void pictureThatIsStoppedAtAnyRead_leavesTheOldFileAndNoPartOfTheNew() throws IOException {
    Path tensor = logs.resolve("two.npy");
    TensorFiles.writeNpy(tensor, NumericArray.copyOf(new float[] {1, 0, 0.25f, 0.75f}, 2, 2));
    Path target = Files.writeString(folder.resolve("a.png"), "old");
    int reads = 1;
    StringWriter err = new StringWriter();
    while (figureUntil(reads, tensor, target, err) != 0) {
      assertThat(err).hasToString("attn: interrupted" + System.lineSeparator());
      assertThat(files()).containsExactly(target);
      assertThat(target).hasContent("old");
      err.getBuffer().setLength(0);
      reads++;
    }
    assertThat(reads).isGreaterThan(3);
    assertThat(err).hasToString("");
    assertThat(files()).containsExactly(target);
    assertThat(Files.size(target)).isGreaterThan(1000);
  }
}
