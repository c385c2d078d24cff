package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Named points on a plane, coloured by the values of a panel. One unit is as long in both
 * directions. Of overlays there may be highlights: their points are framed, and named before all
 * others.
 *
 * @param panel what colours the points, row by row; the titles of its axes are those of the plane
 * @param points a row for each value of the panel: how far right, how far up
 * @param names of the points, as many as fit without touching each other
 */
public record Scatter(Panel panel, Grid points, HeadNames names) implements PanelBlock {

  /** Checks that there are as many points as values, and that each of them has a place. */
  public Scatter {
    requireNonNull(panel, "panel must not be null");
    requireNonNull(points, "points must not be null");
    requireNonNull(names, "names must not be null");
    Overlays.checkHighlights("scatter", panel);
    Tiles tiles = panel.tiles();
    long values = (long) tiles.rowPositions() * tiles.columnPositions();
    checkArgument(
        points.columns() == 2 && points.rows() == values,
        "points must have shape [%s, 2], got [%s, %s]",
        values,
        points.rows(),
        points.columns());
    for (int i = 0; i < points.rows(); i++) {
      for (int axis = 0; axis < 2; axis++) {
        float at = points.value(i, axis);
        checkArgument(Float.isFinite(at), "points must be finite, got %s at [%s, %s]", at, i, axis);
      }
    }
  }

  @Override
  public List<Grid> grids() {
    return ImmutableList.<Grid>builder().addAll(PanelBlock.super.grids()).add(points).build();
  }
}
