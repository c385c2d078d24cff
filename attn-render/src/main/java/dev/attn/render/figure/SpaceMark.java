package dev.attn.render.figure;

/** What becomes of the mark by which a tokenizer tells whether a token begins a word. */
public enum SpaceMark {
  /** Left out; how many were is a fact. */
  HIDE,
  /** Drawn: a space as U+2423, a continuation by its number signs. */
  SHOW
}
