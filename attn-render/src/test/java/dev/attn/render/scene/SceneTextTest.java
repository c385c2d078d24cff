package dev.attn.render.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Grid;
import dev.attn.render.text.Rotation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SceneTextTest {

  private static final Box BOX = new Box(1, 2, 30, 40);

  private static Mark.Cells cells(float value) {
    Colormap map = Colormap.copyOf("two", new int[] {0x440154, 0xfde725});
    return new Mark.Cells(
        "a.cells",
        Role.CELLS,
        BOX,
        Grid.copyOf(new float[][] {{value}}),
        new ColorScale(map, Normalization.linear(0, 1)),
        30,
        40);
  }

  @Test
  void scene_isALinePerMark() {
    Scene scene =
        new Scene(
            100,
            50,
            0xffffff,
            List.of(
                Mark.Rect.frame("a.frame", Role.FRAME, BOX, 0x4d4d4d, 1),
                Mark.Rect.filled("tick", Role.TICK, BOX, 0x000010),
                new Mark.Path(
                    "link",
                    Role.LINK,
                    BOX,
                    List.of(new Point(1, 2), new Point(30, 41)),
                    Mark.Curve.LINES,
                    1,
                    0x808080),
                new Mark.Text(
                    "label",
                    Role.TICK_LABEL,
                    BOX,
                    "a \"quoted\" \\ \u2026\n",
                    11,
                    0x1a1a1a,
                    new Point(1, 13),
                    Rotation.UP)));
    assertThat(SceneText.of(scene))
        .isEqualTo(
            """
            {"width":100,"height":50,"background":"#ffffff"}
            {"mark":"rect","id":"a.frame","role":"frame","box":[1,2,30,40],"border":"#4d4d4d","line":1}
            {"mark":"rect","id":"tick","role":"tick","box":[1,2,30,40],"fill":"#000010"}
            {"mark":"path","id":"link","role":"link","box":[1,2,30,40],"points":[1,2,30,41],"curve":"lines","line":1,"color":"#808080"}
            {"mark":"text","id":"label","role":"tick_label","box":[1,2,30,40],"text":"a \\"quoted\\" \\\\ \\u2026\\u000a","size":11,"color":"#1a1a1a","origin":[1,13],"turned":"up"}
            """);
  }

  @Test
  void cells_areNamedByTheirContent() {
    assertThat(SceneText.of(cells(0.5f)))
        .startsWith(
            "{\"mark\":\"cells\",\"id\":\"a.cells\",\"role\":\"cells\",\"box\":[1,2,30,40],"
                + "\"cell\":[30,40],\"colors\":\"two\",\"grid\":\"")
        .isEqualTo(SceneText.of(cells(0.5f)))
        .isNotEqualTo(SceneText.of(cells(0.25f)));
    assertThat(SceneText.of(cells(Float.NaN)))
        .isEqualTo(SceneText.of(cells(Float.intBitsToFloat(0x7fc00001))));
  }

  @Test
  void box_hasNoNegativeSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Box(0, 0, -1, 2))
        .withMessage("width must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Box(0, 0, 1, -2))
        .withMessage("height must be at least 0, got -2");
  }
}
