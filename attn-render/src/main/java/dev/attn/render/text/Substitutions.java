package dev.attn.render.text;

/**
 * How many code points of a text are not drawn by a glyph of their own.
 *
 * @param folded drawn by another character of the same meaning, or by a sign for it
 * @param boxed drawn as a box with the hexadecimal code point
 */
public record Substitutions(int folded, int boxed) {}
