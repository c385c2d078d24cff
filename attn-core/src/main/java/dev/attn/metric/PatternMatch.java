package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Runs;
import java.util.List;
import java.util.Optional;

/** How much attention lies on the cells of a pattern: Σ a P / Σ a. */
final class PatternMatch extends MatrixMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("pat.match", "Σ a P / Σ a over the cells of all rows that count")
          .meaning("how far a head is the one that a pattern describes")
          .range("[0, 1]; GLOBAL stays below 1 where rows have no cell of the pattern")
          .unit("mass")
          .source("the head detector of TransformerLens, with multiplication")
          .variants(
              "pattern P: the gold labels unless given; ROW_RESTRICTED (default), only rows that"
                  + " may see a cell of P, or GLOBAL")
          .reproduces("TransformerLens takes GLOBAL");

  private final Optional<AttentionMask> pattern;
  private final PatternScope scope;

  private PatternMatch(Optional<AttentionMask> pattern, PatternScope scope, Need... needs) {
    super(INFO, needs);
    this.pattern = pattern;
    this.scope = scope;
  }

  static PatternMatch ofGold() {
    return new PatternMatch(Optional.empty(), PatternScope.ROW_RESTRICTED, Need.GOLD_LABELS);
  }

  static PatternMatch of(AttentionMask pattern, PatternScope scope) {
    return new PatternMatch(Optional.of(pattern), scope);
  }

  @Override
  String settings() {
    return scope.name();
  }

  @Override
  String pattern() {
    return pattern.map(AttentionMask::toString).orElse("");
  }

  @Override
  Optional<String> objection(MetricContext context) {
    return pattern
        .filter(p -> p.rows() != context.queries() || p.keys() != context.keys())
        .map(
            p ->
                "pattern must have shape ["
                    + (context.queries() + ", " + context.keys() + "] for " + id())
                    + (", got [" + p.rows() + ", " + p.keys() + "]"));
  }

  @Override
  Tally start(MetricContext context) {
    return new Match(pattern.isPresent() ? pattern.get() : context.gold(), scope);
  }

  private static final class Match implements Tally {

    private final AttentionMask relation;
    private final PatternScope scope;
    private final CompensatedSum matched = new CompensatedSum();
    private final CompensatedSum all = new CompensatedSum();
    private long rows;

    Match(AttentionMask relation, PatternScope scope) {
      this.relation = relation;
      this.scope = scope;
    }

    @Override
    public void add(MetricRow row) {
      Runs wanted = relation.row(row.query());
      CompensatedSum own = new CompensatedSum();
      int seen = 0;
      for (int i = 0; i < row.count(); i++) {
        if (wanted.contains(row.key(i))) {
          own.add(row.weight(i));
          seen++;
        }
      }
      if (seen > 0 || scope == PatternScope.GLOBAL) {
        matched.add(own.value());
        all.add(row.sum());
        rows++;
      }
    }

    @Override
    public List<PartScore> finish() {
      return List.of(PartScore.ratio(matched.value(), all.value(), rows));
    }
  }
}
