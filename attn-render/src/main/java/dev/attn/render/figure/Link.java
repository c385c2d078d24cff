package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

/**
 * Two lines from one position of a panel to the frame of another panel, which shows it enlarged.
 *
 * @param source id of the panel with the position
 * @param row position on its row axis
 * @param column position on its column axis
 * @param target id of the panel that enlarges it
 */
public record Link(String source, int row, int column, String target) {
  /** Checks that nothing is missing. */
  public Link {
    requireNonNull(source, "source must not be null");
    requireNonNull(target, "target must not be null");
  }
}
