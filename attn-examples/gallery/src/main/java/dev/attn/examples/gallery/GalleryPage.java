package dev.attn.examples.gallery;

import dev.attn.render.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of figures: each with its picture and the method that made it, read from the source.
 *
 * <p>The method of the figure {@code 2-layer-strips} is {@code layerStrips}. Its comment stands
 * above the picture, its body below.
 */
final class GalleryPage {

  private static final Pattern CLASS =
      Pattern.compile("/\\*\\* ([^*]*(?:\\*[^/][^*]*)*)\\*/\nfinal class (\\w+)");
  private static final Pattern METHOD =
      Pattern.compile(
          "  /\\*\\*((?:(?!\\*/).)*)\\*/\n  static Figure (\\w+)\\(\\)[^{]*\\{\n(.*?)\n  }\n",
          Pattern.DOTALL);

  private static final String TOP =
      """
      # Gallery

      Every type of figure, drawn from real tensors. This page is generated: the code below a picture is the
      code that drew it, and a test draws all of them again. `Captures.open` opens one of the files under `data`.
      `Render.png`, `Render.svg` and `Render.pdf` write any of them to a file.
      """;

  private GalleryPage() {}

  /** One figure of the page, with its comment and its code. */
  record Entry(String file, Figure figure, String comment, String code) {}

  /** Returns the page made from the sources of the classes with figures. */
  static String text(Path sources) throws IOException {
    Map<String, Figure> figures = Gallery.figures();
    StringBuilder page = new StringBuilder(TOP);
    for (String name : List.of("TargetFigures", "TargetVariants", "MoreFigures")) {
      String source = Files.readString(sources.resolve(name + ".java"));
      Matcher type = CLASS.matcher(source);
      if (!type.find()) {
        throw new IllegalStateException("class must have a comment, got none on " + name);
      }
      String[] title = prose(type.group(1)).split(": ", 2);
      page.append("\n## ").append(title[0]).append("\n\n");
      page.append(capital(title[1])).append('\n');
      for (Entry entry : entries(source, figures)) {
        page.append("\n### ").append(title(entry.file())).append("\n\n");
        page.append(entry.comment()).append("\n\n");
        page.append("![").append(alt(entry.figure())).append("](images/");
        page.append(entry.file()).append(".png)\n\n");
        page.append("```java\n").append(entry.code()).append("\n```\n");
      }
    }
    return page.toString();
  }

  /** Returns the figures whose methods stand in {@code source}, in their order. */
  static List<Entry> entries(String source, Map<String, Figure> figures) {
    List<Entry> entries = new ArrayList<>();
    Matcher method = METHOD.matcher(source);
    while (method.find()) {
      String file = kebab(method.group(2));
      Map.Entry<String, Figure> found =
          figures.entrySet().stream()
              .filter(drawn -> drawn.getKey().replaceFirst("^\\d+-", "").equals(file))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("gallery must draw " + file));
      String code = method.group(3).replaceAll("(?m)^ {4}", "");
      entries.add(new Entry(found.getKey(), found.getValue(), prose(method.group(1)), code));
    }
    return entries;
  }

  private static String prose(String comment) {
    return comment.replaceAll("\\s*\n\\s*\\* ?", " ").strip();
  }

  private static String alt(Figure figure) {
    return figure.describe().replace('\n', ' ').replace("[", "\\[").replace("]", "\\]");
  }

  private static String kebab(String method) {
    return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String title(String file) {
    return capital(file.replaceFirst("^(\\d+)-(.*)", "Figure $1: $2").replace('-', ' '));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
