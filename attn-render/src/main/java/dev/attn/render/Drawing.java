package dev.attn.render;

import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Sheet;
import dev.attn.render.layout.Layout;
import dev.attn.render.layout.Layouter;
import dev.attn.render.scene.Scene;
import java.util.Objects;

/**
 * A figure with what became of it on the way to a picture; its data are lowered once.
 *
 * @param figure as it was given
 * @param sheet its panels
 * @param layout where everything lies
 */
record Drawing(Figure figure, Sheet sheet, Layout layout) {

  static Drawing of(Figure figure, Output output) {
    Objects.requireNonNull(figure, "figure must not be null");
    Sheet sheet = figure.sheet();
    return new Drawing(figure, sheet, layouter(output).layout(sheet));
  }

  static Layouter layouter(Output output) {
    Objects.requireNonNull(output, "output must not be null");
    return Layouter.of(output.typeface()).withScale(output.scale()).withBudget(output.budget());
  }

  Scene scene() {
    return layout.scene();
  }
}
