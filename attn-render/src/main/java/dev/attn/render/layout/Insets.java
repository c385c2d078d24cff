package dev.attn.render.layout;

import dev.attn.render.scene.Box;

/**
 * How far what belongs to some cells reaches beyond them.
 *
 * @param left in px
 * @param top in px
 * @param right in px
 * @param bottom in px
 */
record Insets(int left, int top, int right, int bottom) {

  /** Returns how far {@code outer} reaches beyond {@code inner}. */
  static Insets between(Box inner, Box outer) {
    return new Insets(
        Math.max(0, inner.x() - outer.x()),
        Math.max(0, inner.y() - outer.y()),
        Math.max(0, outer.right() - inner.right()),
        Math.max(0, outer.bottom() - inner.bottom()));
  }
}
