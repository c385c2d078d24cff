package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.color.Contrast;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.LayerTokenMap;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.Overlay;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.StepLine;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.tensor.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cells of 20 px, so that each position can be read off its pixels. */
final class OverlayTest {

  private static final int CELL = 20;
  private static final float[][] VALUES = {
    {0.5f, 0, -0.25f, 0.125f}, {0.75f, 1, 0, 0.75f}, {Float.NaN, 0.25f, 0.5f, 0}
  };

  private static HeatMap map(Overlay... overlays) {
    return HeatMap.of(Grid.copyOf(VALUES))
        .withScale(Scale.linear(-1, 1))
        .withLook(Look.defaults().withSizing(Sizing.cells(CELL, CELL)))
        .withOverlays(overlays);
  }

  private static Layout layout(Figure figure) {
    Layout layout = Layouter.of(new FixedAdvance()).layout(figure);
    SceneCheck.assertSound(layout.scene());
    return layout;
  }

  private static List<String> texts(Figure figure) {
    return layout(figure).scene().marks(Mark.Text.class, Role.CELL_TEXT).stream()
        .map(text -> text.id().replaceAll(".*text", "") + " " + text.text())
        .toList();
  }

  /** Where marks of a role are, in cells from the top left one. */
  private static List<String> cells(Figure figure, Role role) {
    Scene scene = layout(figure).scene();
    Box panel = scene.marks(Mark.Cells.class, Role.CELLS).get(0).box();
    return scene.marks(Mark.Rect.class, role).stream()
        .map(
            rect -> {
              Box box = rect.box().grow(-1);
              return (box.x() - panel.x()) / (double) CELL
                  + ","
                  + (box.y() - panel.y()) / (double) CELL
                  + " "
                  + box.width() / (double) CELL
                  + "x"
                  + box.height() / (double) CELL;
            })
        .toList();
  }

  @Test
  void all_writesEveryValueButNaN() {
    assertThat(texts(map(CellText.all().withDecimals(1))))
        .containsExactly(
            "[0,0] 0.5",
            "[0,1] 0.0",
            "[0,2] −0.3",
            "[0,3] 0.1",
            "[1,0] 0.8",
            "[1,1] 1.0",
            "[1,2] 0.0",
            "[1,3] 0.8",
            "[2,1] 0.3",
            "[2,2] 0.5",
            "[2,3] 0.0");
  }

  @Test
  void selections_choose() {
    assertThat(texts(map(CellText.top(3).withDecimals(1))))
        .containsExactly("[1,1] 1.0", "[1,0] 0.8", "[1,3] 0.8");
    assertThat(texts(map(CellText.where((r, c, v) -> r == 2 && v > 0).withDecimals(1))))
        .containsExactly("[2,1] 0.3", "[2,2] 0.5");
    assertThat(texts(wide(map(CellText.nonZero())))).hasSize(8).contains("[0,2] −0.25");
  }

  private static HeatMap wide(HeatMap map) {
    return map.withLook(Look.defaults().withSizing(Sizing.cells(40, CELL)));
  }

  @Test
  void maskedCells_haveNoText() {
    HeatMap map = map(CellText.all().withDecimals(1)).withMask(Masks.causalTopLeft(3, 4));
    assertThat(texts(map)).hasSize(5).contains("[0,0] 0.5").doesNotContain("[0,1] 0.0");
  }

  @Test
  void decimals_showTwoDigitsOfTheLargestValue() {
    assertThat(texts(wide(written(0.9f, 0.01f)))).containsExactly("[0,0] 0.90", "[0,1] 0.01");
    assertThat(texts(wide(written(1, 0.5f)))).containsExactly("[0,0] 1.00", "[0,1] 0.50");
    assertThat(texts(wide(written(0.0147f, 0)))).containsExactly("[0,0] 0.015", "[0,1] 0.000");
    assertThat(texts(wide(written(5.5f, 2)))).containsExactly("[0,0] 5.5", "[0,1] 2.0");
    assertThat(texts(wide(written(120, 0.4f)))).containsExactly("[0,0] 120", "[0,1] 0");
    assertThat(texts(wide(written(3, 2)))).containsExactly("[0,0] 3", "[0,1] 2");
    assertThat(texts(wide(written(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY))))
        .containsExactly("[0,0] ∞", "[0,1] −∞");
  }

  private static HeatMap written(float a, float b) {
    return HeatMap.of(Grid.copyOf(new float[][] {{a, b}})).withOverlays(CellText.all());
  }

  @Test
  void ink_isReadableOnEveryCell() {
    Scene scene = layout(wide(map(CellText.all()))).scene();
    Mark.Cells cells = scene.marks(Mark.Cells.class, Role.CELLS).get(0);
    for (Mark.Text text : scene.marks(Mark.Text.class, Role.CELL_TEXT)) {
      int row = (text.box().y() - cells.box().y()) / cells.cellHeight();
      int column = (text.box().x() - cells.box().x()) / cells.cellWidth();
      int ground = cells.scale().rgb(cells.grid().value(row, column));
      assertThat(Contrast.ratio(text.color(), ground)).isGreaterThan(4.58);
    }
  }

  @Test
  void texts_areDrawnAllOrNone() {
    Layout small = layout(map(CellText.all()));
    assertThat(small.scene().marks(Mark.class, Role.CELL_TEXT)).isEmpty();
    assertThat(small.facts())
        .contains(
            new Fact(
                "cell-text-missing",
                "panel",
                List.of(20.0, 20.0),
                "no values in cells: cells are 20 px wide"));
    assertThat(small.scene().marks(Mark.Text.class, Role.NOTE))
        .extracting(Mark.Text::text)
        .containsExactly("no values in cells: cells are 20 px wide");
    HeatMap low = map(CellText.all()).withLook(Look.defaults().withSizing(Sizing.cells(40, 10)));
    assertThat(layout(low).facts())
        .contains(
            new Fact(
                "cell-text-missing",
                "panel",
                List.of(40.0, 10.0),
                "no values in cells: cells are 10 px high"));
    assertThat(layout(wide(map(CellText.nonZero()))).facts())
        .contains(
            new Fact(
                "cell-text",
                "panel",
                List.of(8.0, 12.0, 11.0),
                "8 of 12 cells have their value written, 11 px high"));
  }

  @Test
  void automaticCells_makeRoomForTexts() {
    HeatMap map = HeatMap.of(Grid.of(12, 12, (r, c) -> r * 0.05f));
    Box plain = layout(map).scene().marks(Mark.Cells.class, Role.CELLS).get(0).box();
    Box written =
        layout(map.withOverlays(CellText.all()))
            .scene()
            .marks(Mark.Cells.class, Role.CELLS)
            .get(0)
            .box();
    assertThat(plain.width()).isEqualTo(12 * 24);
    assertThat(written.width()).isEqualTo(12 * 44);
  }

  @Test
  void highlights_frameCellsRowsColumnsAndBlocks() {
    assertThat(
            cells(
                map(
                    Highlight.cell(1, 2),
                    Highlight.row(2),
                    Highlight.column(3),
                    Highlight.block(Span.of(0, 2, "rows"), Span.of(1, 3, "columns"))),
                Role.OUTLINE))
        .containsExactly(
            "2.0,1.0 1.0x1.0", "0.0,2.0 4.0x1.0", "3.0,0.0 1.0x3.0", "1.0,0.0 2.0x2.0");
  }

  @Test
  void topCells_areFramedLargestFirst() {
    assertThat(cells(map(Highlight.top(3)), Role.OUTLINE))
        .containsExactly("1.0,1.0 1.0x1.0", "0.0,1.0 1.0x1.0", "3.0,1.0 1.0x1.0");
    assertThat(cells(map(Highlight.top(100)), Role.OUTLINE)).as("all but NaN").hasSize(11);
  }

  @Test
  void highlights_followOrientationAndOrigin() {
    assertThat(
            cells(
                map(Highlight.cell(1, 2), Highlight.row(0), Highlight.top(1))
                    .withOrientation(Orientation.ROWS_ARE_KEYS),
                Role.OUTLINE))
        .containsExactly("1.0,2.0 1.0x1.0", "0.0,0.0 1.0x4.0", "1.0,1.0 1.0x1.0");
    assertThat(cells(map(Highlight.cell(0, 3)).withOrigin(Origin.BOTTOM), Role.OUTLINE))
        .containsExactly("3.0,2.0 1.0x1.0");
  }

  @Test
  void texts_followOrientation() {
    CellText text = CellText.where((query, key, v) -> query == 0 && key == 3).withDecimals(1);
    assertThat(texts(map(text).withOrientation(Orientation.ROWS_ARE_KEYS)))
        .containsExactly("[3,0] 0.1");
  }

  @Test
  void highlightColor_isThatOfTheThemeUnlessChosen() {
    Scene scene = layout(map(Highlight.row(0), Highlight.row(1).withColor(0xd62728))).scene();
    assertThat(scene.marks(Mark.Rect.class, Role.OUTLINE))
        .extracting(rect -> rect.border().orElseThrow())
        .containsExactly(0x1a1a1a, 0xd62728);
  }

  /** Corners of the stair, as cells from the top left: risers between columns. */
  private static List<String> risers(HeatMap map) {
    Scene scene = layout(map).scene();
    Box panel = scene.marks(Mark.Cells.class, Role.CELLS).get(0).box();
    return scene.marks(Mark.Rect.class, Role.RULE).stream()
        .filter(rect -> rect.id().endsWith("riser"))
        .map(
            rect ->
                (rect.box().x() + 1 - panel.x()) / CELL
                    + ": "
                    + (rect.box().y() + 1 - panel.y()) / CELL
                    + "-"
                    + (rect.box().bottom() - 1 - panel.y()) / CELL)
        .toList();
  }

  @Test
  void causalRule_runsAboveTheDiagonalCells() {
    assertThat(risers(map(Rule.causal()))).containsExactly("1: 0-1", "2: 1-2", "3: 2-3");
    assertThat(risers(map(Rule.causal().withOffset(1)))).containsExactly("2: 0-1", "3: 1-2");
  }

  @Test
  void causalRule_isMirroredWhereRowsAreKeys() {
    assertThat(risers(map(Rule.causal()).withOrientation(Orientation.ROWS_ARE_KEYS)))
        .containsExactly("1: 1-2", "2: 2-3");
    assertThat(risers(map(Rule.causal()).withOrigin(Origin.BOTTOM)))
        .containsExactly("1: 2-3", "2: 1-2", "3: 0-1");
  }

  private static String diagonal(HeatMap map) {
    Scene scene = layout(map).scene();
    Box panel = scene.marks(Mark.Cells.class, Role.CELLS).get(0).box();
    Mark.Path path = scene.marks(Mark.Path.class, Role.RULE).get(0);
    return path.points().stream()
        .map(p -> (p.x() - panel.x()) / CELL + "," + (p.y() - panel.y()) / CELL)
        .toList()
        .toString();
  }

  @Test
  void diagonalRule_runsThroughTheCellsOfEqualTokens() {
    assertThat(diagonal(map(Rule.diagonal()))).isEqualTo("[0,0, 3,3]");
    assertThat(diagonal(map(Rule.diagonal().withOffset(2)))).isEqualTo("[2,0, 4,2]");
    assertThat(diagonal(map(Rule.diagonal()).withOrigin(Origin.BOTTOM))).isEqualTo("[0,3, 3,0]");
    HeatMap turned = map(Rule.diagonal().withOffset(2)).withOrientation(Orientation.ROWS_ARE_KEYS);
    assertThat(diagonal(turned)).isEqualTo("[0,2, 2,4]");
    assertThat(layout(map(Rule.diagonal().withOffset(9))).scene().marks(Mark.Path.class, Role.RULE))
        .isEmpty();
  }

  @Test
  void everyFigure_takesOverlays() {
    Grid grid = Grid.copyOf(VALUES);
    assertThat(
            cells(LayerStrips.of(List.of(grid, grid)).withOverlays(Highlight.row(0)), Role.OUTLINE))
        .hasSize(2);
    assertThat(
            cells(
                PanelGrid.of(List.of(List.of(grid, grid))).withOverlays(Highlight.top(2)),
                Role.OUTLINE))
        .hasSize(4);
    assertThat(cells(MaskMap.of(Masks.causal(4)).withOverlays(Highlight.cell(3, 1)), Role.OUTLINE))
        .hasSize(1);
    Scene both =
        layout(
                LayerTokenMap.of(grid)
                    .withSteps(StepLine.through(1, 2, 3, 4))
                    .withOverlays(Highlight.column(1)))
            .scene();
    assertThat(both.marks(Mark.Rect.class, Role.OUTLINE)).hasSize(1);
    assertThat(both.marks(Mark.Rect.class, Role.RULE)).isNotEmpty();
  }
}
