package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Tells what scales do to data: limits that were found, values that clip, cells without a value.
 *
 * @param canvas where facts go
 */
record ScaleFacts(Canvas canvas) {

  void tell(Collection<ResolvedScale> scales) {
    scales.stream()
        .sorted((a, b) -> a.scale().toString().compareTo(b.scale().toString()))
        .forEach(this::tell);
  }

  private void tell(ResolvedScale scale) {
    DataScan data = scale.data();
    double lo = scale.colors().norm().lo();
    double hi = scale.colors().norm().hi();
    keep(
        scale, "limits", List.of(lo, hi), "limits %s and %s by the rule %s", lo, hi, scale.scale());
    count(scale, "masked", data.masked(), "masked");
    count(scale, "nan", data.nan(), "not a number");
    count(scale, "infinite", data.infinite(), "infinite");
    count(scale, "over", scale.clipped().over(), "above the scale");
    count(scale, "under", scale.clipped().under(), "below the scale");
    if (!data.hasValues()) {
      canvas.note(fact(scale, "no-values", List.of(), "no cell has a finite value"));
    } else if (scale.widened() && data.min() == data.max()) {
      String sentence = "constant data: every cell is %s";
      canvas.note(fact(scale, "constant", List.of(data.min()), sentence, (float) data.min()));
    }
  }

  private void count(ResolvedScale scale, String code, long count, String what) {
    if (count > 0) {
      long total = scale.data().cells();
      keep(
          scale,
          code,
          List.of((double) count, (double) total),
          "%d of %d cells are " + what,
          count,
          total);
    }
  }

  private void keep(
      ResolvedScale scale, String code, List<Double> numbers, String format, Object... values) {
    canvas.fact(fact(scale, code, numbers, format, values));
  }

  private static Fact fact(
      ResolvedScale scale, String code, List<Double> numbers, String format, Object... values) {
    String subject = scale.scale().title().orElse(scale.scale().toString());
    return new Fact(code, subject, numbers, String.format(Locale.ROOT, format, values));
  }
}
