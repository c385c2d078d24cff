package dev.attn.render.figure;

/** Whether what the reader must know of a picture, such as thinned labels, is printed under it. */
public enum Notes {
  /** Printed as lines of small text. */
  PRINTED,
  /** Kept as facts only. */
  OFF
}
