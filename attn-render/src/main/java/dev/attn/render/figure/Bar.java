package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A colour bar: what the colours of some panels mean. At their right it is exactly as high as they
 * are together; below them it is level.
 *
 * @param scale the one scale of these panels
 * @param panels their ids
 * @param side right of the panels, or below them
 */
public record Bar(Scale scale, List<String> panels, Side side) {

  /** Copies the ids and checks the side. */
  public Bar {
    requireNonNull(scale, "scale must not be null");
    requireNonNull(panels, "panels must not be null");
    requireNonNull(side, "side must not be null");
    panels = ImmutableList.copyOf(panels);
    checkArgument(!panels.isEmpty(), "bar must have at least one panel, got 0");
    checkArgument(
        side == Side.RIGHT || side == Side.BOTTOM,
        "side of a bar must be RIGHT or BOTTOM, got %s",
        side);
  }

  /** Returns a bar right of the panels. */
  public Bar(Scale scale, List<String> panels) {
    this(scale, panels, Side.RIGHT);
  }

  /** Returns this bar at another side of its panels. */
  public Bar withSide(Side newSide) {
    return new Bar(scale, panels, newSide);
  }

  /** Returns the bar of all panels in {@code block}. */
  public static Bar over(Scale scale, Block block) {
    requireNonNull(scale, "scale must not be null");
    requireNonNull(block, "block must not be null");
    return new Bar(scale, block.panels().stream().map(Panel::id).toList());
  }
}
