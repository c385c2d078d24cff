package dev.attn.mask;

/**
 * Finds the pixel over a key. The runs of neighbouring rows begin and end in the same pixels or
 * next to them, so what was found last for a run is looked at before anything is divided.
 */
final class PixelFinder {

  private static final int SLOTS = 16;

  private final int keys;
  private final int pixels;
  private final int[] found = new int[SLOTS];
  private final int[] starts = new int[SLOTS];
  private final int[] ends = new int[SLOTS];

  PixelFinder(int keys, int pixels) {
    this.keys = keys;
    this.pixels = pixels;
  }

  /** Returns the first of {@code size} rows or keys under a pixel. */
  static int first(int pixel, int size, int pixels) {
    return (int) ((long) pixel * size / pixels);
  }

  /** Returns the pixel over {@code key}, which is the bound of a row with this number. */
  int pixel(int bound, int key) {
    int slot = bound & (SLOTS - 1);
    if (key < starts[slot] || key >= ends[slot]) {
      int pixel = (int) (((key + 1L) * pixels - 1) / keys);
      found[slot] = pixel;
      starts[slot] = first(pixel, keys, pixels);
      ends[slot] = first(pixel + 1, keys, pixels);
    }
    return found[slot];
  }

  /** Returns the first key under the pixel that was found last for a bound. */
  int start(int bound) {
    return starts[bound & (SLOTS - 1)];
  }

  /** Returns the key after the last one under the pixel that was found last for a bound. */
  int end(int bound) {
    return ends[bound & (SLOTS - 1)];
  }
}
