package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A colour bar: what the colours of some panels mean. It is exactly as high as they are together.
 *
 * @param scale the one scale of these panels
 * @param panels their ids
 */
public record Bar(Scale scale, List<String> panels) {

  /** Copies the ids. */
  public Bar {
    requireNonNull(scale, "scale must not be null");
    requireNonNull(panels, "panels must not be null");
    panels = ImmutableList.copyOf(panels);
  }

  /** Returns the bar of all panels in {@code block}. */
  public static Bar over(Scale scale, Block block) {
    requireNonNull(scale, "scale must not be null");
    requireNonNull(block, "block must not be null");
    return new Bar(scale, block.panels().stream().map(Panel::id).toList());
  }
}
