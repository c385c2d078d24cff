package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.Span;
import java.util.List;
import java.util.function.IntPredicate;

/** The mean attention of the rows of one segment to the keys of another. */
final class SegmentMass {

  private SegmentMass() {}

  static AttentionMatrix of(AttentionMatrix weights, List<Span> segments, IntPredicate counted) {
    check(weights, segments);
    double[][] mass = new double[segments.size()][segments.size()];
    double[] row = new double[weights.keys()];
    for (int s = 0; s < mass.length; s++) {
      int rows = 0;
      for (int q = segments.get(s).from(); q < segments.get(s).to(); q++) {
        if (counted.test(q)) {
          weights.row(q, row);
          addRow(row, segments, mass[s]);
          rows++;
        }
      }
      for (int t = 0; t < mass.length; t++) {
        mass[s][t] /= rows;
      }
    }
    return AttentionMatrix.copyOf(mass);
  }

  private static void addRow(double[] row, List<Span> segments, double[] mass) {
    for (int t = 0; t < mass.length; t++) {
      double sum = 0;
      for (int k = segments.get(t).from(); k < segments.get(t).to(); k++) {
        sum += row[k];
      }
      mass[t] += sum;
    }
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
