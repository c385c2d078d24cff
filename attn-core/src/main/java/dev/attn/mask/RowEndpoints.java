package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Objects;

/**
 * A mask as the start and end of every run of allowed keys, the same number of runs in every row.
 *
 * <p>Intervals are half-open. A row with fewer runs is filled with the empty pair (0, 0). Example:
 * {@code ##.# / .#..} with two runs per row is 0, 2, 3, 4 and 1, 2, 0, 0.
 *
 * @shape {@code [queries, runs per row, 2]}
 */
public final class RowEndpoints {

  private final int keys;
  private final int runsPerRow;
  private final ImmutableIntArray endpoints;

  private RowEndpoints(int keys, int runsPerRow, ImmutableIntArray endpoints) {
    this.keys = keys;
    this.runsPerRow = runsPerRow;
    this.endpoints = endpoints;
  }

  static Expressible<RowEndpoints> encode(AttentionMask mask, int runsPerRow, int limit) {
    long runs = (long) mask.rows() * runsPerRow;
    if (2 * runs > limit) {
      return Refusal.tooMany(2 * runs, "endpoints", limit);
    }
    int[] endpoints = new int[(int) (2 * runs)];
    for (int q = 0; q < mask.rows(); q++) {
      Runs row = mask.row(q);
      if (row.count() > runsPerRow) {
        return Refusal.at(
            q,
            row.start(runsPerRow),
            "row " + q + " has " + row.count() + " runs, " + runsPerRow + " allowed");
      }
      for (int i = 0; i < row.count(); i++) {
        int at = 2 * (q * runsPerRow + i);
        endpoints[at] = row.start(i);
        endpoints[at + 1] = row.end(i);
      }
    }
    return new Expressible.Value<>(
        new RowEndpoints(mask.keys(), runsPerRow, ImmutableIntArray.copyOf(endpoints)));
  }

  /**
   * Returns the endpoints with a copy of {@code endpoints}: start, end, start, end, row by row.
   * Inside a row the runs must ascend and not overlap; empty pairs may stand anywhere.
   */
  public static RowEndpoints copyOf(int[] endpoints, int runsPerRow, int keys) {
    Limits.atLeast("runs per row", 1, runsPerRow);
    Limits.atLeast("keys", 0, keys);
    checkArgument(
        endpoints.length % (2L * runsPerRow) == 0,
        "endpoints must come in rows of %s numbers, got %s",
        2L * runsPerRow,
        endpoints.length);
    int least = 0;
    for (int i = 0; i < endpoints.length; i += 2) {
      int start = endpoints[i];
      int end = endpoints[i + 1];
      least = i / 2 % runsPerRow == 0 ? 0 : least;
      checkArgument(
          start == end || (start >= least && start < end && end <= keys),
          "runs must ascend inside [0, %s), got [%s, %s) in row %s",
          keys,
          start,
          end,
          i / 2 / runsPerRow);
      least = start == end ? least : end;
    }
    return new RowEndpoints(keys, runsPerRow, ImmutableIntArray.copyOf(endpoints));
  }

  /** Returns the number of query rows. */
  public int rows() {
    return (int) (endpoints.length() / (2L * runsPerRow));
  }

  /** Returns the number of key columns. */
  public int keys() {
    return keys;
  }

  /** Returns how many runs every row has, empty ones included. */
  public int runsPerRow() {
    return runsPerRow;
  }

  /** Returns a new array: start, end, start, end, row by row. */
  public int[] toArray() {
    return endpoints.toArray();
  }

  /** Returns the mask that allows the keys inside the runs. */
  public AttentionMask toMask() {
    DecodedRows decoded = new DecodedRows(keys);
    for (int i = 0; i < endpoints.length(); i += 2) {
      decoded.allow(endpoints.get(i), endpoints.get(i + 1));
      if ((i / 2 + 1) % runsPerRow == 0) {
        decoded.endRow();
      }
    }
    return decoded.toMask();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof RowEndpoints other
        && keys == other.keys
        && runsPerRow == other.runsPerRow
        && endpoints.equals(other.endpoints);
  }

  @Override
  public int hashCode() {
    return Objects.hash(keys, runsPerRow, endpoints);
  }

  /** Returns the size, for example {@code row endpoints 3x4, 2 runs per row}. */
  @Override
  public String toString() {
    return "row endpoints " + rows() + "x" + keys + ", " + runsPerRow + " runs per row";
  }
}
