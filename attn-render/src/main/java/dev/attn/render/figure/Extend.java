package dev.attn.render.figure;

/** Which ends of a bar have an arrow for values beyond them. */
public enum Extend {
  /** Those beyond which there are values. */
  AUTOMATIC,
  /** Both, so that the bars of a series of figures look alike. */
  BOTH,
  /** None; values beyond the ends are told in a note instead. */
  NONE
}
