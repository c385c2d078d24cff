package dev.attn.render.encode;

import org.jspecify.annotations.Nullable;

/**
 * A picture read from top to bottom in bands of so many pixels; one that is a single band is
 * painted once, however often it is read.
 */
final class Bands {

  /** Takes pixels, row by row. */
  @FunctionalInterface
  interface Reader<E extends Exception> {
    /** Takes the pixels of some rows; returns whether there is a need for more. */
    boolean take(int[] pixels) throws E;
  }

  private final Picture picture;
  private final int height;
  private int @Nullable [] whole;

  Bands(Picture picture, int pixels) {
    this.picture = picture;
    this.height = Math.max(1, Math.min(picture.height(), pixels / picture.width()));
  }

  Picture picture() {
    return picture;
  }

  <E extends Exception> void read(Reader<E> reader) throws E {
    boolean more = true;
    for (int top = 0; more && top < picture.height(); top += height) {
      more = reader.take(band(top, Math.min(height, picture.height() - top)));
    }
  }

  private int[] band(int top, int rows) {
    if (whole != null) {
      return whole;
    }
    int[] pixels = picture.rows(top, rows);
    if (rows == picture.height()) {
      whole = pixels;
    }
    return pixels;
  }
}
