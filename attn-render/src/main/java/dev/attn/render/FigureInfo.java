package dev.attn.render;

import com.google.common.base.Ascii;
import dev.attn.render.encode.DataHash;
import dev.attn.render.encode.FileInfo;
import dev.attn.render.encode.SpecJson;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Naming;
import dev.attn.render.figure.Sheet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what a file says about its figure. */
final class FigureInfo {

  /** Facts whose sentences quote what the figure was given. */
  private static final Set<String> QUOTING =
      Set.of("title-cut", "span-name-cut", "span-name-missing");

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
    texts.put(FileInfo.DESCRIPTION, description(drawing, metadata));
    texts.put(FileInfo.SOFTWARE, software());
    if (metadata == Metadata.FULL) {
      texts.put(FileInfo.SPEC, SpecJson.of(sheet, data));
    }
    texts.put(FileInfo.DATA, data.toString());
    if (!facts.isEmpty()) {
      texts.put(
          FileInfo.FACTS,
          facts.stream().map(fact -> told(fact, metadata)).collect(Collectors.joining("\n")));
    }
    return new FileInfo(texts);
  }

  /** Names and titles may hold tokens too. */
  private static String told(Fact fact, Metadata metadata) {
    return metadata == Metadata.FACTS && QUOTING.contains(fact.code())
        ? fact.code() + ": " + fact.subject()
        : fact.sentence();
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

  /** Returns {@code Heat map} for a {@code heat map}. */
  private static String kind(Figure figure) {
    String kind = figure.kind();
    return kind.isEmpty() ? "Figure" : Ascii.toUpperCase(kind.charAt(0)) + kind.substring(1);
  }

  private static String description(Drawing drawing, Metadata metadata) {
    Naming naming = metadata == Metadata.FULL ? Naming.LABELS : Naming.POSITIONS;
    return drawing
        .sheet()
        .describe(drawing.figure().kind(), drawing.layout().scales(), naming, Figure.DESCRIPTION);
  }

  private static String software() {
    String version = FigureInfo.class.getPackage().getImplementationVersion();
    return version == null ? "attn" : "attn " + version;
  }
}
