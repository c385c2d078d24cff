package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import dev.attn.render.scene.Mark;
import dev.attn.render.text.Substitutions;
import dev.attn.render.text.TextMeasurer;
import java.util.List;

/**
 * Tells how many texts are drawn otherwise than a reader of their script expects.
 *
 * @param canvas where texts are and facts go
 * @param measurer what knows the font
 */
record TextFacts(Canvas canvas, TextMeasurer measurer) {

  void tell() {
    int texts = 0;
    int folded = 0;
    int boxed = 0;
    int unshaped = 0;
    for (Mark mark : canvas.marks()) {
      if (mark instanceof Mark.Text text) {
        Substitutions found = measurer.substitutions(text.text());
        texts++;
        folded += found.folded() > 0 ? 1 : 0;
        boxed += found.boxed() > 0 ? 1 : 0;
        unshaped += found.unshaped() > 0 ? 1 : 0;
      }
    }
    tell("folded", folded, texts, "a character drawn by another one");
    tell("boxed", boxed, texts, "a character drawn as its number");
    tell("unshaped", unshaped, texts, "letters that should be joined");
  }

  private void tell(String code, int affected, int texts, String what) {
    if (affected > 0) {
      String sentence = affected + " of " + texts + " texts with " + what;
      canvas.fact(new Fact(code, "text", List.of((double) affected, (double) texts), sentence));
    }
  }
}
