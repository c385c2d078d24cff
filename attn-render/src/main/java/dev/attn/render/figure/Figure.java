package dev.attn.render.figure;

import java.util.List;

/**
 * A picture as a value: data with the choices of how to show it, nothing drawn yet.
 *
 * <p>A new kind of figure is one record that lowers itself to a {@link Sheet}; layout, painting and
 * encoding know sheets only.
 */
public interface Figure {

  /** Returns this figure as panels, bars and links: the form that every figure shares. */
  Sheet sheet();

  /**
   * Returns what the figure shows and what its scales do to it, as far as data and choices tell:
   * counts of cells, limits and how they were found, values that clip. What happens to labels is
   * known after layout only.
   *
   * @cost the passes of {@link ResolvedScale#all}
   */
  default List<Fact> facts() {
    Sheet sheet = sheet();
    return DataFacts.of(sheet, ResolvedScale.all(sheet.content().panels()));
  }
}
