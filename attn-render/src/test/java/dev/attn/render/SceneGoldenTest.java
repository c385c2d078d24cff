package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.attn.render.figure.Figure;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.layout.Layouter;
import dev.attn.render.scene.SceneText;
import dev.attn.render.text.Typeface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mark of the target figures and of their options, to the pixel: one mark per line, cells by
 * the hash of their data. After a wanted change run the tests with {@code
 * -Dattn.golden.update=true}, and look at the changed lines.
 */
final class SceneGoldenTest {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "attn", "render", "scenes");

  private static final boolean UPDATE = Boolean.getBoolean("attn.golden.update");

  @BeforeAll
  static void folder_isThereToBeWritten() throws IOException {
    if (UPDATE) {
      Files.createDirectories(FOLDER);
    }
  }

  static Map<String, Figure> figures() throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("target-tree-mask", TargetFigures.treeMask());
    figures.put("target-pause-strips", TargetFigures.pauseStrips());
    figures.put("target-head-grid", TargetFigures.headGrid());
    figures.put("target-mean-panels", TargetFigures.meanPanels());
    figures.put("target-layer-tokens", TargetFigures.layerTokens());
    OptionsGalleryTest.figures().forEach((name, figure) -> figures.put("option-" + name, figure));
    OverlayGalleryTest.figures().forEach((name, figure) -> figures.put("overlay-" + name, figure));
    ScaleGalleryTest.figures().forEach((name, figure) -> figures.put("scale-" + name, figure));
    FigureGalleryTest.figures()
        .forEach((name, figure) -> figures.put("figure-" + name.toLowerCase(Locale.ROOT), figure));
    return figures;
  }

  static Stream<Arguments> named() throws IOException {
    return figures().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void scene_isThatOfTheFile(String name, Figure figure) throws IOException {
    String scene = SceneText.of(Layouter.of(Typeface.bundled()).layout(figure).scene());
    Path golden = FOLDER.resolve(name + ".jsonl");
    if (UPDATE) {
      Files.writeString(golden, scene);
    }
    List<String> expected = Files.readAllLines(golden);
    List<String> found = scene.lines().toList();
    for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
      assertThat(found.get(i)).as("line " + (i + 1) + " of " + golden).isEqualTo(expected.get(i));
    }
    assertThat(found).hasSameSizeAs(expected);
  }

  @Test
  void files_areThoseOfFigures() throws IOException {
    assumeThat(UPDATE).as("files that are being written").isFalse();
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".jsonl", "")))
          .containsExactlyInAnyOrderElementsOf(figures().keySet());
    }
  }
}
