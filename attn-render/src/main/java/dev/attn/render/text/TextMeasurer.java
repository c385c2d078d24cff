package dev.attn.render.text;

/** The size of text before it is drawn: all that layout knows of fonts. */
public interface TextMeasurer {

  /**
   * Returns the advance width of {@code text}, rounded up.
   *
   * @param size font size in px
   * @unit px
   */
  int width(String text, int size);

  /**
   * Returns the distance from the top of a line to its baseline.
   *
   * @param size font size in px
   * @unit px
   */
  int ascent(int size);

  /**
   * Returns the distance from the baseline to the bottom of a line.
   *
   * @param size font size in px
   * @unit px
   */
  int descent(int size);

  /**
   * Returns the height of a line, ascent plus descent.
   *
   * @param size font size in px
   * @unit px
   */
  default int lineHeight(int size) {
    return ascent(size) + descent(size);
  }

  /** Returns {@code text} with characters that are drawn by another one replaced by that. */
  default String drawn(String text) {
    return text;
  }

  /** Returns how many code points of {@code text} are drawn otherwise than might be expected. */
  default Substitutions substitutions(String text) {
    return Substitutions.none();
  }
}
