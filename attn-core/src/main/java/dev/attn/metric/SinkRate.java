package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether a head uses a key as a sink: 1 if the mean attention that the key receives from the rows
 * that may see it is above a threshold, else 0. The mean over heads is the share of heads with that
 * sink.
 *
 * <p>Only the first tokens are judged, as rows and as keys. Keys that too few rows may see are not
 * judged: under a causal mask the last key is read by one row only, which would make a sink of it.
 *
 * @source Gu et al. 2025, When Attention Sink Emerges in Language Models, arXiv:2410.10781;
 *     compared with the published code of the paper
 */
final class SinkRate extends MatrixMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "sink.rate",
              "for each key k: 1 if the mean of a(i, k) over the rows i that may see k is above ε,"
                  + " else 0; the mean over heads (MetricGrid.mean) is the rate")
          .meaning("share of heads that use k as a sink")
          .range("0 or 1 for a head")
          .source("Gu et al. 2025, arXiv:2410.10781; compared with its published code")
          .variants(
              "ε = 0.3, keys seen by at least 8 rows, first 64 tokens unless given; parts k=0, k=1, ...")
          .reproduces("Attention-Sink (Gu 2025) with minRows = 1 and texts of exactly 64 tokens");

  private final double epsilon;
  private final int minRows;
  private final int tokens;

  SinkRate(double epsilon, int minRows, int tokens) {
    super(INFO, Need.POSITIONS);
    checkArgument(epsilon >= 0 && epsilon < 1, "epsilon must be in [0, 1), got %s", epsilon);
    checkArgument(minRows >= 1, "min rows must be at least 1, got %s", minRows);
    checkArgument(tokens >= 1, "tokens must be at least 1, got %s", tokens);
    this.epsilon = epsilon;
    this.minRows = minRows;
    this.tokens = tokens;
  }

  @Override
  String settings() {
    return "eps=" + epsilon + " minRows=" + minRows + " tokens=" + tokens;
  }

  @Override
  Optional<String> objection(MetricContext context) {
    int first = context.positionOf(0);
    return first < tokens
        ? Optional.empty()
        : Optional.of("first key must be below " + tokens + " for " + id() + ", got " + first);
  }

  @Override
  List<String> variants(MetricContext context) {
    return IntStream.range(0, judged(context)).mapToObj(k -> "k=" + context.positionOf(k)).toList();
  }

  private int judged(MetricContext context) {
    return Math.min(context.keys(), context.column(tokens));
  }

  @Override
  Tally start(MetricContext context) {
    int judged = judged(context);
    ReceivedMass.PerKey received = new ReceivedMass.PerKey(Received.MEAN_OVER_ALLOWED, judged);
    return new Tally() {
      @Override
      public void add(MetricRow row) {
        if (row.position() < judged) {
          received.add(row);
        }
      }

      @Override
      public List<PartScore> finish() {
        List<PartScore> parts = new ArrayList<>();
        for (PartScore mean : received.finish()) {
          boolean judgeable = mean.rowsUsed() >= minRows;
          parts.add(
              PartScore.whole(mean.value() > epsilon ? 1 : 0, judgeable ? mean.rowsUsed() : 0));
        }
        return parts;
      }
    };
  }
}
