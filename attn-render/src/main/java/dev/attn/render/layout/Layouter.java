package dev.attn.render.layout;

import com.google.common.collect.ImmutableList;
import dev.attn.render.figure.Budget;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.RunningText;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Sizing;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.TextMeasurer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Turns figures into scenes by integer arithmetic: the same figure and the same measurer give the
 * same pixels everywhere.
 */
public final class Layouter {

  private final TextMeasurer measurer;
  private final Lengths lengths;
  private final Budget budget;

  private Layouter(TextMeasurer measurer, Lengths lengths, Budget budget) {
    this.measurer = measurer;
    this.lengths = lengths;
    this.budget = budget;
  }

  /** Returns a layouter at scale 1 with the default budget. */
  public static Layouter of(TextMeasurer measurer) {
    return new Layouter(measurer, Lengths.at(1), Budget.defaults());
  }

  /**
   * Returns this layouter with every length, text size and cell multiplied by {@code scale} and
   * rounded.
   *
   * @param scale above 0 and at most 16
   */
  public Layouter withScale(double scale) {
    return new Layouter(measurer, Lengths.at(scale), budget);
  }

  /** Returns this layouter with another limit of cells. */
  public Layouter withBudget(Budget newBudget) {
    return new Layouter(measurer, lengths, newBudget);
  }

  /**
   * Returns the layout of a figure.
   *
   * @cost two passes over the cells; no pixels are made
   */
  public Layout layout(Figure figure) {
    Sheet sheet = figure.sheet();
    Map<Scale, ResolvedScale> scales = ResolvedScale.all(sheet.content().panels());
    Lengths themed = lengths.with(sheet.look().theme().sizes());
    SheetLayout layout = new SheetLayout(sheet, scales, measurer, themed);
    CellSizes sizes = CellSizes.of(sheet.look().cells(), measurer, themed);
    Reductions reductions =
        new Reductions(budget, 1, sheet.content().panels().size(), themed.cell(1));
    if (sheet.look().cells() instanceof Sizing.FigureSize size) {
      return fitted(layout, sizes, reductions, size);
    }
    return layout.layout(sizes, reductions);
  }

  /**
   * Returns what a careful reader would object to in a figure and its layout.
   *
   * @cost a layout, and for each text and line a look at what lies below it
   */
  public List<Fact> check(Figure figure) {
    Layout layout = layout(figure);
    return ImmutableList.<Fact>builder()
        .addAll(figure.check())
        .addAll(SceneChecks.of(layout.scene(), lengths.scale()))
        .addAll(layout.check())
        .build();
  }

  /**
   * Finds the largest panels with which the figure is no larger than asked for. If there is no
   * room, rows of strips become lower than their labels; if there is none for a pixel per cell,
   * cells stand for as few of the data as possible.
   */
  private Layout fitted(
      SheetLayout layout, CellSizes asked, Reductions reductions, Sizing.FigureSize size) {
    int width = lengths.cell(size.width());
    int height = lengths.cell(size.height());
    if (layout.sheet().content() instanceof RunningText) {
      return flowing(layout, asked, reductions, size);
    }
    int smallLine = measurer.lineHeight(layout.lengths().smallestLabelSize());
    CellSizes sizes =
        Stream.of(asked, asked.withStripLine(smallLine))
            .filter(each -> fits(layout.layout(each.withSpan(1), reductions), width, height))
            .findFirst()
            .orElse(asked.withStripLine(1));
    CellSizes smallest = sizes.withSpan(1);
    int most = longestSide(layout.sheet());
    IntPredicate fitting =
        k -> fits(layout.layout(smallest, reductions.withLeast(k)), width, height);
    // A reduction is noted below the figure, which takes room: 1 may fit where 2 does not.
    int factor = fitting.test(1) ? 1 : first(2, most, fitting);
    if (factor > most) {
      throw tooSmall(
          Stream.of(1, most)
              .map(k -> layout.layout(smallest, reductions.withLeast(k)).scene())
              .min(Comparator.comparingInt(scene -> missing(scene, width, height)))
              .orElseThrow(),
          width,
          height);
    }
    Reductions fewest = reductions.withLeast(factor);
    int spans = Math.max(size.width(), size.height()) * layout.sheet().content().panels().size();
    int tooLarge =
        first(2, spans, span -> !fits(layout.layout(sizes.withSpan(span), fewest), width, height));
    return layout.layout(sizes.withSpan(tooLarge - 1), fewest, width, height);
  }

  private static int missing(Scene scene, int width, int height) {
    return Math.max(0, scene.width() - width) + Math.max(0, scene.height() - height);
  }

  private static IllegalArgumentException tooSmall(Scene least, int width, int height) {
    return new IllegalArgumentException(
        String.format(
            Locale.US,
            "figure size must be at least %d x %d for this content, got %d x %d",
            least.width(),
            least.height(),
            width,
            height));
  }

  /** Finds the longest lines that are no wider than asked for: the longer they are, the fewer. */
  private Layout flowing(
      SheetLayout layout, CellSizes sizes, Reductions reductions, Sizing.FigureSize size) {
    int width = lengths.cell(size.width());
    int height = lengths.cell(size.height());
    int tooWide =
        first(
            2,
            size.width(),
            span -> layout.layout(sizes.withSpan(span), reductions).scene().width() > width);
    Layout widest = layout.layout(sizes.withSpan(tooWide - 1), reductions, width, height);
    if (!fits(widest, width, height)) {
      throw tooSmall(widest.scene(), width, height);
    }
    return widest;
  }

  private static int longestSide(Sheet sheet) {
    return sheet.content().panels().stream()
        .mapToInt(panel -> Math.max(panel.tiles().tileRows(), panel.tiles().tileColumns()))
        .max()
        .orElse(1);
  }

  /**
   * The first number of a range from which on a condition holds; one beyond it if it never does.
   */
  private static int first(int from, int to, IntPredicate condition) {
    int low = from;
    int high = to + 1;
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (condition.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean fits(Layout layout, int width, int height) {
    return layout.scene().width() <= width && layout.scene().height() <= height;
  }
}
