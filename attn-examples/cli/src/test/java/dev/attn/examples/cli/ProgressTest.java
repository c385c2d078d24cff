package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTest {

  private final AtomicLong clock = new AtomicLong(-77);
  private final StringWriter screen = new StringWriter();
  private final Progress progress = Progress.on(new PrintWriter(screen), clock::get);

  private void pass(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void workOfUnknownLength_isShownWithItsRate() {
    progress.add(500_000_000);
    pass(2000);
    progress.add(500_000_000);
    assertThat(screen).hasToString("\rattn: 1.0 GB read, 500.0 MB/s, 0:02");
  }

  @Test
  void workOfKnownLength_isShownWithTheTimeLeft() {
    progress.expect(4_000_000_000L);
    pass(2000);
    progress.add(1_000_000_000);
    assertThat(screen)
        .hasToString("\rattn: [#####---------------] 25 % of 4.0 GB, 500.0 MB/s, 0:06 left");
  }

  @Test
  void moreThanExpected_isShownLikeAnUnknownLength() {
    assertThat(Progress.line(5_000_000, 4_000_000, 0, 3_700_000_000_000L))
        .isEqualTo("attn: 5.0 MB read, 0.0 MB/s, 1:01:40");
  }

  @Test
  void fileThatIsReadAgain_isShownPassByPass() {
    long second = TimeUnit.SECONDS.toNanos(1);
    assertThat(Progress.line(1_000_000_000, 0, 2_000_000_000, 2 * second))
        .isEqualTo(
            "attn: pass 1 [##########----------] 50 % of 2.0 GB, 500.0 MB/s, 0:02 left of it");
    assertThat(Progress.line(3_500_000_000L, 0, 2_000_000_000, 7 * second))
        .isEqualTo(
            "attn: pass 2 [###############-----] 75 % of 2.0 GB, 500.0 MB/s, 0:01 left of it");
  }

  @Test
  void line_isWrittenAtMostFiveTimesASecond_andNotInTheFirst() {
    for (int i = 0; i < 999; i++) {
      progress.add(1000);
      pass(1);
    }
    assertThat(screen).hasToString("");
    for (int i = 0; i < 1000; i++) {
      pass(1);
      progress.add(1000);
    }
    assertThat(screen.toString().chars().filter(c -> c == '\r')).hasSize(5);
  }

  @Test
  void shorterLine_coversTheLongerOne_andClearingTakesItAway() {
    progress.expect(2_000_000);
    pass(1000);
    progress.add(1_000_000);
    int longer = screen.toString().length() - 1;
    pass(1000);
    progress.add(2_000_000);
    screen.getBuffer().delete(0, 1 + longer);
    assertThat(screen.toString()).hasSize(1 + longer).startsWith("\rattn: 3.0 MB read, ");
    screen.getBuffer().setLength(0);
    progress.clear();
    progress.clear();
    assertThat(screen.toString()).matches("\r +\r");
  }

  @Test
  void outputOfTheCommand_comesAfterTheLineIsTakenAway() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pass(1000);
    progress.add(1);
    try (PrintWriter out = new PrintWriter(progress.before(bytes), false, StandardCharsets.UTF_8)) {
      out.print("result");
      assertThat(screen.toString()).doesNotMatch("(?s).* \r");
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("result");
    assertThat(screen.toString()).matches("(?s).* \r");
  }

  @Test
  void tensor_isReadAsBefore_andCounted() {
    AttentionTensor tensor =
        AttentionTensor.copyOf(TensorShape.of(1, 1, 2, 2), new float[] {1, 0, 0.5f, 0.5f});
    pass(1000);
    assertThat(progress.of(tensor).layer(0).head(0).row(1)).containsExactly(0.5, 0.5);
    assertThat(screen)
        .hasToString(
            "\rattn: pass 1 [##########----------] 50 % of 0.0 MB, 0.0 MB/s, 0:01 left of it");
    NumericArray array = NumericArray.copyOf(new float[] {1, 2, 3, 4}, 2, 2);
    assertThat(progress.ofOnce(array)).isEqualTo(array).isNotSameAs(array);
    assertThat(Progress.none().ofOnce(array)).isEqualTo(array);
  }

  @Test
  void stoppedCommand_readsNoFurtherRow() {
    AttentionTensor tensor =
        progress.of(AttentionTensor.copyOf(TensorShape.of(1, 1, 1, 2), new float[] {1, 0}));
    assertThat(tensor.layer(0).head(0).row(0)).containsExactly(1, 0);
    progress.stop();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> tensor.layer(0).head(0).row(0))
        .withMessage("the command was told to end");
  }

  @Test
  void redirectedOutput_isNoTerminal(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("log"));
    assertThat(Progress.isTerminal(file)).isFalse();
    assertThat(Progress.isTerminal(folder.resolve("none"))).isFalse();
    assertThat(Progress.isTerminal(Files.createSymbolicLink(folder.resolve("a"), file))).isFalse();
    Path terminal = Path.of("/dev/pts/0");
    assertThat(Progress.isTerminal(Files.createSymbolicLink(folder.resolve("b"), terminal)))
        .isTrue();
  }
}
