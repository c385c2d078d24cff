package dev.attn.metric;

import java.util.List;

/** The running computation of one metric over the valid rows of one head. */
interface Tally {

  /**
   * Takes one valid row.
   *
   * @param row a cursor that is reused for the next row: keep no reference to it
   */
  void add(MetricRow row);

  /** Returns the parts in the order of their names. */
  List<PartScore> finish();
}
