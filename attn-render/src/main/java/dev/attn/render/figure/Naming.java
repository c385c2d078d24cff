package dev.attn.render.figure;

/** How a description names the cells of a figure. */
public enum Naming {
  /** By the labels of the axes. */
  LABELS,
  /** By positions from 0, so that no token is told. */
  POSITIONS
}
