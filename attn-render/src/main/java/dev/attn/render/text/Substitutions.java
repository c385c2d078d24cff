package dev.attn.render.text;

/**
 * How many code points of a text are drawn otherwise than a reader of their script expects.
 *
 * @param folded drawn by another character of the same meaning, or by a sign for it
 * @param boxed drawn as a box with the hexadecimal code point
 * @param unshaped of a script whose letters change with their neighbours, drawn one by one
 */
public record Substitutions(int folded, int boxed, int unshaped) {

  /** Returns none at all. */
  public static Substitutions none() {
    return new Substitutions(0, 0, 0);
  }
}
