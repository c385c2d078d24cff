package dev.attn.render.figure;

/**
 * The colours around the data, {@code 0xRRGGBB}.
 *
 * @param background behind everything
 * @param text of labels and titles
 * @param line of frames, ticks and brackets
 * @param link of links, which lie partly on the background and partly on cells
 * @param note of notes under the figure
 */
public record Theme(int background, int text, int line, int link, int note) {

  /** Returns dark text on white. */
  public static Theme light() {
    return new Theme(0xffffff, 0x1a1a1a, 0x4d4d4d, 0x808080, 0x595959);
  }

  /** Returns light text on near-black. */
  public static Theme dark() {
    return new Theme(0x15171c, 0xeaeaea, 0xa6a6a6, 0x9a9a9a, 0xb3b3b3);
  }
}
