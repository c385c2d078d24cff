package dev.attn.examples.gallery;

import dev.attn.mask.AttentionMask;
import dev.attn.render.Render;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.Sizing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page {@code docs/masks.md}: a picture and a line of code for every mask. */
public final class MaskPage {

  private static final int CELLS_ACROSS = 96;
  private static final MaskMap.Colors BLUE_ON_GREY = new MaskMap.Colors(0x1f5fa8, 0xe6e6e6);

  private MaskPage() {}

  /** Returns the text of the page, in Markdown. */
  public static String text() throws IOException {
    StringBuilder page = new StringBuilder(MaskPageIntroduction.TEXT);
    for (Map.Entry<String, List<MaskEntry>> family : MaskCatalogue.families().entrySet()) {
      page.append("\n## ").append(family.getKey()).append("\n\n");
      page.append("| mask | code | a row sees | cells | paper |\n|---|---|---|---|---|\n");
      family.getValue().forEach(entry -> page.append(row(entry)));
    }
    return page.toString();
  }

  /** Returns the pictures of the page by the names of their files, in order. */
  public static Map<String, Figure> pictures() throws IOException {
    Map<String, Figure> pictures = new LinkedHashMap<>();
    for (List<MaskEntry> family : MaskCatalogue.families().values()) {
      family.forEach(entry -> pictures.put(entry.picture(), picture(entry.mask())));
    }
    return pictures;
  }

  /** Writes the page {@code masks.md} and its pictures below {@code folder}. */
  public static void write(Path folder) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images").resolve("masks"));
    Files.writeString(folder.resolve("masks.md"), text());
    for (Map.Entry<String, Figure> picture : pictures().entrySet()) {
      Render.png(picture.getValue(), images.resolve(picture.getKey()));
    }
  }

  private static Figure picture(AttentionMask mask) {
    int cell = CELLS_ACROSS / Math.max(mask.rows(), mask.keys());
    return MaskMap.of(mask)
        .withColors(BLUE_ON_GREY)
        .withLook(Look.defaults().withSizing(Sizing.cells(cell, cell)));
  }

  private static String row(MaskEntry entry) {
    AttentionMask mask = entry.mask();
    return String.format(
        Locale.ROOT,
        "| ![%s](images/masks/%s) | %s | %s | %d of %d | %s |\n",
        entry.factory(),
        entry.picture(),
        code(entry),
        entry.sees(),
        mask.cellCount(),
        (long) mask.rows() * mask.keys(),
        linked(entry.source()));
  }

  private static String code(MaskEntry entry) {
    String line = "`" + entry.code() + "`";
    return entry.text().isEmpty() || entry.isWrittenLikeItsText()
        ? line
        : line + "<br>text: `" + entry.text().replace("|", "\\|") + "`";
  }

  private static String linked(String source) {
    return source.replaceAll("(\\d{4}\\.\\d{5})", "[$1](https://arxiv.org/abs/$1)");
  }
}
