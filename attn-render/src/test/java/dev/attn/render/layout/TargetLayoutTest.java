package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Figure;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Typeface;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sizes of the target figures, to the pixel, with the bundled typeface. */
final class TargetLayoutTest {

  private final Layouter layouter = Layouter.of(Typeface.bundled());

  private Scene scene(Figure figure) {
    return layouter.layout(figure).scene();
  }

  private static Mark mark(Scene scene, String id) {
    return scene.marks().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  private static String cell(Scene scene, String id) {
    Mark.Cells cells = (Mark.Cells) mark(scene, id);
    return cells.cellWidth() + " x " + cells.cellHeight();
  }

  @Test
  void treeMask_isTheSumOfItsParts() {
    Scene scene = scene(TargetFigures.treeMask());
    int left = 12 + (1 + 4 + 8 + 2 + 15);
    assertThat(scene.width()).isEqualTo(left + 560 + 1 + 12).isEqualTo(615);
    assertThat(scene.height()).isEqualTo(12 + 1 + 448 + 30 + 12).isEqualTo(503);
    assertThat(mark(scene, "panel.cells").box()).isEqualTo(new Box(left, 13, 560, 448));
    assertThat(cell(scene, "panel.cells")).isEqualTo("7 x 7");
    assertThat(mark(scene, "panel.columns.span[0].name").box().width()).isEqualTo(93);
    assertThat(mark(scene, "panel.columns.span[0]").box())
        .isEqualTo(new Box(left + 1, 13 + 448 + 5, 16 * 7 - 2, 8));
    assertThat(scene.marks(Mark.class, Role.BAR)).isEmpty();
    assertThat(scene.marks(Mark.class, Role.TICK)).isEmpty();
  }

  @Test
  void pauseStrips_shareOneBarAsHighAsAllOfThem() {
    Scene scene = scene(TargetFigures.pauseStrips());
    assertThat(List.of(scene.width(), scene.height())).containsExactly(707, 749);
    List<Mark.Cells> strips = scene.marks(Mark.Cells.class, Role.CELLS);
    assertThat(strips).hasSize(12);
    for (int i = 0; i < 12; i++) {
      assertThat(strips.get(i).box()).isEqualTo(new Box(109, 38 + 59 * i, 528, 32));
    }
    assertThat(cell(scene, "strip[0].cells")).isEqualTo("16 x 16");
    assertThat(mark(scene, "bar[0].frame").box()).isEqualTo(new Box(652, 37, 18, 683));
  }

  @Test
  void headGrid_alignsTheZoomWithTheTopOfTheOverview() {
    Scene scene = scene(TargetFigures.headGrid());
    // One pixel wider than 1035: "favorite" is 42.5 px long, which is rounded up to 43.
    assertThat(List.of(scene.width(), scene.height())).containsExactly(1036, 547);
    Box first = mark(scene, "overview.tile[0,0].cells").box();
    Box last = mark(scene, "overview.tile[11,11].cells").box();
    assertThat(first.union(last)).isEqualTo(new Box(55, 13, 479, 479));
    assertThat(cell(scene, "overview.tile[0,0].cells")).isEqualTo("3 x 3");
    Box zoom = mark(scene, "zoom[0].cells").box();
    assertThat(zoom).isEqualTo(new Box(633, 13, 312, 312));
    assertThat(cell(scene, "zoom[0].cells")).isEqualTo("24 x 24");
    assertThat(mark(scene, "bar[0].frame").box()).isEqualTo(new Box(960, 12, 18, 481));
    Mark.Rect outline = (Mark.Rect) mark(scene, "overview.overlay[0]");
    assertThat(outline.box()).isEqualTo(new Box(55 + 7 * 40 - 1, 13 + 6 * 40 - 1, 41, 41));
    assertThat(outline.border()).hasValue(0xfde725);
    assertThat(outline.borderWidth()).isEqualTo(2);
  }

  @Test
  void meanPanels_standInTracksWithTitlesOfTwoLines() {
    Scene scene = scene(TargetFigures.meanPanels());
    assertThat(List.of(scene.width(), scene.height())).containsExactly(672, 696);
    List<Mark.Cells> panels = scene.marks(Mark.Cells.class, Role.CELLS);
    for (int i = 0; i < 9; i++) {
      Box expected = new Box(13 + 194 * (i % 3), 47 + 228 * (i / 3), 180, 180);
      assertThat(panels.get(i).box()).isEqualTo(expected);
    }
    assertThat(cell(scene, "panel[0,0].cells")).isEqualTo("12 x 12");
    assertThat(panels.get(0).grid().masked(0, 14)).isFalse();
    assertThat(panels.get(0).grid().value(0, 14)).isZero();
  }

  @Test
  void layerTokens_beginAtTheBottom() {
    Scene scene = scene(TargetFigures.layerTokens());
    assertThat(List.of(scene.width(), scene.height())).containsExactly(685, 579);
    Mark.Cells cells = (Mark.Cells) mark(scene, "panel.cells");
    assertThat(cells.box()).isEqualTo(new Box(55, 76, 560, 490));
    assertThat(cell(scene, "panel.cells")).isEqualTo("14 x 14");
    assertThat(cells.grid().value(0, 0)).as("the last layer is at the top").isZero();
    assertThat(mark(scene, "panel.rows.label[0]").box().y()).isEqualTo(76 + 34 * 14);
    assertThat(scene.marks(Mark.Text.class, Role.TICK_LABEL).stream().map(Mark.Text::text))
        .contains("1", "3", "35", "<|return|>", "%d", "(D")
        .doesNotContain("2", "34");
  }

  @Test
  void allTargets_areSound() {
    for (Figure figure :
        List.of(
            TargetFigures.treeMask(),
            TargetFigures.pauseStrips(),
            TargetFigures.headGrid(),
            TargetFigures.meanPanels(),
            TargetFigures.layerTokens())) {
      SceneCheck.assertSound(scene(figure));
    }
  }

  @Test
  void largerScale_multipliesCellsAndLengthsAlike() {
    Scene scene = layouter.withScale(2).layout(TargetFigures.treeMask()).scene();
    assertThat(mark(scene, "panel.cells").box().width()).isEqualTo(1120);
    assertThat(mark(scene, "panel.frame").box().width()).isEqualTo(1124);
    SceneCheck.assertSound(scene);
    SceneCheck.assertSound(layouter.withScale(1.5).layout(TargetFigures.headGrid()).scene());
  }
}
