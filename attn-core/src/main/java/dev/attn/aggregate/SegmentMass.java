package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowRules;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean attention of the rows of one segment to the keys of another: the metric {@code
 * seg.block} as MASS, as a matrix.
 *
 * @param map row and column s belong to segment s; a segment without a row in use has a row of NaN
 * @param rowsUsed for each segment the number of rows that entered
 * @param rowsMasked rows of the segments, each counted as often as it is in one, that were left out
 *     because they are masked
 * @param how what was computed
 * @shape the map is {@code [segments, segments]}
 */
public record SegmentMass(
    AttentionMatrix map, List<Integer> rowsUsed, long rowsMasked, AggregateProvenance how) {

  /** Copies the list. */
  public SegmentMass {
    rowsUsed = ImmutableList.copyOf(rowsUsed);
  }

  static SegmentMass of(AttentionMatrix weights, List<Span> segments, AttentionMask mask) {
    MaskAudit.requireShape(mask, weights.queries(), weights.keys());
    check(weights, segments);
    MaskedAttention judged = MaskedAttention.of(weights, mask);
    HeadRows rows = judged.rows(0, 0);
    double[][] mass = new double[segments.size()][];
    List<Integer> used = new ArrayList<>();
    long masked = 0;
    for (int s = 0; s < mass.length; s++) {
      Span from = segments.get(s);
      int count = 0;
      for (int q = from.from(); q < from.to(); q++) {
        count += rows.count(q);
      }
      mass[s] = meanOf(judged, from, segments, count);
      used.add(count);
      masked += from.size() - count;
    }
    RowRules rules = RowRules.of(weights.type(), weights.keys());
    return new SegmentMass(
        AttentionMatrix.copyOf(mass),
        used,
        masked,
        new AggregateProvenance(
            "seg.block",
            "MASS segments=" + segments,
            mask.toString(),
            rules,
            weights.type(),
            "probability"));
  }

  private static double[] meanOf(
      MaskedAttention weights, Span from, List<Span> segments, int rowsUsed) {
    HeadRows rows = weights.rows(0, 0);
    double[] row = new double[weights.shape().keys()];
    CompensatedRow sum = new CompensatedRow(segments.size());
    for (int q = from.from(); q < from.to(); q++) {
      if (rows.count(q) > 0) {
        weights.matrix(0, 0).row(q, row);
        rows.clearBlocked(q, row);
        for (int t = 0; t < segments.size(); t++) {
          for (int k = segments.get(t).from(); k < segments.get(t).to(); k++) {
            sum.add(t, row[k]);
          }
        }
      }
    }
    double[] mean = new double[segments.size()];
    sum.read(mean);
    for (int t = 0; t < mean.length; t++) {
      mean[t] /= rowsUsed;
    }
    return mean;
  }

  private static void check(AttentionMatrix weights, List<Span> segments) {
    checkArgument(
        weights.queries() == weights.keys(),
        "weights must have as many queries as keys to be cut into one list of segments, got [%s, %s]",
        weights.queries(),
        weights.keys());
    checkArgument(!segments.isEmpty(), "segments must be at least one, got none");
    for (Span segment : segments) {
      checkArgument(
          segment.to() <= weights.keys(),
          "segment must end at or before %s, the number of tokens, got %s",
          weights.keys(),
          segment);
    }
  }
}
