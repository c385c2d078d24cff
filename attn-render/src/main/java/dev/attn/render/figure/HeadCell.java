package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What stands for a head in the overview of a {@link HeadGrid}. */
public sealed interface HeadCell {

  /** Returns the whole map of the head, small. */
  static Thumbnail thumbnail() {
    return new Thumbnail();
  }

  /** Returns a single cell, coloured by one number of the head. */
  static Scalar scalar(Reducer reducer) {
    return new Scalar(reducer, Optional.empty());
  }

  /** The whole map of the head, small. */
  record Thumbnail() implements HeadCell {}

  /**
   * A single cell.
   *
   * @param reducer what makes one number of the head
   * @param scale of these numbers, with a bar of its own; empty to use that of the figure
   */
  record Scalar(Reducer reducer, Optional<Scale> scale) implements HeadCell {

    /** Checks that nothing is missing. */
    public Scalar {
      requireNonNull(reducer, "reducer must not be null");
      requireNonNull(scale, "scale must not be null");
    }

    /** Returns this with a scale and a bar of its own, as sums and means need. */
    public Scalar withScale(Scale newScale) {
      requireNonNull(newScale, "scale must not be null");
      return new Scalar(reducer, Optional.of(newScale));
    }
  }
}
