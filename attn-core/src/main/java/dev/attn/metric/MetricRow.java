package dev.attn.metric;

import dev.attn.mask.Masks;
import dev.attn.mask.RowRules;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import java.util.List;

/**
 * The allowed weights of one valid row, packed: a cursor that {@link Evaluation} moves from row to
 * row, so that no row costs an object.
 *
 * <p>Rows that are stored as floats stay floats, and the others are doubles; so are rows that are
 * divided by their sum, and those with weights that the kernels of {@link FloatRow} do not know.
 */
final class MetricRow {

  private static final Runs NONE = Masks.full(1, 1).not().row(0);

  /** Shorter rows have nothing to gain from floats, and results that are exact to the last bit. */
  private static final int FEW = 32;

  private final MetricContext context;
  private final FloatRow floats;
  private final DoubleRow doubles;
  private PackedRow packed;
  private double[] stored = {};
  private int[] keys = {};
  private int[] types = {};
  private Runs allowed = NONE;
  private boolean widened;
  private boolean listed;
  private int count;
  private int query;

  MetricRow(MetricContext context) {
    this.context = context;
    this.floats = new FloatRow(context.keys());
    this.doubles = new DoubleRow(context.keys());
    this.packed = doubles;
  }

  /** Returns what holds for all rows. */
  MetricContext context() {
    return context;
  }

  /** Moves to a row that the mask allows no key. */
  void skipTo(int newQuery, Runs noKeys) {
    query = newQuery;
    allowed = noKeys;
    count = 0;
  }

  /**
   * Moves to a row of which the mask allows {@code newAllowed} keys, at least one.
   *
   * @return whether the row is surely valid; if not, {@link #stored} is to be judged
   */
  boolean moveTo(AttentionMatrix matrix, int newQuery, Runs newAllowed, RowRules rules) {
    query = newQuery;
    allowed = newAllowed;
    count = newAllowed.cells();
    listed = false;
    widened = false;
    if (matrix.fitsFloat() && floats.load(matrix, query, allowed, rules)) {
      packed = floats;
      if (count < FEW) {
        widen();
        packed = doubles;
      }
      return true;
    }
    matrix.row(query, stored());
    doubles.load(stored(), allowed);
    packed = doubles;
    widened = true;
    return false;
  }

  /** Returns the stored row, blocked cells included; only if it is to be judged. */
  double[] stored() {
    if (stored.length == 0) {
      stored = new double[context.keys()];
    }
    return stored;
  }

  private void widen() {
    if (!widened) {
      doubles.load(floats);
      widened = true;
    }
  }

  /** Divides the weights by their sum; returns false if there is nothing to divide. */
  boolean renormalise(double leastSum) {
    widen();
    packed = doubles;
    return doubles.renormalise(leastSum);
  }

  /** Returns what metrics of the shape of a row ask for. */
  PackedRow packed() {
    return packed;
  }

  /** Returns the sum of the weights. */
  double sum() {
    return packed.sum();
  }

  /** Returns the number of allowed keys. */
  int count() {
    return count;
  }

  /** Returns the weight of the i-th allowed key. */
  double weight(int i) {
    widen();
    return doubles.weights()[i];
  }

  /** Returns the column of the i-th allowed key. */
  int key(int i) {
    if (!listed) {
      listKeys();
    }
    return keys[i];
  }

  private void listKeys() {
    if (keys.length == 0) {
      keys = new int[context.keys()];
    }
    int at = 0;
    for (int run = 0; run < allowed.count(); run++) {
      int end = allowed.end(run);
      for (int key = allowed.start(run); key < end; key++) {
        keys[at++] = key;
      }
    }
    listed = true;
  }

  /**
   * Returns the number of the type of a column among the distinct types in order of appearance;
   * only for metrics that need {@link Need#TYPES}.
   */
  int type(int column) {
    if (types.length == 0) {
      List<String> all = context.types();
      List<String> distinct = all.stream().distinct().toList();
      types = all.stream().mapToInt(distinct::indexOf).toArray();
    }
    return types[column];
  }

  /** Returns the number of the query row. */
  int query() {
    return query;
  }

  /** Returns the column at which the query stands; only for metrics that need positions. */
  int position() {
    return context.columnOf(query);
  }

  /** Returns the index of the first allowed key in column {@code key} or after it. */
  int indexFrom(int key) {
    int before = 0;
    for (int run = 0; run < allowed.count() && allowed.start(run) < key; run++) {
      before += Math.min(key, allowed.end(run)) - allowed.start(run);
    }
    return before;
  }

  /** Returns the weight of one column, or NaN if the query may not see it. */
  double weightAt(int key) {
    return allowed.contains(key) ? packed.weight(indexFrom(key)) : Double.NaN;
  }
}
