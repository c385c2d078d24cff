package dev.attn.render.figure;

/** What the values of a map are said to be, so that checks know what must hold. */
public enum Content {
  /** Any numbers. */
  VALUES,
  /** Attention weights: what a query gives to all keys sums to 1. */
  WEIGHTS
}
