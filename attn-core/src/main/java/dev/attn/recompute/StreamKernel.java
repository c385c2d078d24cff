package dev.attn.recompute;

import dev.attn.mask.AttentionMask;
import dev.attn.metric.MetricOptions;
import java.util.Arrays;
import java.util.function.IntFunction;

/** How one metric is computed from scores that go by in tiles. */
sealed interface StreamKernel {

  /** What a kernel must see of a row. */
  enum Sees {
    /** Only what the {@link SoftmaxState} keeps. */
    STATE,
    /** Every score once. */
    SCORES,
    /** Every weight, which takes a second pass. */
    WEIGHTS,
    /** Every score, and every weight in a second pass. */
    BOTH;

    boolean scores() {
      return this == SCORES || this == BOTH;
    }

    boolean weights() {
      return this == WEIGHTS || this == BOTH;
    }
  }

  /** Returns what this kernel must see. */
  Sees sees();

  /** Returns the power of the unit of logarithms in the scores of this kernel. */
  int logPower();

  /**
   * What holds for all rows.
   *
   * @param mask what queries may attend to
   * @param options what the caller asked for
   */
  record Context(AttentionMask mask, MetricOptions options) {

    int queries() {
      return mask.rows();
    }

    int keys() {
      return mask.keys();
    }

    /** Returns the column at which a query stands. */
    int position(int query) {
      return query + options.firstColumn(queries(), keys());
    }

    /** Returns whether the key in a column is one of these absolute positions. */
    boolean isListed(int column, int[] sortedPositions) {
      return Arrays.binarySearch(sortedPositions, column + options.firstKey()) >= 0;
    }
  }

  /** A few numbers for each row, and what the rows of a head come to. */
  record OfRows(Sees sees, int logPower, RowFactory rows, FoldFactory folds)
      implements StreamKernel {

    /** Returns a kernel whose numbers are scores, of which means are taken. */
    static OfRows means(Sees sees, int logPower, RowFactory rows) {
      return new OfRows(sees, logPower, rows, (context, parts) -> new RowMeans(parts));
    }
  }

  /** Makes what makes the sketch of a row: called once for all heads. */
  @FunctionalInterface
  interface RowFactory {
    IntFunction<RowSketch> prepare(Context context);
  }

  /** Makes what takes the rows of one head, for a metric with some number of parts. */
  @FunctionalInterface
  interface FoldFactory {
    RowFold start(Context context, int parts);
  }

  /** Sums over the rows of a head, one for each of some slots: keys, or offsets. */
  record OfSlots(Sees sees, SlotFactory slots) implements StreamKernel {

    @Override
    public int logPower() {
      return 0;
    }
  }

  /** Makes the slots of one head. */
  @FunctionalInterface
  interface SlotFactory {
    Slots start(Context context, int layer, int head);
  }
}
