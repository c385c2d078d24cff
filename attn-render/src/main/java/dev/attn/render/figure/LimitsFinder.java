package dev.attn.render.figure;

import dev.attn.render.color.Normalization;
import java.util.function.Consumer;

/**
 * Finds the ends of a scale in data.
 *
 * @param walk the cells of all panels with this scale
 * @param data what they hold
 * @param scale the rule
 */
record LimitsFinder(CellWalk walk, DataScan data, Scale scale) {

  /**
   * Two ends and how they came about.
   *
   * @param lo lower end
   * @param hi upper end, above the lower one
   * @param counted how many values had a say; 0 for fixed limits
   * @param widened whether they were equal, or the data lay on one side of the centre
   */
  record Found(double lo, double hi, long counted, boolean widened) {}

  /** What values span. */
  private static final class Span {
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    private void add(float value) {
      count++;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }

  Found find() {
    Limits limits = scale.limits();
    if (limits.rule() instanceof Limits.Fixed fixed) {
      return new Found(fixed.lo(), fixed.hi(), 0, false);
    }
    Span span = span(limits);
    return span.count == 0 ? apart(0, 0, 0) : found(limits, span);
  }

  private Span span(Limits limits) {
    Span span = new Span();
    if (limits.ignored().isEmpty() && !(limits.rule() instanceof Limits.Positive)) {
      span.count = data.finite();
      span.min = data.min();
      span.max = data.max();
    } else {
      values(limits).accept(span::add);
    }
    return span;
  }

  private Found found(Limits limits, Span span) {
    double hi = span.max;
    if (limits.ignoredTop() > 0 && !(limits.rule() instanceof Limits.Symmetric)) {
      hi = Percentile.of(values(limits)).at(100 - limits.ignoredTop());
    }
    if (limits.rule() instanceof Limits.ZeroToMax) {
      return apart(0, hi, span.count);
    }
    if (limits.rule() instanceof Limits.Symmetric symmetric) {
      double reach = reach(symmetric.centre(), limits, span);
      double centre = symmetric.centre();
      return reach > 0
          ? apart(centre - reach, centre + reach, span.count)
          : new Found(centre - 1, centre + 1, span.count, true);
    }
    if (limits.rule() instanceof Limits.Percentiles percentiles) {
      Percentile percentile = Percentile.of(values(limits));
      return apart(percentile.at(percentiles.lo()), percentile.at(percentiles.hi()), span.count);
    }
    return apart(span.min, hi, span.count);
  }

  private double reach(double centre, Limits limits, Span span) {
    if (limits.ignoredTop() == 0) {
      return Math.max(Math.abs(span.min - centre), Math.abs(span.max - centre));
    }
    Consumer<CellWalk.Values> values = values(limits);
    return Percentile.of(
            distances -> values.accept(value -> distances.value((float) Math.abs(value - centre))))
        .at(100 - limits.ignoredTop());
  }

  private Consumer<CellWalk.Values> values(Limits limits) {
    boolean positive = limits.rule() instanceof Limits.Positive;
    return values ->
        walk.counted(
            limits.ignored(),
            value -> {
              if (!positive || value > 0) {
                values.value(value);
              }
            });
  }

  /** Equal ends get a range, and two slopes get one on each side of their centre. */
  private Found apart(double lo, double hi, long counted) {
    Normalization norm = scale.norm();
    if (norm.kind() == Normalization.Kind.CENTRED) {
      return aboutCentre(lo, hi, norm.knots().get(1), counted);
    }
    if (hi > lo) {
      return new Found(lo, hi, counted, false);
    }
    if (norm.kind() == Normalization.Kind.LOG) {
      double least = lo > 0 ? lo : 1;
      return new Found(least, 10 * least, counted, true);
    }
    return new Found(lo, next(lo), counted, true);
  }

  private static Found aboutCentre(double lo, double hi, double centre, long counted) {
    boolean below = lo < centre;
    boolean above = hi > centre;
    double low = below ? lo : above ? centre - (hi - centre) : centre - 1;
    double high = above ? hi : below ? centre + (centre - lo) : centre + 1;
    return new Found(low, high, counted, !(below && above));
  }

  /** One more, or at large values the next that a float can hold. */
  private static double next(double lo) {
    return Math.max(lo + 1, lo + Math.ulp((float) lo));
  }
}
