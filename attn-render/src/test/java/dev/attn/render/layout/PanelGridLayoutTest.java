package dev.attn.render.layout;

import static dev.attn.render.layout.Scenes.box;
import static dev.attn.render.layout.Scenes.facts;
import static dev.attn.render.layout.Scenes.scene;
import static dev.attn.render.layout.Scenes.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.ScaleSharing;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Sizing;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Panels of 40 x 40 px under one scale or several. */
final class PanelGridLayoutTest {

  private static final Look LOOK = Look.defaults().withSizing(Sizing.cells(10, 10));

  /** Two rows of three panels, each with a largest value of its own. */
  private static PanelGrid panels() {
    return PanelGrid.of(
            IntStream.range(0, 2)
                .mapToObj(r -> IntStream.range(0, 3).mapToObj(c -> grid(3 * r + c + 1)).toList())
                .toList())
        .withLook(LOOK);
  }

  private static Grid grid(float max) {
    return Grid.of(4, 4, (r, c) -> r == c ? max : 0);
  }

  private static Box bar(Scene scene, int index) {
    return box(scene, "bar[" + index + "].frame");
  }

  private static List<String> limits(PanelGrid figure) {
    return facts(figure, "limits").stream()
        .map(sentence -> sentence.replaceAll("limits (.*) by .*", "$1"))
        .sorted()
        .toList();
  }

  @Test
  void oneScale_hasOneBarAsHighAsAllPanels() {
    Scene scene = scene(panels());
    assertThat(box(scene, "panel[1,2].cells")).isEqualTo(new Box(13 + 2 * 54, 67, 40, 40));
    assertThat(bar(scene, 0)).isEqualTo(new Box(161 + 1 + 14, 12, 18, 96));
    assertThat(scene.marks(Mark.Cells.class, Role.BAR)).hasSize(1);
    assertThat(limits(panels())).containsExactly("0.0 and 6.0");
    SceneCheck.assertSound(scene);
  }

  @Test
  void rows_haveBarsBesideThem() {
    PanelGrid figure = panels().withScale(Scale.zeroToMax(), ScaleSharing.ROWS);
    Scene scene = scene(figure);
    for (int row = 0; row < 2; row++) {
      Box frame = box(scene, "panel[" + row + ",2].frame");
      assertThat(bar(scene, row))
          .isEqualTo(new Box(frame.right() + 14, frame.y(), 18, frame.height()));
    }
    assertThat(limits(figure)).containsExactly("0.0 and 3.0", "0.0 and 6.0");
    SceneCheck.assertSound(scene);
  }

  @Test
  void columns_haveBarsBetweenThem() {
    PanelGrid figure = panels().withScale(Scale.zeroToMax(), ScaleSharing.COLUMNS);
    Scene scene = scene(figure);
    for (int column = 0; column < 3; column++) {
      Box top = box(scene, "panel[0," + column + "].frame");
      Box bottom = box(scene, "panel[1," + column + "].frame");
      assertThat(bar(scene, column))
          .isEqualTo(new Box(top.right() + 14, top.y(), 18, bottom.bottom() - top.y()));
    }
    // The bar, its tick and pad, a number of three characters, the gap between panels and both
    // their frames.
    assertThat(box(scene, "panel[0,1].cells").x())
        .isEqualTo(13 + 40 + 1 + 14 + 18 + 4 + 3 + 18 + 12 + 1);
    assertThat(limits(figure)).containsExactly("0.0 and 4.0", "0.0 and 5.0", "0.0 and 6.0");
    SceneCheck.assertSound(scene);
  }

  @Test
  void panels_haveBarsOfTheirOwn() {
    PanelGrid figure =
        panels().withScale(Scale.zeroToMax().withTitle("weight"), ScaleSharing.PANELS);
    Scene scene = scene(figure);
    for (int i = 0; i < 6; i++) {
      Box frame = box(scene, "panel[" + i / 3 + "," + i % 3 + "].frame");
      assertThat(bar(scene, i))
          .isEqualTo(new Box(frame.right() + 14, frame.y(), 18, frame.height()));
    }
    assertThat(limits(figure)).hasSize(6).contains("0.0 and 1.0", "0.0 and 6.0");
    assertThat(Layouter.of(new FixedAdvance()).layout(figure).facts())
        .extracting("subject")
        .contains("weight (panel [1, 2])");
    SceneCheck.assertSound(scene);
  }

  @Test
  void equalScales_shareABarWhereverTheirPanelsAre() {
    Scale one = Scale.linear(0, 6);
    Scale other = Scale.linear(0, 3).withTitle("other");
    Scene scene = scene(panels().withScales((r, c) -> c == 1 ? other : one));
    assertThat(scene.marks(Mark.Cells.class, Role.BAR)).hasSize(2);
    assertThat(bar(scene, 0).x()).isGreaterThan(box(scene, "panel[0,2].frame").right());
    assertThat(bar(scene, 1).x()).isLessThan(box(scene, "panel[0,2].cells").x());
    SceneCheck.assertSound(scene);
  }

  @Test
  void comparison_hasADivergingDifference() {
    Grid a = Grid.copyOf(new float[][] {{1, 0}, {0.5f, 0.5f}});
    Grid b = Grid.copyOf(new float[][] {{1, 0}, {0.25f, 0.75f}});
    PanelGrid figure =
        PanelGrid.compare(a, b)
            .withAxes(Axis.labels("my", "horse"))
            .withLook(Look.defaults().withSizing(Sizing.cells(24, 24)));
    Scene scene = scene(figure);
    Mark.Cells difference = (Mark.Cells) Scenes.mark(scene, "panel[0,2].cells");
    assertThat(difference.grid().value(1, 0)).isEqualTo(0.25f);
    assertThat(difference.grid().value(1, 1)).isEqualTo(-0.25f);
    assertThat(difference.scale().rgb(0.25)).isEqualTo(0xb40426);
    assertThat(difference.scale().rgb(0)).isEqualTo(0xdddddd);
    assertThat(limits(figure)).containsExactly("-0.25 and 0.25", "0.0 and 1.0");
    assertThat(texts(scene, Role.TITLE)).containsExactly("A", "B", "A − B");
    // Both bars are as high as the panels; the first stands between B and the difference.
    assertThat(bar(scene, 0).x()).isEqualTo(box(scene, "panel[0,1].frame").right() + 14);
    assertThat(bar(scene, 1).x()).isEqualTo(box(scene, "panel[0,2].frame").right() + 14);
    assertThat(bar(scene, 0).height()).isEqualTo(50);
    SceneCheck.assertSound(scene);
  }

  @Test
  void labels_standAtOuterPanelsOnly() {
    Grid grid = grid(1);
    PanelGrid figure =
        PanelGrid.compare(List.of(grid, grid), List.of(grid, grid))
            .withAxes(Axis.numbered(0, 3), Axis.numbered(0, 3))
            .withLook(LOOK);
    assertThat(labelled(figure))
        .containsExactly("panel[0,0]", "panel[1,0]", "panel[1,1]", "panel[1,2]");
    PanelGrid farSides =
        figure.withAxes(
            Axis.numbered(0, 3).withSide(Side.RIGHT), Axis.numbered(0, 3).withSide(Side.TOP));
    assertThat(labelled(farSides))
        .containsExactly("panel[0,0]", "panel[0,1]", "panel[0,2]", "panel[1,2]");
  }

  private static List<String> labelled(PanelGrid figure) {
    return scene(figure).marks(Mark.Text.class, Role.TICK_LABEL).stream()
        .map(text -> text.id().replaceAll("\\.(rows|columns).*", ""))
        .distinct()
        .sorted()
        .toList();
  }
}
