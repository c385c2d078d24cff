package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import java.util.List;
import java.util.Set;

/** Which facts about data a reader must see to read the picture right. */
final class DrawnFacts {

  private static final Set<String> PRINTED =
      Set.of("no-values", "no-limits", "constant", "one-sided", "widened", "clipped-without-arrow");

  private DrawnFacts() {}

  static void tell(List<Fact> facts, Canvas canvas) {
    for (Fact fact : facts) {
      if (PRINTED.contains(fact.code())) {
        canvas.note(fact);
      } else {
        canvas.fact(fact);
      }
    }
  }
}
