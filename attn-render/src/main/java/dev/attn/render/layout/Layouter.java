package dev.attn.render.layout;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Sizing;
import dev.attn.render.text.TextMeasurer;
import java.util.List;
import java.util.Map;

/**
 * Turns figures into scenes by integer arithmetic: the same figure and the same measurer give the
 * same pixels everywhere.
 */
public final class Layouter {

  private final TextMeasurer measurer;
  private final Lengths lengths;

  private Layouter(TextMeasurer measurer, Lengths lengths) {
    this.measurer = measurer;
    this.lengths = lengths;
  }

  /** Returns a layouter at scale 1. */
  public static Layouter of(TextMeasurer measurer) {
    return new Layouter(measurer, Lengths.at(1));
  }

  /**
   * Returns this layouter with every length, text size and cell multiplied by {@code scale} and
   * rounded.
   *
   * @param scale above 0 and at most 16
   */
  public Layouter withScale(double scale) {
    return new Layouter(measurer, Lengths.at(scale));
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
    CellSizes sizes = CellSizes.of(sheet.look().cells(), themed);
    if (sheet.look().cells() instanceof Sizing.FigureSize size) {
      return fitted(layout, sizes, size);
    }
    return layout.layout(sizes);
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

  /** Finds the largest panels with which the figure is no larger than asked for. */
  private Layout fitted(SheetLayout layout, CellSizes sizes, Sizing.FigureSize size) {
    int width = lengths.cell(size.width());
    int height = lengths.cell(size.height());
    int low = 1;
    int high = Math.max(size.width(), size.height()) * layout.sheet().content().panels().size();
    Layout smallest = layout.layout(sizes.withSpan(low));
    checkArgument(
        fits(smallest, width, height),
        "figure size must be at least %s x %s for this content, got %s x %s",
        smallest.scene().width(),
        smallest.scene().height(),
        width,
        height);
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      if (fits(layout.layout(sizes.withSpan(middle)), width, height)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return layout.layout(sizes.withSpan(low), width, height);
  }

  private static boolean fits(Layout layout, int width, int height) {
    return layout.scene().width() <= width && layout.scene().height() <= height;
  }
}
