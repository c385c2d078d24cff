package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A head without its sinks: their keys blocked, the other weights of each row divided by their sum.
 *
 * <p>Language models park attention on the first token, and then every row looks sharp. Take the
 * sinks out before measuring the shape of rows. A row that has no more than the tolerance left says
 * nothing about the other keys and sees none in the new mask, as if it had been masked.
 *
 * <p>Example: the row {@code {0.6, 0.1, 0.3}} without key 0 is {@code {0, 0.25, 0.75}}.
 *
 * @param weights the weights in double precision; masked rows are 0, and rows that were skipped as
 *     broken stay as they were
 * @param mask the mask without the sinks and without the rows that have nothing left
 */
public record SinkFree(AttentionMatrix weights, AttentionMask mask) {

  static final MetricInfo INFO =
      MetricInfo.of("sink.free", "a / (1 - s) outside a set S of keys with mass s, 0 on S")
          .meaning("a head without its sinks: a transformation, apply it before row metrics")
          .range("rows add up to 1")
          .unit("mass")
          .source("common")
          .variants("S");

  /** Returns a head without the keys at {@code sinks}, with the default options. */
  public static SinkFree of(AttentionMatrix weights, AttentionMask mask, int... sinks) {
    return of(weights, mask, MetricOptions.defaults(), sinks);
  }

  /**
   * Returns a head without the keys at {@code sinks}.
   *
   * @param weights one head
   * @param mask what its queries may attend to
   * @param options which rows are valid, and where the first key stands
   * @param sinks positions of keys
   */
  public static SinkFree of(
      AttentionMatrix weights, AttentionMask mask, MetricOptions options, int... sinks) {
    KeySet keys = KeySet.of(sinks);
    Evaluation evaluation = new Evaluation(List.of(), weights, mask, options);
    Optional<String> reason = keys.objection(evaluation.context(), INFO.id());
    checkArgument(reason.isEmpty(), "%s", reason.orElse(""));
    Rescaled rows = new Rescaled(weights, keys, evaluation.rules().tolerance().orElse(0));
    evaluation.scan(weights, "", rows);
    return new SinkFree(AttentionMatrix.copyOf(rows.free), rows.maskFrom(evaluation.context()));
  }

  /** Divides the weights of each row outside the sinks by their sum. */
  private static final class Rescaled implements Evaluation.Visitor {

    private final AttentionMatrix weights;
    private final KeySet sinks;
    private final double tolerance;
    private final double[][] free;
    private final List<Integer> spent = new ArrayList<>();

    Rescaled(AttentionMatrix weights, KeySet sinks, double tolerance) {
      this.weights = weights;
      this.sinks = sinks;
      this.tolerance = tolerance;
      this.free = new double[weights.queries()][weights.keys()];
    }

    @Override
    public void valid(MetricRow row) {
      double[] others = free[row.query()];
      CompensatedSum sum = new CompensatedSum();
      int kept = 0;
      for (int i = 0; i < row.count(); i++) {
        if (!sinks.hasColumn(row.key(i), row.context())) {
          others[row.key(i)] = row.weight(i);
          sum.add(row.weight(i));
          kept++;
        }
      }
      if (kept > 0 && sum.value() <= tolerance) {
        spent.add(row.query());
        Arrays.fill(others, 0);
      } else if (kept > 0) {
        Arrays.setAll(others, key -> others[key] / sum.value());
      }
    }

    @Override
    public void leftOut(int query, RowUse use) {
      if (use == RowUse.UNDEFINED) {
        spent.add(query);
      } else if (use == RowUse.BROKEN) {
        weights.row(query, free[query]);
      }
    }

    AttentionMask maskFrom(MetricContext context) {
      MaskShape shape = MaskShape.topLeft(context.queries(), context.keys());
      int[] columns = sinks.positions().stream().map(context::column).toArray();
      AttentionMask mask = context.mask().minus(Masks.columnSet(shape, columns));
      return spent.isEmpty() ? mask : mask.minus(Masks.rowSet(shape, Ints.toArray(spent)));
    }
  }
}
