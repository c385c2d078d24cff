package dev.attn.render.figure;

/** What is drawn along a span of an axis, between the labels and the name of the span. */
public enum SpanMark {
  /** A curly brace whose tip points at the name. */
  BRACE,
  /** A square bracket, open towards the cells. */
  BRACKET,
  /** A straight line. */
  LINE,
  /** Nothing but the name. */
  NONE
}
