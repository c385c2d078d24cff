package dev.attn.render.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Pixels as bytes: one for each if all their colours have a number, else three.
 *
 * @param palette the colours of all pixels there will be
 */
record PixelRows(Palette palette) {

  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** Returns the length of a row. */
  int length(int width) {
    return palette.overflows() ? Math.multiplyExact(3, width) : width;
  }

  /** Writes {@code width} pixels from index {@code start} on to {@code row}, from {@code at} on. */
  void pack(int[] pixels, int start, int width, byte[] row, int at) {
    if (palette.overflows()) {
      for (int x = 0; x < width - 1; x++) {
        // Four bytes at once: the next pixel overwrites the last of them.
        FOUR_BYTES.set(row, at + 3 * x, pixels[start + x] << 8);
      }
      put(row, at + 3 * width - 3, pixels[start + width - 1]);
      return;
    }
    int last = pixels[start];
    byte index = (byte) palette.indexOf(last);
    for (int x = 0; x < width; x++) {
      int pixel = pixels[start + x];
      if (pixel != last) {
        last = pixel;
        index = (byte) palette.indexOf(pixel);
      }
      row[at + x] = index;
    }
  }

  static void put(byte[] bytes, int at, int rgb) {
    bytes[at] = (byte) (rgb >> 16);
    bytes[at + 1] = (byte) (rgb >> 8);
    bytes[at + 2] = (byte) rgb;
  }
}
