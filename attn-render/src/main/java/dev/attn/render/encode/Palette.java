package dev.attn.render.encode;

import dev.attn.tensor.Threads;
import java.util.Arrays;

/** Up to 256 colours, numbered in the order in which they came. A hash table without boxes. */
final class Palette {

  static final int MAX_SIZE = 256;
  private static final int SLOTS = 1024;
  private static final int EMPTY = -1;

  /** Pixels that are worth a thread of their own. */
  private static final int PART = 1 << 18;

  private final int[] slots = new int[SLOTS];
  private final int[] colors = new int[MAX_SIZE];
  private int size;

  Palette() {
    Arrays.fill(slots, EMPTY);
  }

  private void addAll(int[] pixels, int from, int to) {
    int last = EMPTY;
    for (int i = from; i < to; i++) {
      int pixel = pixels[i];
      if (pixel != last) {
        add(pixel);
        last = pixel;
        if (overflows()) {
          return;
        }
      }
    }
  }

  /** Collects the colours of some pixels as one thread would, and stops when there are too many. */
  void addAll(int[] pixels) {
    Palette[] parts = new Palette[(pixels.length + PART - 1) / PART];
    Threads.current()
        .forEach(
            parts.length,
            part -> {
              parts[part] = new Palette();
              int from = part * PART;
              parts[part].addAll(pixels, from, Math.min(pixels.length, from + PART));
            });
    for (Palette part : parts) {
      addAll(part.colors, 0, Math.min(part.size, MAX_SIZE));
      size = part.overflows() ? MAX_SIZE + 1 : size;
    }
  }

  /** Whether there are too many colours to number them. */
  boolean overflows() {
    return size > MAX_SIZE;
  }

  int size() {
    return size;
  }

  /** Three bytes for each colour. */
  byte[] bytes() {
    byte[] bytes = new byte[3 * size];
    for (int i = 0; i < size; i++) {
      PixelRows.put(bytes, 3 * i, colors[i]);
    }
    return bytes;
  }

  /** The number of a colour that has been added. */
  int indexOf(int color) {
    return slots[slot(color)];
  }

  private void add(int color) {
    if (overflows()) {
      return;
    }
    int slot = slot(color);
    if (slots[slot] == EMPTY) {
      if (size < MAX_SIZE) {
        slots[slot] = size;
        colors[size] = color;
      }
      size++;
    }
  }

  /** The slot that holds a colour, or the empty one where it belongs. */
  private int slot(int color) {
    int slot = (color * 0x9e3779b1) >>> 22;
    while (slots[slot] != EMPTY && colors[slots[slot]] != color) {
      slot = (slot + 1) % SLOTS;
    }
    return slot;
  }
}
