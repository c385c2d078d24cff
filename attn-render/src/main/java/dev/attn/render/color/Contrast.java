package dev.attn.render.color;

/**
 * The contrast of two colours as the Web Content Accessibility Guidelines measure it.
 *
 * @source W3C, 2018, Web Content Accessibility Guidelines 2.1, "relative luminance" and "contrast
 *     ratio"
 */
public final class Contrast {

  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xffffff;

  private Contrast() {}

  /** Returns the relative luminance of a colour {@code 0xRRGGBB}: 0 for black, 1 for white. */
  public static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  /**
   * Returns the contrast ratio of two colours, from 1 for equal ones to 21 for black on white:
   *
   * <pre>(L₁ + 0.05) / (L₂ + 0.05), L₁ ≥ L₂</pre>
   */
  public static double ratio(int rgb, int other) {
    double a = luminance(rgb) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  /**
   * Returns black or white, whichever is easier to read on {@code rgb}; never below 4.58 to 1.
   * Black in a tie.
   */
  public static int blackOrWhite(int rgb) {
    return ratio(BLACK, rgb) >= ratio(WHITE, rgb) ? BLACK : WHITE;
  }

  private static double linear(int level) {
    return ColorSpaces.linear(level / 255.0);
  }
}
