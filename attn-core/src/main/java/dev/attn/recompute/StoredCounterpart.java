package dev.attn.recompute;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricRows;
import dev.attn.metric.MetricValue;
import dev.attn.metric.PairGrid;
import dev.attn.metric.PairMetric;
import dev.attn.metric.Provenance;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;
import dev.attn.tensor.TensorShape;
import java.util.List;

/**
 * What metrics say of themselves, asked on a head of the same size whose rows are all masked, so
 * that they also refuse what they cannot judge: a streamed result then carries the very same.
 */
final class StoredCounterpart {

  private final String mask;
  private final MetricOptions options;
  private final AttentionTensor nothing;
  private final AttentionMask none;

  StoredCounterpart(AttentionMask mask, MetricOptions options) {
    TensorShape shape = TensorShape.of(1, 1, mask.rows(), mask.keys());
    this.mask = mask.toString();
    this.options = options;
    this.nothing = AttentionTensor.of(shape, new Unread(shape.cells()));
    this.none = Masks.none(MaskShape.topLeft(mask.rows(), mask.keys()));
  }

  /** Returns what the parts of a metric are. */
  List<Provenance> parts(HeadMetric metric) {
    return metric.of(nothing.layer(0).head(0), none, options).stream()
        .map(MetricValue::how)
        .map(this::underMask)
        .toList();
  }

  /** Returns what the parts of a metric are that is kept row by row. */
  List<Provenance> rows(HeadMetric metric) {
    return HeadMetrics.rows(metric, nothing.layer(0).head(0), none, options).stream()
        .map(MetricRows::how)
        .map(this::underMask)
        .toList();
  }

  /** Returns what the scores of pairs of heads are. */
  List<Provenance> pairs(List<PairMetric> metrics) {
    return HeadPairs.evaluate(metrics, nothing, none, options).stream()
        .map(PairGrid::how)
        .map(this::underMask)
        .toList();
  }

  private Provenance underMask(Provenance how) {
    return how.withMask(mask);
  }

  /**
   * Numbers that nobody looks at.
   *
   * @param size how many
   */
  private record Unread(long size) implements Elements {

    @Override
    public ElementType type() {
      return ElementType.F64;
    }

    @Override
    public void read(long from, double[] target, int offset, int count) {}
  }
}
