package dev.attn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A program of the system that reads what we write. A test that needs a missing one is skipped. */
public final class Tool {

  private final Path program;

  private Tool(Path program) {
    this.program = program;
  }

  /** Finds a program on the path, or skips the test with a message that names it. */
  public static Tool named(String name) {
    Path program =
        Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(program != null, name + " is not installed: its reading is not tested");
    return new Tool(program);
  }

  /** Runs the program; anything but a zero exit fails the test with what it said. */
  public void run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(arguments));
    Path log = folder.resolve("tool.log");
    int exit =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(String.join(" ", command) + "\n" + Files.readString(log)).isZero();
  }
}
