package dev.attn.mask;

import java.util.Map;

/**
 * How many rows of each state an audit found.
 *
 * @param valid rows that are distributions over their allowed keys
 * @param degenerate those of the valid rows that may see one key only: their one weight is settled
 *     by the mask
 * @param masked rows without an allowed key
 * @param broken the other rows, by reason; every reason has an entry
 */
public record RowCounts(long valid, long degenerate, long masked, Map<RowFault, Long> broken) {

  /** Copies the map. */
  public RowCounts {
    broken = Map.copyOf(broken);
  }

  /** Returns the number of broken rows for one reason. */
  public long broken(RowFault fault) {
    return broken.getOrDefault(fault, 0L);
  }

  /** Returns the number of broken rows for all reasons together. */
  public long brokenRows() {
    long sum = 0;
    for (long count : broken.values()) {
      sum += count;
    }
    return sum;
  }

  /** Returns the number of all rows. */
  public long rows() {
    return valid + masked + brokenRows();
  }

  /** Returns one line, for example {@code 3 valid (1 degenerate), 1 masked, 2 broken (2 SUM)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(valid).append(" valid (").append(degenerate).append(" degenerate), ");
    text.append(masked).append(" masked, ").append(brokenRows()).append(" broken");
    String separator = " (";
    for (RowFault fault : RowFault.values()) {
      if (broken(fault) > 0) {
        text.append(separator).append(broken(fault)).append(' ').append(fault);
        separator = ", ";
      }
    }
    return text.append(brokenRows() > 0 ? ")" : "").toString();
  }
}
