package dev.attn.examples.gallery;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.render.Render;
import dev.attn.render.figure.Figure;
import dev.attn.tensor.AttentionMatrix;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page of masks is what its code generates. After a wanted change run the tests with {@code
 * -Dattn.golden.update=true}, and look at the new pictures.
 */
final class MaskPageTest {

  private static final Path DOCUMENTS = Path.of("..", "..", "docs");

  /** Reads any mask, so it has no picture of its own; the introduction of the page shows it. */
  private static final String READER = "parseExpression";

  static List<MaskEntry> entries() throws Exception {
    return MaskCatalogue.families().values().stream().flatMap(List::stream).toList();
  }

  static Stream<MaskEntry> entriesWithText() throws Exception {
    return entries().stream().filter(entry -> !entry.text().isEmpty());
  }

  static Stream<Arguments> pictures() throws Exception {
    return MaskPage.pictures().entrySet().stream()
        .map(picture -> Arguments.of(picture.getKey(), picture.getValue()));
  }

  @BeforeAll
  static void rewritesThePageOnRequest() throws Exception {
    if (Boolean.getBoolean("attn.golden.update")) {
      MaskPage.write(DOCUMENTS);
    }
  }

  @Test
  void page_isTheGeneratedText() throws Exception {
    assertThat(Files.readString(DOCUMENTS.resolve("masks.md"))).isEqualTo(MaskPage.text());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void picture_looksLikeTheOneOfThePage(String name, Figure figure) throws Exception {
    Path golden = DOCUMENTS.resolve("images").resolve("masks").resolve(name);
    PictureAssert.assertLooksLike(
        Render.image(figure),
        ImageIO.read(golden.toFile()),
        Path.of("target", "diff", "masks", name));
  }

  @Test
  void pictures_areAllShownAndNoneIsLeftOver() throws Exception {
    try (Stream<Path> files = Files.list(DOCUMENTS.resolve("images").resolve("masks"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(MaskPage.pictures().keySet());
    }
    assertThat(entries()).extracting(MaskEntry::factory).doesNotHaveDuplicates();
  }

  @Test
  void factories_areAllOnThePage() throws Exception {
    TreeSet<String> factories =
        Arrays.stream(Masks.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == AttentionMask.class)
            .map(Method::getName)
            .collect(toCollection(TreeSet::new));
    assertThat(factories.remove(READER)).isTrue();
    // They guess a mask from weights; what they return are masks of the page.
    Set<String> guesses =
        Set.of("causalOrFull", "explainZeros", "fitVerticalSlash", "fitBlockTopK");
    assertThat(factories.removeAll(guesses)).isTrue();
    String text = MaskPage.text();
    assertThat(text).contains("Masks." + READER + "(");
    assertThat(guesses).allMatch(guess -> text.contains("Masks." + guess + "("));
    assertThat(entries()).extracting(MaskEntry::factory).containsAll(factories);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entriesWithText")
  void text_isWhatTheMaskPrints(MaskEntry entry) {
    assertThat(entry.mask()).hasToString(entry.text());
  }

  @Test
  void lines_compileAndBuildTheMasksOfThePictures(@TempDir Path folder) throws Exception {
    StringBuilder source =
        new StringBuilder(
            """
            import static dev.attn.mask.MaskShape.*;
            import static dev.attn.mask.Masks.UNBOUNDED;
            import dev.attn.mask.*;
            import dev.attn.tensor.AttentionMatrix;
            import java.util.*;
            public class Lines {
              public static Map<String, AttentionMask> masks(AttentionMatrix weights) {
                Map<String, AttentionMask> masks = new LinkedHashMap<>();
            """);
    for (MaskEntry entry : entries()) {
      source.append("masks.put(\"" + entry.factory() + "\", " + entry.code() + ");\n");
    }
    compile(folder, source.append("return masks; }}").toString());
    Map<?, ?> built = run(folder);
    for (MaskEntry entry : entries()) {
      assertThat(built.get(entry.factory())).as(entry.code()).isEqualTo(entry.mask());
    }
  }

  private static void compile(Path folder, String source) throws Exception {
    Path file = Files.writeString(folder.resolve("Lines.java"), source);
    String path = System.getProperty("java.class.path");
    String[] options = {"-proc:none", "-d", folder.toString(), "-cp", path, file.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options))
        .as("exit code of the compiler")
        .isZero();
  }

  private static Map<?, ?> run(Path folder) throws Exception {
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, Masks.class.getClassLoader())) {
      Method masks = loader.loadClass("Lines").getMethod("masks", AttentionMatrix.class);
      return (Map<?, ?>) masks.invoke(null, MaskCatalogue.weights());
    }
  }
}
