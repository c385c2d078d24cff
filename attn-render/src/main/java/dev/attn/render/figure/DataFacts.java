package dev.attn.render.figure;

import dev.attn.render.color.Normalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what a figure shows and what its scales do to it: how many cells there are, limits that
 * were found, values that clip, cells without a value.
 */
final class DataFacts {

  private final List<Fact> facts = new ArrayList<>();
  private final Map<Scale, ResolvedScale> scales;

  private DataFacts(Map<Scale, ResolvedScale> scales) {
    this.scales = scales;
  }

  static List<Fact> of(Sheet sheet, Map<Scale, ResolvedScale> scales) {
    DataFacts facts = new DataFacts(scales);
    facts.cells(sheet.content().panels());
    List<ResolvedScale> sorted = new ArrayList<>(scales.values());
    sorted.sort((a, b) -> a.scale().toString().compareTo(b.scale().toString()));
    for (ResolvedScale scale : sorted) {
      facts.scale(scale);
    }
    return facts.facts;
  }

  private void cells(List<Panel> panels) {
    long cells = 0;
    for (ResolvedScale scale : scales.values()) {
      cells += scale.data().cells();
    }
    String sentence = Count.of(cells, "cell") + " in " + Count.of(panels.size(), "panel");
    List<Double> numbers = List.of((double) cells, (double) panels.size());
    facts.add(new Fact("cells", "figure", numbers, sentence));
  }

  private void scale(ResolvedScale scale) {
    DataScan data = scale.data();
    limits(scale);
    count(scale, "masked", data.masked(), "masked");
    count(scale, "nan", data.nan(), "not a number");
    count(scale, "infinite", data.infinite(), "infinite");
    count(scale, "over", scale.over(), "above the scale");
    count(scale, "under", scale.under(), "below the scale");
    if (scale.scale().extend() == Extend.NONE && scale.over() + scale.under() > 0) {
      long clipped = scale.over() + scale.under();
      add(
          scale,
          "clipped-without-arrow",
          List.of((double) clipped, (double) data.cells()),
          "%s %s beyond the ends of their bar",
          Count.cells(clipped, data.cells()),
          Count.are(clipped));
    }
  }

  private void limits(ResolvedScale scale) {
    double lo = scale.colors().norm().lo();
    double hi = scale.colors().norm().hi();
    String sentence = "limits %s and %s by the rule %s";
    add(scale, "limits", List.of(lo, hi), sentence, (float) lo, (float) hi, scale.scale());
    DataScan data = scale.data();
    long finite = data.cells() - data.masked() - data.nan() - data.infinite();
    if (!scale.scale().limits().isFixed() && scale.counted() < finite) {
      long left = finite - scale.counted();
      List<Double> numbers = List.of((double) left, (double) finite);
      sentence = "%d of %s had no say in the limits";
      add(scale, "ignored", numbers, sentence, left, Count.of(finite, "value"));
    }
    if (!data.hasValues()) {
      add(scale, "no-values", List.of(), "no cell has a finite value");
    } else if (scale.counted() == 0 && scale.widened()) {
      add(scale, "no-limits", List.of(), "no value counts for the limits");
    } else if (scale.widened()) {
      widened(scale, data);
    }
  }

  private void widened(ResolvedScale scale, DataScan data) {
    if (data.min() == data.max()) {
      String sentence = "constant data: every cell is %s";
      add(scale, "constant", List.of(data.min()), sentence, (float) data.min());
    } else if (scale.colors().norm().kind() == Normalization.Kind.CENTRED) {
      String sentence = "all values lie on one side of the centre %s";
      double centre = scale.colors().norm().knots().get(1);
      add(scale, "one-sided", List.of(centre), sentence, centre);
    } else {
      String sentence = "limits had no range and were widened to %s and %s";
      double lo = scale.colors().norm().lo();
      double hi = scale.colors().norm().hi();
      add(scale, "widened", List.of(lo, hi), sentence, lo, hi);
    }
  }

  private void count(ResolvedScale scale, String code, long count, String what) {
    if (count > 0) {
      long total = scale.data().cells();
      List<Double> numbers = List.of((double) count, (double) total);
      String cells = Count.cells(count, total);
      add(scale, code, numbers, "%s %s %s", cells, Count.are(count), what);
    }
  }

  private void add(
      ResolvedScale scale, String code, List<Double> numbers, String format, Object... values) {
    String subject = scale.scale().name();
    facts.add(new Fact(code, subject, numbers, format(format, values)));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.US, format, values);
  }
}
