package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Colours and what they mean, where a bar would say too much.
 *
 * @param entries from top to bottom; none draws nothing
 */
public record Legend(List<Entry> entries) {

  /**
   * One colour.
   *
   * @param color {@code 0xRRGGBB}
   * @param label what it means
   */
  public record Entry(int color, String label) {
    /** Checks that nothing is missing. */
    public Entry {
      requireNonNull(label, "label must not be null");
    }
  }

  /** Copies the entries. */
  public Legend {
    requireNonNull(entries, "entries must not be null");
    entries = ImmutableList.copyOf(entries);
  }

  /** Returns a legend without entries. */
  public static Legend none() {
    return new Legend(List.of());
  }
}
