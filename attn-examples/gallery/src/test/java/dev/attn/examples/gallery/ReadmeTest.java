package dev.attn.examples.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.io.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java snippet of the README and of the pages of masks and metrics compiles, runs beside a
 * file {@code capture.safetensors}, and gives what its comments {@code // -> value} claim.
 */
final class ReadmeTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLAIM = Pattern.compile("(.*);\\s*// -> (.*)");

  private static final String IMPORTS =
      """
      import dev.attn.aggregate.*;
      import dev.attn.io.*;
      import dev.attn.mask.*;
      import dev.attn.metric.*;
      import dev.attn.mask.testing.*;
      import dev.attn.render.*;
      import dev.attn.render.figure.*;
      import dev.attn.saliency.*;
      import dev.attn.tensor.*;
      import java.nio.file.*;
      """;

  static Stream<String> snippets() throws Exception {
    List<String> found = new ArrayList<>();
    for (String page : List.of("README.md", "docs/masks.md", "docs/metrics.md")) {
      Matcher matcher = SNIPPET.matcher(Files.readString(Path.of("..", "..").resolve(page)));
      int before = found.size();
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
      assertThat(found).as(page).hasSizeGreaterThanOrEqualTo(before + 2);
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippet_runsAndKeepsItsPromises(String snippet, @TempDir Path folder) throws Exception {
    List<String> claims = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (String line : snippet.lines().toList()) {
      Matcher claim = CLAIM.matcher(line);
      if (claim.matches()) {
        body.append("System.out.println(").append(claim.group(1)).append(");\n");
        claims.add(claim.group(2).strip());
      } else {
        body.append(line).append('\n');
      }
    }
    compile(folder, body.toString());
    try (TensorFile capture = Captures.open("grounding")) {
      Files.copy(capture.path(), folder.resolve("capture.safetensors"));
    }
    assertThat(run(folder)).isEqualTo(claims);
  }

  @Test
  void aimsOfSpeed_areThoseOfTheResults() throws IOException {
    assertThat(aims("README.md")).isNotEmpty().isEqualTo(aims("benchmarks/results/kernels.md"));
  }

  /** Returns the rows of tables that end with a verdict. */
  private static List<String> aims(String page) throws IOException {
    return Files.readString(Path.of("..", "..").resolve(page))
        .lines()
        .filter(line -> line.endsWith("| met |") || line.endsWith("| **missed** |"))
        .toList();
  }

  private static void compile(Path folder, String body) throws Exception {
    Path source = folder.resolve("Snippet.java");
    Files.writeString(
        source,
        IMPORTS
            + "public class Snippet { public static void main(String[] a) throws Exception {\n"
            + body
            + "}}\n");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(code).as("exit code of the compiler").isZero();
  }

  private static List<String> run(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                folder
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                "Snippet")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
