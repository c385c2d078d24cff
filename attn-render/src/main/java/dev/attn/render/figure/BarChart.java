package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * The values of a panel as bars, one group for each row. The scale of the panel is that of the
 * value axis at the left; its row labels stand under the groups, its column labels under the bars
 * where they fit. Of overlays there may be highlights: the names of their bars are written at their
 * ends.
 *
 * @param panel the values
 * @param colors of the bars
 * @param names of the bars that a highlight names
 */
public record BarChart(Panel panel, Colors colors, HeadNames names) implements PanelBlock {

  /**
   * Two colours, {@code 0xRRGGBB}.
   *
   * @param positive of bars that rise
   * @param negative of bars that hang
   */
  public record Colors(int positive, int negative) {

    /** Returns a blue and an orange that show on white and on near-black. */
    public static Colors defaults() {
      return new Colors(0x4c78a8, 0xc2620e);
    }
  }

  /** Checks that the panel is one grid, and that its overlays are highlights. */
  public BarChart {
    requireNonNull(panel, "panel must not be null");
    requireNonNull(colors, "colors must not be null");
    requireNonNull(names, "names must not be null");
    Overlays.checkHighlights("bar chart", panel);
    checkArgument(
        panel.cells().origin() == Origin.TOP,
        "bar chart must have its first group at the left, got origin %s",
        panel.cells().origin());
  }
}
