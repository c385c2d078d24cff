package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.LayerTokenMap;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.TickRepeat;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What decides the size of cells and figures, for every kind of figure. */
final class SizingTest {

  private static final Map<String, Function<Look, Figure>> FIGURES =
      Map.of(
          "mask", ((MaskMap) TargetFigures.treeMask())::withLook,
          "strips", ((LayerStrips) TargetFigures.pauseStrips())::withLook,
          "heads", ((HeadGrid) TargetFigures.headGrid())::withLook,
          "panels", ((PanelGrid) TargetFigures.meanPanels())::withLook,
          "layers", ((LayerTokenMap) TargetFigures.layerTokens())::withLook,
          "map", HeatMap.of(TargetFigures.divergence(13, 9))::withLook);

  static Stream<Arguments> figures() {
    return FIGURES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  private static Scene scene(Figure figure, double scale) {
    return Render.layout(figure, Output.defaults().withScale(scale)).scene();
  }

  private static List<String> sizes(Scene scene) {
    return scene.marks(Mark.Cells.class, Role.CELLS).stream()
        .map(cells -> cells.cellWidth() + " x " + cells.cellHeight())
        .distinct()
        .toList();
  }

  private static Look sized(Sizing sizing) {
    return Look.defaults().withSizing(sizing);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void cellSize_isThatOfEveryPanel(String name, Function<Look, Figure> figure) {
    assertThat(sizes(scene(figure.apply(sized(Sizing.cells(11, 9))), 1))).containsExactly("11 x 9");
    assertThat(sizes(scene(figure.apply(sized(Sizing.cells(2, 2))), 1))).containsExactly("2 x 2");
    Look themed = Look.defaults().withTheme(Theme.light().withCells(7, 7));
    assertThat(sizes(scene(figure.apply(themed), 1))).as("of the theme").containsExactly("7 x 7");
    assertThat(sizes(scene(figure.apply(sized(Sizing.cells(4, 4))), 2.5)))
        .as("at a larger scale")
        .containsExactly("10 x 10");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void figureSize_isExactAndNothingLeavesIt(String name, Function<Look, Figure> figure) {
    for (Sizing size : List.of(Sizing.figure(900, 700), Sizing.figure(1600, 900))) {
      Sizing.FigureSize asked = (Sizing.FigureSize) size;
      for (double scale : new double[] {1, 1.5}) {
        Scene scene = scene(figure.apply(sized(size)), scale);
        assertThat(scene.width()).isEqualTo((int) Math.round(asked.width() * scale));
        assertThat(scene.height()).isEqualTo((int) Math.round(asked.height() * scale));
        Box all = new Box(0, 0, scene.width(), scene.height());
        assertThat(scene.marks()).allMatch(mark -> all.contains(mark.box()));
      }
    }
  }

  /** With cells one pixel larger the figure would be too large. */
  @ParameterizedTest
  @CsvSource({"300, 280", "640, 480", "481, 977", "1200, 300"})
  void figureSize_hasTheLargestCellsThatFit(int width, int height) {
    HeatMap map = HeatMap.of(TargetFigures.divergence(13, 9));
    Mark.Cells cells =
        scene(map.withLook(sized(Sizing.figure(width, height))), 1)
            .marks(Mark.Cells.class, Role.CELLS)
            .get(0);
    assertThat(cells.cellWidth()).isEqualTo(cells.cellHeight());
    int larger = cells.cellWidth() + 1;
    Scene next = scene(map.withLook(sized(Sizing.cells(larger, larger))), 1);
    assertThat(next.width() > width || next.height() > height).isTrue();
  }

  @Test
  void leftOverPixels_goToBothSidesAndAreTold() {
    HeatMap map = HeatMap.of(TargetFigures.divergence(13, 9));
    Figure figure = map.withLook(sized(Sizing.figure(400, 200)));
    Fact left =
        Render.facts(figure).stream()
            .filter(fact -> fact.code().equals("left-over"))
            .findFirst()
            .orElseThrow();
    Mark.Cells cells = scene(figure, 1).marks(Mark.Cells.class, Role.CELLS).get(0);
    Look same = sized(Sizing.cells(cells.cellWidth(), cells.cellHeight()));
    Scene tight = scene(map.withLook(same), 1);

    assertThat(left.numbers()).containsExactly(400.0 - tight.width(), 200.0 - tight.height());
    Box inside = tight.marks(Mark.Cells.class, Role.CELLS).get(0).box();
    assertThat(cells.box().x()).isEqualTo(inside.x() + (400 - tight.width()) / 2);
    assertThat(cells.box().y()).isEqualTo(inside.y() + (200 - tight.height()) / 2);
  }

  /** Rows lower than a line of labels, before two queries would share one. */
  @Test
  void lowFigure_hasLowStripsBeforeItReducesThem() {
    LayerStrips strips = (LayerStrips) TargetFigures.pauseStrips();
    Figure low =
        strips.withTickRepeat(TickRepeat.LAST_STRIP).withLook(sized(Sizing.figure(900, 420)));
    Figure lower =
        strips.withTickRepeat(TickRepeat.LAST_STRIP).withLook(sized(Sizing.figure(900, 370)));

    assertThat(sizes(scene(low, 1))).containsExactly("10 x 10");
    assertThat(Render.facts(low)).extracting(Fact::code).doesNotContain("reduced");
    assertThat(Render.facts(lower)).extracting(Fact::code).doesNotContain("reduced");
  }

  @Test
  void automaticCells_shrinkWithTheDataAndStayWhole() {
    for (int[] expected : new int[][] {{1, 24}, {23, 24}, {24, 23}, {100, 5}, {560, 1}, {900, 1}}) {
      Grid grid = Grid.of(expected[0], expected[0], (r, c) -> r);
      assertThat(sizes(scene(HeatMap.of(grid), 1)))
          .as(expected[0] + " cells")
          .containsExactly(expected[1] + " x " + expected[1]);
    }
  }

  @Test
  void largeMask_hasRoomInAFigureOfAnySize() {
    MaskMap map = MaskMap.of(Masks.causal(100_000));
    for (int side : new int[] {250, 500, 1000}) {
      Scene scene = scene(map.withLook(sized(Sizing.figure(side, side))), 1);
      assertThat(scene.width()).isEqualTo(side);
      assertThat(scene.height()).isEqualTo(side);
    }
  }
}
