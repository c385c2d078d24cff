package dev.attn.render.color;

/** In which space the colours between two stops of a {@link Colormap} are mixed. */
public enum Blend {
  /** Evenly to the eye, so that no band looks longer than another. */
  OKLAB,
  /** Byte by byte, as most programs do. */
  SRGB
}
