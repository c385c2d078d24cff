package dev.attn.render;

import dev.attn.render.encode.DataHash;
import dev.attn.render.encode.FileInfo;
import dev.attn.render.encode.SpecJson;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Tiles;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what a file says about its figure. */
final class FigureInfo {

  private FigureInfo() {}

  static FileInfo of(Drawing drawing, Metadata metadata) {
    if (metadata == Metadata.NONE) {
      return FileInfo.none();
    }
    Figure figure = drawing.figure();
    Sheet sheet = drawing.sheet();
    List<Fact> facts = drawing.layout().facts();
    DataHash data = DataHash.of(sheet);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(FileInfo.TITLE, sheet.title().orElse(kind(figure)));
    texts.put(FileInfo.DESCRIPTION, description(figure, sheet));
    texts.put(FileInfo.SOFTWARE, software());
    if (metadata == Metadata.FULL) {
      texts.put(FileInfo.SPEC, SpecJson.of(sheet, data));
    }
    texts.put(FileInfo.DATA, data.toString());
    if (!facts.isEmpty()) {
      texts.put(
          FileInfo.FACTS, facts.stream().map(Fact::sentence).collect(Collectors.joining("\n")));
    }
    return new FileInfo(texts);
  }

  /** Says of an animation what its frames say, one per line; what all say alike is said once. */
  static FileInfo ofAll(List<Drawing> frames, Metadata metadata) {
    Map<String, Set<String>> lines = new LinkedHashMap<>();
    for (Drawing frame : frames) {
      of(frame, metadata)
          .texts()
          .forEach(
              (keyword, text) ->
                  lines.computeIfAbsent(keyword, k -> new LinkedHashSet<>()).add(text));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    lines.forEach((keyword, all) -> texts.put(keyword, String.join("\n", all)));
    return new FileInfo(texts);
  }

  /** Returns {@code Head grid} for a {@code HeadGrid}. */
  private static String kind(Figure figure) {
    String name = figure.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return name.isEmpty() ? "Figure" : name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** Says what there is to be seen without naming a token. */
  private static String description(Figure figure, Sheet sheet) {
    List<Panel> panels = sheet.content().panels();
    Tiles tiles = panels.get(0).tiles();
    String shape =
        (tiles.rows() * tiles.columns() > 1
                ? tiles.rows() + " x " + tiles.columns() + " maps of "
                : "")
            + tiles.tileRows()
            + " rows x "
            + tiles.tileColumns()
            + " columns";
    String count = panels.size() == 1 ? "" : panels.size() + " panels, the first with ";
    return kind(figure) + ": " + count + shape + "; colours: " + panels.get(0).scale() + ".";
  }

  private static String software() {
    String version = FigureInfo.class.getPackage().getImplementationVersion();
    return version == null ? "attn" : "attn " + version;
  }
}
