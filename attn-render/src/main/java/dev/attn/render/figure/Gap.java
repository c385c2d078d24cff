package dev.attn.render.figure;

/** The distance that the blocks of a {@link Row}, {@link Column} or {@link Matrix} keep. */
public enum Gap {
  /** Between strips that belong together. */
  STRIPS,
  /** Between panels. */
  PANELS,
  /** Between an overview and its enlarged parts. */
  ZOOM
}
