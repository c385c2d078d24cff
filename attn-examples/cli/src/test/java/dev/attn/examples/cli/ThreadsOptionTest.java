package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How many threads compute changes neither what is printed nor what is drawn. */
final class ThreadsOptionTest {

  private static final Path GROUNDING = Command.DATA.resolve("grounding/capture.safetensors");

  private static Command metrics(Object... more) {
    Object[] words = new Object[3 + more.length];
    words[0] = "metrics";
    words[1] = "--tensor";
    words[2] = GROUNDING + "#attention";
    System.arraycopy(more, 0, words, 3, more.length);
    return Command.run(words);
  }

  @Test
  void anyNumberOfThreads_printsTheSame() {
    Command usual = metrics();
    assertThat(usual.code()).isZero();
    assertThat(usual.lines()).hasSizeGreaterThan(1);
    for (int count : new int[] {1, 2, 3}) {
      assertThat(metrics("--threads", count)).isEqualTo(usual);
    }
  }

  @Test
  void commandsOfCommands_takeIt() {
    assertThat(Command.run("figure", "heatmap", "--threads", "2", "--help").code()).isZero();
  }

  @Test
  void lessThanOne_isAWrongArgument() {
    Command run = metrics("--threads", 0);
    assertThat(run.err())
        .isEqualTo("attn: --threads must be at least 1, got 0" + System.lineSeparator());
    assertThat(run.code()).isEqualTo(2);
  }
}
