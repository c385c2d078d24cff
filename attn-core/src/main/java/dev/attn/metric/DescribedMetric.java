package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What row metrics and matrix metrics have in common: their description and their needs. */
abstract sealed class DescribedMetric implements HeadMetric permits RowMetric, MatrixMetric {

  private final MetricInfo info;
  private final Set<Need> needs;

  DescribedMetric(MetricInfo info, Need... needs) {
    this.info = info;
    this.needs = Set.of(needs);
  }

  @Override
  public final MetricInfo info() {
    return info;
  }

  @Override
  public final Set<Need> needs() {
    return needs;
  }

  /** Returns the names of the parts. */
  List<String> variants(MetricContext context) {
    return List.of("");
  }

  /** Returns the settings of this metric as text, or nothing. */
  String settings() {
    return "";
  }

  /** Returns the unit of one part; of scores with logarithms it is that of the logarithms. */
  String unit(String variant) {
    return info.unit();
  }

  /** Returns the cells that this metric looks for, as an expression; empty if it looks for none. */
  String pattern() {
    return "";
  }

  /** Returns whether scores depend on where queries stand among the keys. */
  boolean looksAtPositions() {
    return needs.contains(Need.POSITIONS);
  }

  /**
   * Returns the power of the unit of logarithms in a score: 0 if it has none, 1 for nats, 2 for
   * squared nats. Scores are always computed in nats, and converted to the unit asked for.
   */
  int logPower() {
    return 0;
  }

  /** Returns why this metric cannot judge such heads although its needs are met, or nothing. */
  Optional<String> objection(MetricContext context) {
    return Optional.empty();
  }

  /** Returns the start of the computation for one head. */
  abstract Tally start(MetricContext context);

  final Optional<String> refusal(MetricContext context) {
    for (Need need : Need.values()) {
      if (needs.contains(need)) {
        Optional<String> reason = context.lacks(need, id());
        if (reason.isPresent()) {
          return reason;
        }
      }
    }
    return objection(context);
  }

  final void check(MetricContext context) {
    Optional<String> reason = refusal(context);
    checkArgument(reason.isEmpty(), "%s", reason.orElse(""));
  }

  @Override
  public final String toString() {
    String pattern = pattern().isEmpty() ? "" : "pattern=" + pattern();
    String all = (settings() + " " + pattern).strip();
    return all.isEmpty() ? id() : id() + "(" + all + ")";
  }
}
