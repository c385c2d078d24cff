package dev.attn.render.figure;

import dev.attn.render.color.Colormap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says in words what a figure shows.
 *
 * @param sheet the figure
 * @param scales with limits, for all panels
 * @param naming how cells are named
 */
record Description(Sheet sheet, Map<Scale, ResolvedScale> scales, Naming naming) {

  /** Returns as many of the sentences as there is room for, in order of importance. */
  String of(String kind, int most) {
    return joined(sentences(kind), most);
  }

  /** Returns as many of some sentences as there is room for. */
  static String joined(List<String> sentences, int most) {
    StringBuilder text = new StringBuilder();
    for (String sentence : sentences) {
      int length = text.length() + (text.isEmpty() ? 0 : 1) + sentence.length();
      if (length <= most) {
        text.append(text.isEmpty() ? "" : " ").append(sentence);
      }
    }
    return text.toString();
  }

  private List<String> sentences(String kind) {
    List<String> sentences = new ArrayList<>();
    sentences.add(capital(kind) + ": " + size() + ".");
    if (naming == Naming.LABELS) {
      title("Title", sheet.title(), sentences);
      sheet.caption().ifPresent(caption -> sentences.add("Caption: " + caption));
    }
    axes(sentences);
    for (Bar bar : sheet.bars()) {
      sentences.add(colors(Objects.requireNonNull(scales.get(bar.scale()))));
    }
    if (sheet.bars().isEmpty() && sheet.notes().stream().noneMatch(MaskSquares::isReduction)) {
      classes(sentences);
    }
    if (sheet.content() instanceof Scatter scatter) {
      new PointDistances(scatter).tell(sentences);
    } else {
      new StrongestCells(sheet, scales, naming).tell(measured(), sentences);
      shares(sentences);
    }
    for (Fact note : sheet.notes()) {
      sentences.add(capital(note.sentence()) + ".");
    }
    for (Fact fact : DataFacts.of(sheet, scales)) {
      if (!fact.code().equals("cells") && !fact.code().equals("limits")) {
        sentences.add(capital(fact.sentence()) + ".");
      }
    }
    return sentences;
  }

  private static void title(String of, Optional<String> title, List<String> sentences) {
    if (title.isPresent()) {
      sentences.add(of + ": " + title.get() + ".");
    }
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String size() {
    List<Panel> panels = sheet.content().panels();
    Optional<Fact> reduction = sheet.notes().stream().filter(MaskSquares::isReduction).findFirst();
    if (reduction.isPresent()) {
      return MaskSquares.size(reduction.get());
    }
    Set<String> sizes = new LinkedHashSet<>();
    for (Panel panel : panels) {
      sizes.add(size(panel));
    }
    String first = String.join(", ", List.copyOf(sizes).subList(0, Math.min(2, sizes.size())));
    return panels.size() == 1 ? first : panels.size() + " panels, " + first;
  }

  private static String size(Panel panel) {
    Tiles tiles = panel.tiles();
    String cells =
        Count.of(tiles.tileRows(), "row") + " by " + Count.of(tiles.tileColumns(), "column");
    return tiles.counted() == Tiles.Counted.CELLS
        ? cells
        : tiles.rows() + " by " + tiles.columns() + " maps of " + cells;
  }

  private void axes(List<String> sentences) {
    Panel panel = sheet.content().panels().get(0);
    title("Rows", panel.rows().title(), sentences);
    title("Columns", panel.columns().title(), sentences);
    String first = panel.cells().origin() == Origin.BOTTOM ? "The first row is at the bottom." : "";
    String keys =
        panel.cells().orientation() == Orientation.ROWS_ARE_KEYS
            ? "In each map rows are keys and columns are queries."
            : "";
    for (String part : List.of(first, keys)) {
      if (!part.isEmpty()) {
        sentences.add(part);
      }
    }
  }

  private static String colors(ResolvedScale scale) {
    Colormap map = scale.colors().map();
    String group = scale.scale().group().map(name -> " (" + name + ")").orElse("");
    String title = scale.scale().title().map(name -> name + group + ", ").orElse("");
    String norm = scale.scale().norm().toString();
    return String.format(
        Locale.US,
        "Colour scale: %s%s, from %s (#%06x) to %s (#%06x).",
        title,
        norm.substring(0, norm.indexOf(" [")),
        number(scale.colors().norm().lo()),
        map.color(0),
        number(scale.colors().norm().hi()),
        map.color(map.size() - 1));
  }

  /** How many cells of a map of two colours have the second one. */
  private void classes(List<String> sentences) {
    for (Panel panel : sheet.content().panels()) {
      Colormap map = panel.scale().colormap();
      if (map.size() == 2 && sheet.legend().entries().isEmpty()) {
        classes(sentences, panel, List.of(new Legend.Entry(map.color(1), "1")));
      } else if (map.size() == 2) {
        classes(sentences, panel, sheet.legend().entries().subList(0, 1));
      } else if (sheet.legend().entries().size() == map.size()) {
        classes(sentences, panel, sheet.legend().entries());
      }
    }
  }

  /** How many cells have the colours of a legend. */
  private void classes(List<String> sentences, Panel panel, List<Legend.Entry> entries) {
    ResolvedScale scale = Objects.requireNonNull(scales.get(panel.scale()));
    long[] counts = new long[entries.size() + 1];
    new CellWalk(List.of(panel))
        .drawn(
            (row, column, value) -> {
              counts[entries.size()]++;
              int color = scale.colors().rgb(value);
              for (int i = 0; i < entries.size(); i++) {
                counts[i] += entries.get(i).color() == color ? 1 : 0;
              }
            });
    for (int i = 0; i < entries.size(); i++) {
      boolean named = naming == Naming.LABELS && !sheet.legend().entries().isEmpty();
      String name = named ? "'" + entries.get(i).label() + "'" : Integer.toString(i + 1);
      String cells = Count.cells(counts[i], counts[entries.size()]);
      sentences.add(cells + " " + Count.are(counts[i]) + " " + name + ".");
    }
  }

  static String number(double value) {
    String text = String.format(Locale.US, "%.4g", value);
    if (text.contains("e") || !text.contains(".")) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private List<Panel> measured() {
    if (sheet.content() instanceof BarChart) {
      return sheet.content().panels();
    }
    Set<String> told = new HashSet<>();
    for (Bar bar : sheet.bars()) {
      told.addAll(bar.panels());
    }
    for (Link link : sheet.links()) {
      told.remove(link.target());
    }
    List<Panel> measured = new ArrayList<>();
    for (Panel panel : sheet.content().panels()) {
      if (told.contains(panel.id())) {
        measured.add(panel);
      }
    }
    return measured;
  }

  /** How much of the sum lies on the diagonal and on the first key, where that means something. */
  private void shares(List<String> sentences) {
    double total = 0;
    double diagonal = 0;
    double first = 0;
    boolean square = !(sheet.content() instanceof PanelBlock);
    for (Panel panel : measured()) {
      boolean byKeys = panel.cells().orientation() == Orientation.ROWS_ARE_KEYS;
      square &= panel.tiles().tileRows() == panel.tiles().tileColumns() && !isOfHeads(panel);
      double[] sums = sums(panel, byKeys);
      if (sums.length == 0) {
        return;
      }
      total += sums[0];
      diagonal += sums[1];
      first += sums[2];
    }
    if (total > 0 && square) {
      sentences.add(
          String.format(
              Locale.US,
              "Of the sum of all cells %.1f %% is on the diagonal, %.1f %% on the first key.",
              100 * diagonal / total,
              100 * first / total));
    }
  }

  /** Whether a cell is a number of a whole head, so that there are no queries and keys. */
  private static boolean isOfHeads(Panel panel) {
    return panel.tiles().counted() == Tiles.Counted.CELLS
        && panel.columns().title().equals(Optional.of(HeadNames.HEAD));
  }

  /** The sum over a panel, over its diagonals and over its first keys; nothing with negatives. */
  private static double[] sums(Panel panel, boolean byKeys) {
    double[] sums = new double[3];
    for (Sums part :
        new CellWalk(List.of(panel))
            .collect(Sums::new, (memory, p, index, row) -> memory.add(index, row, byKeys))) {
      if (part.negative) {
        return new double[0];
      }
      sums[0] += part.all;
      sums[1] += part.diagonal;
      sums[2] += part.first;
    }
    return sums;
  }

  /** Sums over some rows; masked cells and what is not finite add nothing. */
  private static final class Sums {

    private double all;
    private double diagonal;
    private double first;
    private boolean negative;

    void add(int index, CellRow row, boolean byKeys) {
      double sum = 0;
      for (int c = 0; c < row.columns(); c++) {
        float value = row.value(c);
        if (!row.masked(c)) {
          negative |= value < 0;
          sum += Float.isFinite(value) ? value : 0;
        }
      }
      all += sum;
      diagonal += index < row.columns() ? finite(row, index) : 0;
      first += !byKeys ? finite(row, 0) : index == 0 ? sum : 0;
    }

    private static double finite(CellRow row, int column) {
      float value = row.value(column);
      return Float.isFinite(value) && !row.masked(column) ? value : 0;
    }
  }
}
