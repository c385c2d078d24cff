package dev.attn.render.layout;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what became of the labels of one axis.
 *
 * @param pen where facts go
 * @param id of the axis
 * @param axis with the labels that are drawn
 * @param raw the labels as they were given
 * @param hidden how many are drawn without the mark at their beginning
 */
record LabelFacts(Pen pen, String id, Axis axis, List<String> raw, int hidden) {

  /** Facts about the labels of an axis that is not displayed yet. */
  static LabelFacts of(Pen pen, String id, Axis axis) {
    return new LabelFacts(pen, id, axis.shown(), axis.labels(), axis.hiddenMarks());
  }

  void tell(LabelPlan plan) {
    int total = axis.labels().size();
    int drawn = plan.shown().size();
    String turned = plan.rotation().name().toLowerCase(Locale.ROOT);
    String said = "%d of %d labels drawn, turned %s, %d px high";
    List<Integer> numbers = List.of(drawn, total, plan.size());
    keep("labels", numbers, said, drawn, total, turned, plan.size());
    ambiguous(plan);
    if (hidden > 0) {
      String without = "labels: %d of %d without the mark at their beginning";
      keep("marks-hidden", List.of(hidden, total), without, hidden, total);
    }
    if (plan.rung() == LabelPlan.Rung.SMALLER || plan.size() < pen.lengths().labelSize()) {
      keep("small-labels", List.of(plan.size()), "labels: %d px high", plan.size());
    }
    if (plan.rung() == LabelPlan.Rung.OBEYED) {
      keep("labels-overlap", List.of(drawn, total), "labels: %d of %d overlap", drawn, total);
    }
    if (plan.rung() == LabelPlan.Rung.ENDS_ONLY) {
      print("labels-thinned", List.of(drawn, total), "labels: %d of %d", drawn, total);
    } else if (plan.rung() == LabelPlan.Rung.THINNED || drawn < total) {
      int step = plan.shown().size() > 1 ? plan.shown().get(1) : total;
      if (axis.kind() == Axis.Kind.NAMES && axis.step().isEmpty()) {
        print("labels-thinned", List.of(step, total), "labels: every %s of %d", nth(step), total);
      } else {
        keep("labels-thinned", List.of(step, total), "labels: every %s of %d", nth(step), total);
      }
    }
    long cut = cut(plan);
    if (cut > 0) {
      print("labels-cut", List.of((int) cut, total), "labels: %d of %d shortened", cut, total);
    }
  }

  /**
   * Different labels that look alike: because they differ in spaces only, in marks that are hidden,
   * or in characters that are drawn by the same glyph.
   */
  private void ambiguous(LabelPlan plan) {
    Map<String, Set<String>> labels = new TreeMap<>();
    for (int i = 0; i < plan.shown().size(); i++) {
      String drawn = pen.measurer().drawn(plan.texts().get(i)).strip();
      labels.computeIfAbsent(drawn, text -> new HashSet<>()).add(raw.get(plan.shown().get(i)));
    }
    labels.forEach(
        (text, different) -> {
          if (different.size() > 1) {
            String sentence = "%d different labels are drawn as '%s'";
            List<Integer> numbers = List.of(different.size());
            pen.canvas()
                .finding(fact("ambiguous-labels", numbers, sentence, different.size(), text));
          }
        });
  }

  private static String nth(int number) {
    int last = number / 10 % 10 == 1 ? 0 : number % 10;
    return number + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
  }

  private long cut(LabelPlan plan) {
    long cut = 0;
    for (int i = 0; i < plan.shown().size(); i++) {
      cut += plan.texts().get(i).equals(axis.labels().get(plan.shown().get(i))) ? 0 : 1;
    }
    return cut;
  }

  private void keep(String code, List<Integer> numbers, String format, Object... values) {
    pen.canvas().fact(fact(code, numbers, format, values));
  }

  private void print(String code, List<Integer> numbers, String format, Object... values) {
    pen.canvas().note(fact(code, numbers, format, values));
  }

  private Fact fact(String code, List<Integer> numbers, String format, Object... values) {
    return new Fact(
        code,
        id,
        numbers.stream().map(Integer::doubleValue).toList(),
        String.format(Locale.US, format, values));
  }
}
