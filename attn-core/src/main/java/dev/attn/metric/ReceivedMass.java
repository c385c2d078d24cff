package dev.attn.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The attention that each key receives from all rows: c(k) = Σ a(i, k) over the queries i.
 *
 * @source Zhang et al. 2023, H2O, arXiv:2306.14048; Gu et al. 2025, When Attention Sink Emerges in
 *     Language Models, arXiv:2410.10781; not compared with the papers
 */
final class ReceivedMass extends MatrixMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "pos.received",
              "for each key k: SUM Σ a(i, k) over the rows i; MEAN_OVER_ALLOWED the same divided by"
                  + " the number of rows that may see k")
          .meaning("which keys are read")
          .range("SUM [0, rows], in total the number of rows; MEAN_OVER_ALLOWED [0, 1]")
          .unit("mass")
          .source(
              "Zhang et al. 2023, arXiv:2306.14048; Gu et al. 2025, arXiv:2410.10781; not compared with the papers")
          .variants(
              "SUM, MEAN_OVER_ALLOWED (default); parts k=0, k=1, ...: the position of the key");

  private final Received how;

  ReceivedMass(Received how) {
    super(INFO);
    this.how = how;
  }

  @Override
  String settings() {
    return how.name();
  }

  @Override
  List<String> variants(MetricContext context) {
    return IntStream.range(0, context.keys()).mapToObj(k -> "k=" + context.positionOf(k)).toList();
  }

  @Override
  Tally start(MetricContext context) {
    return new PerKey(how, context.keys());
  }

  /** The sum and the number of rows of each of the first keys. */
  static final class PerKey implements Tally {

    private final Received how;
    private final CompensatedSum[] sums;
    private final long[] seen;

    PerKey(Received how, int keys) {
      this.how = how;
      this.sums = Stream.generate(CompensatedSum::new).limit(keys).toArray(CompensatedSum[]::new);
      this.seen = new long[keys];
    }

    @Override
    public void add(MetricRow row) {
      for (int i = 0; i < row.count() && row.key(i) < seen.length; i++) {
        sums[row.key(i)].add(row.weight(i));
        seen[row.key(i)]++;
      }
    }

    @Override
    public List<PartScore> finish() {
      List<PartScore> parts = new ArrayList<>();
      for (int k = 0; k < seen.length; k++) {
        parts.add(
            how == Received.SUM
                ? PartScore.whole(sums[k].value(), seen[k])
                : PartScore.mean(sums[k].value(), seen[k]));
      }
      return parts;
    }
  }
}
