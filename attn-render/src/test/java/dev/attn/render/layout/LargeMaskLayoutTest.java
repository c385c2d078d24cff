package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.SpanMark;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.tensor.Span;
import org.junit.jupiter.api.Test;

/** Where the parts of a scaled down mask lie. */
final class LargeMaskLayoutTest {

  private static Scene scene(MaskMap map) {
    Scene scene = Layouter.of(new FixedAdvance()).layout(map).scene();
    SceneCheck.assertSound(scene);
    return scene;
  }

  @Test
  void squares_areTwoPixelsWideAndTheNoteSaysWhatTheyAre() {
    Scene scene = scene(MaskMap.of(Masks.causal(50_000)));
    Mark.Cells cells = scene.marks(Mark.Cells.class, Role.CELLS).get(0);
    assertThat(cells.box().width()).isEqualTo(2 * 511);
    assertThat(cells.box().height()).isEqualTo(2 * 511);
    assertThat(scene.marks(Mark.Text.class, Role.NOTE))
        .extracting(Mark.Text::text)
        .containsExactly("each square is up to 98 x 98 cells; shade = share that may attend");
  }

  @Test
  void braces_lieAlongTheSquaresOfTheirCells() {
    Scene scene =
        scene(
            MaskMap.of(Masks.causal(1 << 17))
                .withColumns(
                    Axis.spans(Span.of(0, 1 << 15, "prompt"), Span.of(1 << 15, 1 << 17, "answer"))
                        .withMark(SpanMark.LINE)));
    Mark.Cells cells = scene.marks(Mark.Cells.class, Role.CELLS).get(0);
    assertThat(cells.box().width()).isEqualTo(1024);
    assertThat(scene.marks().stream().filter(mark -> mark.id().startsWith("panel.columns.span")))
        .filteredOn(mark -> !mark.id().endsWith(".name"))
        .extracting(mark -> mark.box().x() - cells.box().x())
        .containsExactly(1, 257);
  }
}
