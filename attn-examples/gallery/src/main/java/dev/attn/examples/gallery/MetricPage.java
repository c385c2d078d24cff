package dev.attn.examples.gallery;

import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricInfo;
import dev.attn.recompute.LogitLens;
import dev.attn.saliency.Attributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/metrics.md}: formula, range and source of every metric and attribution. */
public final class MetricPage {

  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("row", "The shape of a row"),
          Map.entry("pos", "Positions"),
          Map.entry("sink", "Sinks and types of tokens"),
          Map.entry("head", "Head against head"),
          Map.entry("pat", "Patterns"),
          Map.entry("seg", "Segments"),
          Map.entry("label", "Labels"),
          Map.entry("mat", "The structure of a head"),
          Map.entry("sal", "Attribution: weights and gradients"),
          Map.entry("flow", "Attribution: flow over layers"),
          Map.entry("val", "Attribution: weights and values"),
          Map.entry("lens", "The logit lens: states, not attention"));

  private MetricPage() {}

  /** Returns the text of the page, in Markdown. */
  public static String text() {
    StringBuilder page = new StringBuilder(MetricPageIntroduction.TEXT);
    for (Map.Entry<String, List<MetricInfo>> group : groups().entrySet()) {
      String prefix = group.getKey();
      page.append("\n## ").append(GROUPS.getOrDefault(prefix, prefix)).append("\n\n");
      page.append("| metric | definition | range | parts and settings | source | other tools |\n");
      page.append("|---|---|---|---|---|---|\n");
      group.getValue().forEach(info -> page.append(row(info)));
    }
    return page.append(MetricPageWords.TEXT).toString();
  }

  /** Writes the page {@code metrics.md} to {@code folder}. */
  public static void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("metrics.md"), text());
  }

  private static Map<String, List<MetricInfo>> groups() {
    return Stream.of(HeadMetrics.catalogue(), Attributions.catalogue(), LogitLens.catalogue())
        .flatMap(List::stream)
        .collect(Collectors.groupingBy(MetricInfo::group, LinkedHashMap::new, Collectors.toList()));
  }

  private static String row(MetricInfo info) {
    String unit = info.unit().isEmpty() ? "" : "<br>" + info.unit();
    return List.of(
            "`" + info.id() + "`<br>" + cell(info.meaning()),
            cell(info.definition()),
            cell(info.range()) + unit,
            cell(info.variants()),
            linked(cell(info.source())),
            cell(info.reproduces()))
        .stream()
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }

  private static String linked(String source) {
    return source.replaceAll("arXiv:(\\d{4}\\.\\d{5})", "[arXiv:$1](https://arxiv.org/abs/$1)");
  }
}
