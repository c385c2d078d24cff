package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * One query row of one of several runs.
 *
 * @param run number of the run, from 0
 * @param query number of the row in it
 */
public record RunQuery(int run, int query) {

  /** Checks that neither is negative. */
  public RunQuery {
    checkArgument(run >= 0, "run must be at least 0, got %s", run);
    checkArgument(query >= 0, "query must be at least 0, got %s", query);
  }

  /** Returns row {@code query} of run {@code run}. */
  public static RunQuery of(int run, int query) {
    return new RunQuery(run, query);
  }
}
