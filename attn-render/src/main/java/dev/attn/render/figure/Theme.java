package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import dev.attn.render.color.Colormap;

/**
 * What figures of one document have in common: the colours around the data, {@code 0xRRGGBB}, the
 * sizes of texts, and the size of cells.
 *
 * @param background behind everything
 * @param text of labels and titles
 * @param line of frames, ticks and brackets
 * @param link of links, which lie partly on the background and partly on cells
 * @param note of notes under the figure
 * @param masked of masked cells, unless a colormap has a colour of its own for them
 * @param sizes of all texts
 * @param cells the size of cells, for figures that do not choose one of their own
 */
public record Theme(
    int background,
    int text,
    int line,
    int link,
    int note,
    int masked,
    TextSizes sizes,
    Sizing cells) {

  /** Checks that nothing is missing. */
  public Theme {
    requireNonNull(sizes, "sizes must not be null");
    requireNonNull(cells, "cells must not be null");
  }

  /** Returns dark text on white. */
  public static Theme light() {
    return plain(0xffffff, 0x1a1a1a, 0x4d4d4d, 0x808080, 0x595959, Colormap.DEFAULT_MASKED);
  }

  /** Returns light text on near-black. */
  public static Theme dark() {
    return plain(0x15171c, 0xeaeaea, 0xa6a6a6, 0x9a9a9a, 0xb3b3b3, 0x33363f);
  }

  /**
   * Returns black on white with larger text, for figures that a journal prints at half their size.
   */
  public static Theme print() {
    return plain(0xffffff, 0x000000, 0x000000, 0x666666, 0x000000, Colormap.DEFAULT_MASKED)
        .withSizes(new TextSizes(13, 14, 16, 12));
  }

  private static Theme plain(int background, int text, int line, int link, int note, int masked) {
    return new Theme(
        background, text, line, link, note, masked, TextSizes.defaults(), Sizing.auto());
  }

  /** Returns this theme with other text sizes. */
  public Theme withSizes(TextSizes newSizes) {
    return new Theme(background, text, line, link, note, masked, newSizes, cells);
  }

  /**
   * Returns this theme with cells of one size in all figures that use it, so that they can be
   * compared.
   *
   * @unit px
   */
  public Theme withCells(int width, int height) {
    return new Theme(
        background, text, line, link, note, masked, sizes, Sizing.cells(width, height));
  }

  /** Returns a map with the masked colour of this theme, unless it has one of its own. */
  public Colormap colormap(Colormap map) {
    requireNonNull(map, "map must not be null");
    return map.masked() == Colormap.DEFAULT_MASKED ? map.withMasked(masked) : map;
  }
}
