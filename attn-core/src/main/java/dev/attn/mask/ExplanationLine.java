package dev.attn.mask;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.Explanation.Role;
import java.util.List;

/**
 * An explanation in one line.
 *
 * <p>Operators are taken apart until parts with a name remain; {@code !} before a name says that
 * the part stands under an odd number of negations.
 */
final class ExplanationLine {

  private static final int MOST = 3;

  private final Explanation whole;
  private final ImmutableList.Builder<String> deciding = ImmutableList.builder();
  private final ImmutableList.Builder<String> others = ImmutableList.builder();

  ExplanationLine(Explanation whole) {
    this.whole = whole;
  }

  String text() {
    collect(whole, "");
    String despite = listed(others.build(), "; ");
    return whole.place()
        + (whole.isAllowed() ? " ALLOWED by " : " BLOCKED by ")
        + listed(deciding.build(), "; and by ")
        + (despite.isEmpty() ? "" : "; " + despite);
  }

  private static String listed(List<String> texts, String separator) {
    int rest = texts.size() - MOST;
    String first = texts.stream().limit(MOST).collect(joining(separator));
    return rest > 0 ? first + separator + rest + " more" : first;
  }

  /** Sorts the parts that have a name into those that decide and those that do not. */
  private void collect(Explanation node, String sign) {
    switch (node.role()) {
      case NOT -> collect(node.parts().get(0), negate(sign));
      case ALL, ANY -> {
        for (Explanation part : node.parts()) {
          if (node.decides(part)) {
            collect(part, sign);
          } else {
            collectOther(part, sign);
          }
        }
      }
      default -> {
        String because = because(node);
        deciding.add(label(node, sign) + (because.isEmpty() ? "" : ": " + because));
      }
    }
  }

  private void collectOther(Explanation node, String sign) {
    switch (node.role()) {
      case NOT -> collectOther(node.parts().get(0), negate(sign));
      case ALL, ANY -> node.deciding().forEach(part -> collectOther(part, sign));
      default -> {
        boolean allows = node.isAllowed() == sign.isEmpty();
        String verdict = allows ? " would allow" : " would block";
        others.add(label(node, sign) + verdict + inParentheses(node));
      }
    }
  }

  private static String negate(String sign) {
    return sign.isEmpty() ? "!" : "";
  }

  private static String label(Explanation node, String sign) {
    if (node.role() != Role.ODD) {
      return sign + node.name();
    }
    return sign.isEmpty() ? node.expression() : sign + "(" + node.expression() + ")";
  }

  private static String inParentheses(Explanation node) {
    String because = because(node);
    return because.isEmpty() ? "" : " (" + because + ")";
  }

  /** Returns the reason of a leaf, or the verdicts of the parts that a named part is made of. */
  private static String because(Explanation node) {
    if (node.role() == Role.LEAF) {
      return node.reason();
    }
    Explanation inner = node;
    while (inner.role() == Role.SAME && inner.parts().get(0).role() == Role.SAME) {
      inner = inner.parts().get(0);
    }
    ImmutableList.Builder<String> verdicts = ImmutableList.builder();
    for (Explanation part : inner.parts()) {
      collectVerdicts(part, node, verdicts);
    }
    return listed(verdicts.build(), ", ");
  }

  private static void collectVerdicts(
      Explanation node, Explanation named, ImmutableList.Builder<String> verdicts) {
    if (node.role() == Role.ALL || node.role() == Role.ANY || node.role() == Role.NOT) {
      node.deciding().forEach(part -> collectVerdicts(part, named, verdicts));
      return;
    }
    boolean sameCell = node.query() == named.query() && node.key() == named.key();
    String verdict =
        " " + Explanation.verb(node.isAllowed()) + (sameCell ? "" : " " + node.place());
    verdicts.add(label(node, "") + verdict + inParentheses(node));
  }
}
