package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.List;

/**
 * One part of a metric for every row of one head.
 *
 * @param values the score of each query row; NaN unless the row was {@link RowUse#USED}
 * @param uses what became of each row
 * @param how what was computed
 * @shape {@code [queries]}
 */
public record MetricRows(ImmutableDoubleArray values, List<RowUse> uses, Provenance how) {

  /** Checks that there is one value for each row. */
  public MetricRows {
    checkArgument(
        values.length() == uses.size(),
        "values must be one for each of %s rows, got %s",
        uses.size(),
        values.length());
    uses = List.copyOf(uses);
  }

  /** Returns the number of query rows. */
  public int queries() {
    return uses.size();
  }

  /** Returns the score of one query; NaN unless its row was used. */
  public double value(int query) {
    checkQuery(query);
    return values.get(query);
  }

  /** Returns what became of the row of one query. */
  public RowUse use(int query) {
    checkQuery(query);
    return uses.get(query);
  }

  private void checkQuery(int query) {
    if (query < 0 || query >= queries()) {
      throw new IndexOutOfBoundsException("query must be in [0, " + queries() + "), got " + query);
    }
  }
}
