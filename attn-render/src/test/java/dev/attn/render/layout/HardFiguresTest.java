package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Bar;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Gap;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadCell;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Matrix;
import dev.attn.render.figure.Notes;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Reducer;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.SpanMark;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.TickRepeat;
import dev.attn.render.figure.Tiles;
import dev.attn.render.figure.Zoom;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.TextMeasurer;
import dev.attn.render.text.Typeface;
import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Figures at the edge of what can be drawn: nothing leaves them and no text is hit. */
final class HardFiguresTest {

  private static final TextMeasurer FIXED = new FixedAdvance();

  private static Layout layout(Figure figure) {
    Layout layout = Layouter.of(FIXED).layout(figure);
    SceneCheck.assertSound(layout.scene());
    SceneCheck.assertSound(Layouter.of(Typeface.bundled()).layout(figure).scene());
    return layout;
  }

  private static Grid ramp(int rows, int columns) {
    return Grid.of(rows, columns, (r, c) -> (r * columns + c) / (float) (rows * columns));
  }

  private static List<String> notes(Layout layout) {
    return layout.scene().marks(Mark.Text.class, Role.NOTE).stream().map(Mark.Text::text).toList();
  }

  private static Box cells(Layout layout) {
    return layout.scene().marks(Mark.Cells.class, Role.CELLS).get(0).box();
  }

  @Test
  void singleCell_isDrawnLarge() {
    HeatMap map =
        HeatMap.of(ramp(1, 1))
            .withRows(Axis.labels("favorite").withTitle("query"))
            .withColumns(Axis.labels("favorite").withTitle("key"))
            .withTitle("One cell");
    assertThat(cells(layout(map)).width()).isEqualTo(24);
  }

  @Test
  void manyTokens_areThinnedAndToldSo() {
    List<String> tokens = IntStream.range(0, 512).mapToObj(i -> "token " + i).toList();
    HeatMap map =
        HeatMap.of(ramp(512, 512)).withRows(Axis.labels(tokens)).withColumns(Axis.labels(tokens));
    Layout layout = layout(map);
    assertThat(cells(layout)).extracting(Box::width).isEqualTo(512);
    assertThat(notes(layout)).containsExactly("labels: every 10th of 512");
    assertThat(layout.facts())
        .contains(
            new Fact(
                "labels-thinned",
                "panel.columns",
                List.of(10.0, 512.0),
                "labels: every 10th of 512"));
    assertThat(notes(layout(map.withLook(Look.defaults().withNotes(Notes.OFF))))).isEmpty();
  }

  @Test
  void oneRowAndOneColumn_haveSoundBars() {
    Axis names = Axis.labels(Collections.nCopies(40, "PAUSE"));
    layout(HeatMap.of(ramp(1, 40)).withColumns(names).withRows(Axis.labels("P@8")));
    layout(HeatMap.of(ramp(40, 1)).withRows(names).withColumns(Axis.labels("a long name")));
  }

  @Test
  void tinyCells_leaveNumbersOfTheBarApart() {
    Look tiny = Look.defaults().withSizing(Sizing.cells(1, 1));
    layout(HeatMap.of(ramp(1, 40)).withLook(tiny));
    layout(HeatMap.of(ramp(2, 2)).withLook(tiny).withTitle("A title that is wider than its map"));
  }

  @Test
  void longEmptyAndRepeatedLabels_areSound() {
    List<String> labels =
        List.of("x".repeat(200), "", "horse", "horse", "x".repeat(200), "$\\boxed{17}$", "%d");
    Layout layout =
        layout(
            HeatMap.of(ramp(7, 7))
                .withRows(Axis.labels(labels))
                .withColumns(Axis.labels(labels).withSide(Side.TOP)));
    assertThat(notes(layout)).containsExactly("labels: 2 of 7 shortened");
  }

  @Test
  void allMaskedCells_areDrawnWithoutValues() {
    Grid grid = ramp(4, 4).withMask(Masks.fromDense(new boolean[4][4]));
    assertThat(notes(layout(HeatMap.of(grid)))).containsExactly("no cell has a finite value");
    for (Masked masked : Masked.values()) {
      layout(HeatMap.of(grid).withMasked(masked));
    }
  }

  @Test
  void nestedSpans_areStackedOutwards() {
    Axis axis =
        Axis.labels(Collections.nCopies(12, "ab"))
            .withSpans(
                List.of(
                    Span.of(0, 3, "one"),
                    Span.of(3, 6, "two"),
                    Span.of(6, 7, "a long name of one cell"),
                    Span.of(0, 6, "both of them together").withLevel(1),
                    Span.of(0, 12, "all").withLevel(2)));
    for (SpanMark mark : SpanMark.values()) {
      Layout layout =
          layout(
              HeatMap.of(ramp(12, 12))
                  .withRows(axis.withMark(mark))
                  .withColumns(axis.withMark(mark)));
      List<Box> names =
          layout.scene().marks(Mark.Text.class, Role.SPAN_LABEL).stream()
              .filter(text -> text.id().startsWith("panel.columns"))
              .map(Mark::box)
              .toList();
      assertThat(names).hasSize(5);
      assertThat(names.get(4).y()).isGreaterThan(names.get(3).bottom());
    }
  }

  @Test
  void spanTooNarrowForItsName_isToldSo() {
    Axis axis = Axis.spans(Span.of(0, 1, "beginning"), Span.of(1, 100, "rest"));
    HeatMap map = HeatMap.of(ramp(2, 100)).withColumns(axis);
    assertThat(notes(layout(map))).containsExactly("name of beginning [0, 1) does not fit");
  }

  @Test
  void panelsOfDifferentSize_areAlignedInTracks() {
    List<List<Grid>> grids =
        List.of(List.of(ramp(13, 13), ramp(10, 10)), List.of(ramp(10, 10), ramp(2, 7)));
    Axis numbered = Axis.none().withTitle("position");
    Scene scene =
        layout(
                PanelGrid.of(grids)
                    .withAxes(numbered)
                    .withRowHeaders("First input of the two", "Second input")
                    .withColumnHeaders("Query", "Key")
                    .withPanelTitles((r, c) -> "Panel " + r + " and " + c)
                    .withTitle("Panels"))
            .scene();
    List<Box> boxes = scene.marks(Mark.Cells.class, Role.CELLS).stream().map(Mark::box).toList();
    assertThat(boxes.get(0).x()).isEqualTo(boxes.get(2).x());
    assertThat(boxes.get(1).y()).isEqualTo(boxes.get(0).y());
    assertThat(boxes.get(3).x()).isEqualTo(boxes.get(1).x());
  }

  @Test
  void stripsOfManyKeys_areAsHighAsTheirLabels() {
    List<Grid> grids = List.of(ramp(2, 512), ramp(2, 512), ramp(2, 512));
    Layout layout =
        layout(
            LayerStrips.of(grids)
                .withRows(Axis.labels("P@8", "P@32"))
                .withStripLabels(i -> "Layer " + i)
                .withColumns(Axis.numbered(0, 511).withTitle("key"))
                .withTickRepeat(TickRepeat.LAST_STRIP));
    Mark.Cells strip = layout.scene().marks(Mark.Cells.class, Role.CELLS).get(0);
    assertThat(List.of(strip.cellWidth(), strip.cellHeight())).containsExactly(1, 14);
  }

  @Test
  void severalZooms_standBelowEachOther() {
    HeadGrid grid =
        HeadGrid.of(TargetFigures.saliency(4, 8, 13))
            .withTokens(TargetFigures.sentence())
            .withHeadCell(
                HeadCell.scalar(Reducer.mean())
                    .withScale(Scale.zeroToMax().withTitle("mean saliency")))
            .withScale(Scale.sqrt().withTitle("saliency"))
            .withZoom(Zoom.of(0, 1), Zoom.of(3, 7).withLabelSide(Side.RIGHT))
            .withTitle("Two heads of many");
    Scene scene = layout(grid).scene();
    assertThat(scene.marks(Mark.Path.class, Role.LINK)).hasSize(4);
    assertThat(
            scene.marks(Mark.Rect.class, Role.BAR).stream()
                .map(Mark::id)
                .filter(id -> id.endsWith("frame")))
        .containsExactly("bar[0].frame", "bar[1].frame");
  }

  @Test
  void oneHeadOfOneLayer_isStillAnOverviewOfHeads() {
    layout(HeadGrid.of(TargetFigures.saliency(1, 1, 5)).withZoom(Zoom.of(0, 0)));
  }

  @Test
  void bothOrientations_showTheSameCell() {
    HeadGrid grid = HeadGrid.of(TargetFigures.saliency(8, 8, 13)).withZoom(Zoom.of(6, 7));
    assertThat(zoomed(grid).value(12, 6)).isEqualTo(zoomed(turned(grid)).value(6, 12));
    assertThat(zoomed(turned(grid)).value(12, 6)).isZero();
  }

  private static HeadGrid turned(HeadGrid grid) {
    return grid.withOrientation(Orientation.ROWS_ARE_KEYS);
  }

  private static Grid zoomed(HeadGrid grid) {
    return layout(grid).scene().marks(Mark.Cells.class, Role.CELLS).stream()
        .filter(cells -> cells.id().startsWith("zoom"))
        .findFirst()
        .orElseThrow()
        .grid();
  }

  @Test
  void originAtTheBottom_mirrorsRowsLabelsAndSpansTogether() {
    Axis rows = Axis.labels("a", "b", "c").withSpans(List.of(Span.of(0, 1, "s")));
    HeatMap map = HeatMap.of(ramp(3, 2)).withRows(rows);
    Scene top = layout(map).scene();
    Scene bottom = layout(map.withOrigin(Origin.BOTTOM)).scene();
    assertThat(labels(top)).containsExactly("a", "b", "c");
    assertThat(labels(bottom)).containsExactly("c", "b", "a");
    Mark.Cells cells = bottom.marks(Mark.Cells.class, Role.CELLS).get(0);
    assertThat(cells.grid().value(0, 1)).isEqualTo(5 / 6f);
    assertThat(bottom.marks(Mark.Text.class, Role.SPAN_LABEL).get(0).box().y())
        .isGreaterThan(cells.box().y() + 2 * cells.cellHeight() - 1);
  }

  private static List<String> labels(Scene scene) {
    List<Mark.Text> texts = new ArrayList<>(scene.marks(Mark.Text.class, Role.TICK_LABEL));
    texts.sort((a, b) -> a.box().y() - b.box().y());
    return texts.stream().map(Mark.Text::text).toList();
  }

  @Test
  void legend_standsRightOfTheMask() {
    layout(MaskMap.of(Masks.causal(16)).withLegend("may attend", "masked").withTitle("Causal"));
  }

  @Test
  void figureOfAskedSize_isExactlyThatLarge() {
    HeatMap map = HeatMap.of(ramp(13, 13)).withTokens(TargetFigures.sentence());
    Layout layout = layout(map.withLook(Look.defaults().withSizing(Sizing.figure(600, 500))));
    assertThat(layout.scene().width()).isEqualTo(600);
    assertThat(layout.scene().height()).isEqualTo(500);
    Mark.Cells cells = layout.scene().marks(Mark.Cells.class, Role.CELLS).get(0);
    assertThat(cells.cellWidth()).isEqualTo(cells.cellHeight()).isGreaterThan(20);
  }

  @Test
  void figureSizeWithoutRoomForOnePixelPerCell_isRefused() {
    HeatMap map =
        HeatMap.of(ramp(100, 100)).withLook(Look.defaults().withSizing(Sizing.figure(80, 500)));
    assertThatThrownBy(() -> Layouter.of(FIXED).layout(map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("figure size must be at least 183 x 126 for this content, got 80 x 500");
  }

  @Test
  void outputScaleOutOfRange_isRefused() {
    assertThatThrownBy(() -> Layouter.of(FIXED).withScale(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("output scale must be above 0 and at most 16, got 0.0");
  }

  @Property(tries = 300)
  void anyLabelsAndSizes_areSound(
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 60) int columns,
      @ForAll @Size(10) List<@StringLength(max = 30) String> words,
      @ForAll Side rowSide,
      @ForAll Side columnSide) {
    Axis rowAxis = Axis.labels(repeat(words, rows)).withTitle("Rows of a map");
    Axis columnAxis = Axis.labels(repeat(words, columns)).withTitle("Columns of a map");
    HeatMap map =
        HeatMap.of(ramp(rows, columns))
            .withRows(rowSide.isHorizontal() ? rowAxis : rowAxis.withSide(rowSide))
            .withColumns(columnSide.isHorizontal() ? columnAxis.withSide(columnSide) : columnAxis)
            .withTitle("Any map");
    SceneCheck.assertSound(Layouter.of(FIXED).layout(map).scene());
  }

  @Property(tries = 200)
  void anyPanels_areSound(
      @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 40) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 3) int columns,
      @ForAll Masked masked,
      @ForAll @StringLength(max = 40) String text,
      @ForAll Gap gap) {
    List<List<Panel>> rows = new ArrayList<>();
    for (int i = 0; i + columns <= sizes.size(); i += columns) {
      List<Panel> row = new ArrayList<>();
      for (int c = 0; c < columns; c++) {
        int size = sizes.get(i + c);
        Axis axis =
            Axis.numbered(1, size)
                .withTitle("position")
                .withSpans(List.of(Span.of(0, (size + 1) / 2, text)));
        row.add(
            Panel.of("panel[" + i + "," + c + "]", Tiles.of(ramp(size, size)), Scale.sqrt())
                .withAxes(axis, axis)
                .withMasked(masked)
                .withTitle("Panel " + text));
      }
      rows.add(row);
    }
    if (!rows.isEmpty()) {
      Matrix matrix =
          Matrix.of(rows, gap)
              .withRowHeaders(Collections.nCopies(rows.size(), "Row " + text), LabelAngle.UPRIGHT)
              .withColumnHeaders(Collections.nCopies(columns, "Column " + text));
      Sheet sheet = Sheet.of(matrix).withBars(Bar.over(Scale.sqrt(), matrix));
      SceneCheck.assertSound(Layouter.of(FIXED).layout(sheet).scene());
    }
  }

  private static List<String> repeat(List<String> words, int count) {
    return IntStream.range(0, count).mapToObj(i -> words.get(i % words.size())).toList();
  }
}
