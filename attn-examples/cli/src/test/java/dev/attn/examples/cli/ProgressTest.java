package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.attn.io.TensorFiles;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  void logits_areReadAsBefore_andCounted() {
    NumericArray logits = NumericArray.copyOf(new float[] {1, 2, 3, 4}, 2, 1, 2);
    pass(1000);
    NumericArray shown = progress.of(logits);
    assertThat(shown.value(1, 0, 0)).isEqualTo(3);
    assertThat(screen.toString()).startsWith("\rattn: pass 1 [#####---------------] 25 % of ");
    assertThat(shown).isEqualTo(logits).isNotSameAs(logits);
    NumericArray list = NumericArray.copyOf(new float[] {1, 2}, 2);
    assertThat(progress.of(list)).isSameAs(list);
    assertThat(progress.ofOnce(list)).isSameAs(list);
  }

  /** Runs a command while each look at the clock takes a second. */
  private void run(Object... arguments) {
    Progress slow =
        Progress.on(new PrintWriter(screen), () -> clock.addAndGet(TimeUnit.SECONDS.toNanos(1)));
    PrintWriter none = new PrintWriter(new StringWriter());
    String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    assertThat(Main.run(slow, none, none, words)).isZero();
  }

  private Path cells(Path file, int... shape) throws IOException {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    float[] values = new float[size];
    Arrays.fill(values, 1f / shape[shape.length - 1]);
    TensorFiles.writeNpy(file, NumericArray.copyOf(values, shape));
    return file;
  }

  @Test
  void lens_showsHowFarItIs(@TempDir Path folder) throws IOException {
    Path logits = cells(folder.resolve("logits.npy"), 5, 10, 1000);
    run("lens", "--logits", logits, "--out", folder.resolve("a.npy"));
    assertThat(screen.toString()).contains("\rattn: pass 1 [").contains(" % of 0.2 MB, ");
  }

  @Test
  void gradient_isPartOfWhatIsRead(@TempDir Path folder) throws IOException {
    Path weights = cells(folder.resolve("weights.npy"), 1, 10, 50, 50);
    Path gradient = cells(folder.resolve("gradient.npy"), 1, 10, 50, 50);
    for (String verb : new String[] {"saliency --variant signed", "relevance", "figure overview"}) {
      screen.getBuffer().setLength(0);
      List<Object> words = new ArrayList<>(List.of(verb.split(" ", -1)));
      words.addAll(List.of("--tensor", weights, "--gradient", gradient));
      words.addAll(List.of("--out", folder.resolve("out")));
      run(words.toArray());
      assertThat(screen.toString()).as(verb).contains(" % of 0.2 MB, ");
    }
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
