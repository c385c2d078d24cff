package dev.attn.render.figure;

import dev.attn.render.color.ColorVision;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Normalization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Looks for what a careful reader would object to in data, scales and colours. */
final class DataChecks {

  private static final double MOST_CLIPPED = 0.01;
  private static final double CROWD = 0.99;
  private static final int BINS = 400;

  /** A twentieth of the scale. */
  private static final int WINDOW = BINS / 20;

  private static final double LEAST_DISTANCE = 10;
  private static final double MOST_REVERSAL = 1;
  private static final double SUM_TOLERANCE = 1e-3;

  private final List<Fact> findings = new ArrayList<>();
  private final Sheet sheet;

  private DataChecks(Sheet sheet) {
    this.sheet = sheet;
  }

  static List<Fact> of(Sheet sheet, Map<Scale, ResolvedScale> scales) {
    DataChecks checks = new DataChecks(sheet);
    LinkedHashSet<Scale> measured = new LinkedHashSet<>();
    sheet.bars().forEach(bar -> measured.add(bar.scale()));
    for (Scale scale : measured) {
      checks.scale(Objects.requireNonNull(scales.get(scale)));
      checks.colors(scale.colormap());
    }
    sheet.content().panels().forEach(checks::panel);
    return checks.findings;
  }

  private void scale(ResolvedScale scale) {
    DataScan data = scale.data();
    long clipped = scale.under() + scale.over();
    long drawn = data.cells() - data.masked();
    String subject = scale.scale().name();
    if (clipped > MOST_CLIPPED * drawn) {
      String sentence = "%s %s beyond the ends of the scale";
      String cells = Count.cells(clipped, drawn);
      String lie = clipped == 1 ? "lies" : "lie";
      add("saturated", subject, numbers(clipped, drawn), sentence, cells, lie);
    }
    boolean flat = scale.scale().norm().kind() == Normalization.Kind.CLASSES;
    if (!flat && data.hasValues() && data.min() < data.max()) {
      crowded(scale, subject);
    }
  }

  private void crowded(ResolvedScale scale, String subject) {
    CellWalk walk = walk(scale.scale());
    long[] bins = new long[BINS];
    long[] count = new long[1];
    Normalization norm = scale.colors().norm();
    walk.drawn(
        (row, column, value) -> {
          if (!Float.isNaN(value)) {
            double position = Math.min(Math.max(norm.position(value), 0), 1);
            bins[(int) Math.min(BINS - 1, position * BINS)]++;
            count[0]++;
          }
        });
    long fullest = fullest(bins);
    if (fullest >= CROWD * count[0]) {
      double percent = Math.floor(1000.0 * fullest / count[0]) / 10;
      double end = withoutFirstKey(scale, walk);
      String sentence =
          "%.1f %% of the cells lie within 5 %% of the scale; limits that ignore the first key would"
              + " end at %s, and a square root or a logarithm spreads small values";
      add("washed-out", subject, List.of(percent, end), sentence, percent, (float) end);
    }
  }

  private static double withoutFirstKey(ResolvedScale scale, CellWalk walk) {
    Limits limits = scale.scale().limits();
    Limits found = limits.isFixed() ? Limits.zeroToMax() : limits;
    return new LimitsFinder(
            walk, scale.data(), Scale.zeroToMax().withLimits(found.ignoringFirstKey()))
        .find()
        .hi();
  }

  private CellWalk walk(Scale scale) {
    List<Panel> panels = sheet.content().panels();
    return new CellWalk(panels.stream().filter(panel -> panel.scale().equals(scale)).toList());
  }

  /** The largest number of cells in any window. */
  private static long fullest(long[] bins) {
    long inside = 0;
    long most = 0;
    for (int i = 0; i < BINS; i++) {
      inside += bins[i] - (i >= WINDOW ? bins[i - WINDOW] : 0);
      most = Math.max(most, inside);
    }
    return most;
  }

  private void colors(Colormap map) {
    double distance = ColorVision.smallestDistance(map);
    if (distance < LEAST_DISTANCE) {
      String sentence =
          "distant values of %s look alike with a colour vision deficiency: distance %.1f, should"
              + " be at least 10";
      add("colour-vision", map.name(), List.of(distance), sentence, map.name(), distance);
    }
    double reversal = ColorVision.lightnessReversal(map);
    if (map.kind() == Colormap.Kind.SEQUENTIAL && reversal > MOST_REVERSAL) {
      String sentence = "lightness of %s goes up and down: back by %.1f of 100";
      add("not-monotone", map.name(), List.of(reversal), sentence, map.name(), reversal);
    }
  }

  private void panel(Panel panel) {
    for (int r = 0; r < panel.tiles().rows(); r++) {
      for (int c = 0; c < panel.tiles().columns(); c++) {
        String subject =
            panel.tiles().counted() == Tiles.Counted.CELLS
                ? panel.id()
                : panel.id() + ".tile[" + r + "," + c + "]";
        Grid grid = panel.tiles().tile(r, c);
        futureWeight(subject, grid);
        if (panel.cells().content() == Content.WEIGHTS) {
          boolean byKeys = panel.cells().orientation() == Orientation.ROWS_ARE_KEYS;
          rowSums(subject, byKeys ? grid.transposed() : grid);
        }
      }
    }
  }

  private void futureWeight(String subject, Grid grid) {
    long count = 0;
    float[] row = new float[grid.columns()];
    for (int r = 0; r < grid.rows(); r++) {
      grid.row(r, row);
      for (int c = 0; c < row.length; c++) {
        count += row[c] != 0 && Float.isFinite(row[c]) && grid.masked(r, c) ? 1 : 0;
      }
    }
    if (count > 0) {
      String sentence = "%s %s a value other than 0";
      String hold = count == 1 ? "holds" : "hold";
      add("future-weight", subject, numbers(count), sentence, Count.of(count, "masked cell"), hold);
    }
  }

  private void rowSums(String subject, Grid weights) {
    long wrong = 0;
    int worst = 0;
    double worstSum = 1;
    for (int r = 0; r < weights.rows(); r++) {
      double sum = sum(weights, r);
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        wrong++;
        if (Double.isNaN(sum) || Math.abs(sum - 1) > Math.abs(worstSum - 1)) {
          worst = r;
          worstSum = sum;
        }
      }
    }
    if (wrong > 0) {
      int rows = weights.rows();
      String queries = rows == 1 ? "query" : "queries";
      String have = wrong == 1 ? "has" : "have";
      String sentence = "%d of %d %s %s weights that do not sum to 1; query %d sums to %s";
      add(
          "row-sum",
          subject,
          List.of((double) wrong, (double) rows, (double) worst, worstSum),
          sentence,
          wrong,
          rows,
          queries,
          have,
          worst,
          (float) worstSum);
    }
  }

  /** The sum of what is not masked; 1 where all is, as such a query has nothing to give. */
  private static double sum(Grid weights, int row) {
    double sum = 0;
    boolean empty = true;
    for (int c = 0; c < weights.columns(); c++) {
      if (!weights.masked(row, c)) {
        sum += weights.value(row, c);
        empty = false;
      }
    }
    return empty ? 1 : sum;
  }

  private static List<Double> numbers(long... numbers) {
    List<Double> boxed = new ArrayList<>();
    for (long number : numbers) {
      boxed.add((double) number);
    }
    return boxed;
  }

  private void add(
      String code, String subject, List<Double> numbers, String format, Object... values) {
    findings.add(new Fact(code, subject, numbers, String.format(Locale.US, format, values)));
  }
}
