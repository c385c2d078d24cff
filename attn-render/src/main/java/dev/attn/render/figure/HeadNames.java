package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

/**
 * How heads are called in a figure.
 *
 * @param style the form of a name
 * @param base number of the first layer and head
 */
public record HeadNames(Style style, int base) {

  /** What axes of heads are called. */
  static final String HEAD = "head";

  /** The form of the name of a head. */
  public enum Style {
    /** {@code 3.7}. */
    DOTTED,
    /** {@code L3H7}. */
    LETTERED
  }

  /** Checks that nothing is missing. */
  public HeadNames {
    requireNonNull(style, "style must not be null");
  }

  /** Returns names like {@code L3H7}, counted from 0. */
  public static HeadNames lettered() {
    return new HeadNames(Style.LETTERED, 0);
  }

  /** Returns names like {@code 3.7}, counted from 0. */
  public static HeadNames dotted() {
    return new HeadNames(Style.DOTTED, 0);
  }

  /** Returns these names counted from {@code newBase} on. */
  public HeadNames withBase(int newBase) {
    return new HeadNames(style, newBase);
  }

  /** Returns the name of a head, both numbers counted from 0. */
  public String of(int layer, int head) {
    return switch (style) {
      case DOTTED -> (layer + base) + "." + (head + base);
      case LETTERED -> "L" + (layer + base) + "H" + (head + base);
    };
  }
}
