package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import dev.attn.render.scene.Mark;
import dev.attn.render.text.Substitutions;
import dev.attn.render.text.TextMeasurer;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Tells how many texts are drawn otherwise than a reader of their script expects.
 *
 * @param canvas where texts are and facts go
 * @param measurer what knows the font
 */
record TextFacts(Canvas canvas, TextMeasurer measurer) {

  void tell() {
    List<Substitutions> texts =
        canvas.marks().stream()
            .filter(Mark.Text.class::isInstance)
            .map(Mark.Text.class::cast)
            .map(mark -> measurer.substitutions(mark.text()))
            .toList();
    tell("folded", texts, Substitutions::folded, "a character drawn by another one");
    tell("boxed", texts, Substitutions::boxed, "a character drawn as its number");
    tell("unshaped", texts, Substitutions::unshaped, "letters that should be joined");
  }

  private void tell(
      String code, List<Substitutions> texts, ToIntFunction<Substitutions> count, String what) {
    long affected = texts.stream().filter(text -> count.applyAsInt(text) > 0).count();
    if (affected > 0) {
      String sentence = affected + " of " + texts.size() + " texts with " + what;
      List<Double> numbers = List.of((double) affected, (double) texts.size());
      canvas.fact(new Fact(code, "text", numbers, sentence));
    }
  }
}
