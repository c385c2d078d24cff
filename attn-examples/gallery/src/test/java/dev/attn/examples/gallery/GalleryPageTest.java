package dev.attn.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page of figures is what the sources of the figures give. After a wanted change run the tests
 * with {@code -Dattn.golden.update=true}.
 */
final class GalleryPageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "gallery.md");
  private static final Path SOURCES =
      Path.of("src", "main", "java", "dev", "attn", "examples", "gallery");

  @BeforeAll
  static void rewritesThePageOnRequest() throws Exception {
    if (Boolean.getBoolean("attn.golden.update")) {
      Files.writeString(PAGE, GalleryPage.text(SOURCES));
    }
  }

  private static List<GalleryPage.Entry> entries() throws Exception {
    Map<String, Figure> figures = Gallery.figures();
    List<GalleryPage.Entry> entries = new ArrayList<>();
    for (String name : List.of("TargetFigures", "TargetVariants", "MoreFigures")) {
      entries.addAll(
          GalleryPage.entries(Files.readString(SOURCES.resolve(name + ".java")), figures));
    }
    return entries;
  }

  @Test
  void page_isTheGeneratedText() throws Exception {
    assertThat(Files.readString(PAGE)).isEqualTo(GalleryPage.text(SOURCES));
  }

  @Test
  void everyFigureOfTheGallery_isOnThePageOnce() throws Exception {
    assertThat(entries())
        .extracting(GalleryPage.Entry::file)
        .containsExactlyInAnyOrderElementsOf(Gallery.figures().keySet());
  }

  @Test
  void everyFigure_takesAtMostEightStatements() throws Exception {
    assertThat(entries())
        .allSatisfy(
            entry -> assertThat(entry.code().split(";\\s*\n|;$")).hasSizeLessThanOrEqualTo(8));
  }
}
