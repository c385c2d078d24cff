package dev.attn.render.layout;

import static dev.attn.render.layout.Scenes.assertMessage;
import static dev.attn.render.layout.Scenes.box;
import static dev.attn.render.layout.Scenes.facts;
import static dev.attn.render.layout.Scenes.fill;
import static dev.attn.render.layout.Scenes.scene;
import static dev.attn.render.layout.Scenes.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.BarChart;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadBars;
import dev.attn.render.figure.HeadNames;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.Tiles;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two layers of three heads; bars have 10 px each and the value axis 180. */
final class BarChartLayoutTest {

  private static final Look LOOK = Look.defaults().withSizing(Sizing.cells(10, 10));

  private static HeadBars bars(float... scores) {
    return HeadBars.of(Grid.of(2, 3, (l, h) -> scores[3 * l + h])).withLook(LOOK);
  }

  private static Box bar(Scene scene, int layer, int head) {
    return box(scene, "bars.bar[" + layer + "," + head + "]");
  }

  @Test
  void bars_areAsHighAsTheirValues() {
    Scene scene = scene(bars(1, 0.5f, 0.25f, 0, 0.75f, 1));
    Box frame = box(scene, "bars.frame");
    assertThat(frame.width()).isEqualTo(2 * 30 + 5 + 2);
    assertThat(frame.height()).isEqualTo(180 + 2);
    assertThat(bar(scene, 0, 0)).isEqualTo(new Box(frame.x() + 1, frame.y() + 1, 9, 180));
    assertThat(bar(scene, 0, 1)).isEqualTo(new Box(frame.x() + 11, frame.y() + 91, 9, 90));
    assertThat(bar(scene, 1, 1)).isEqualTo(new Box(frame.x() + 46, frame.y() + 46, 9, 135));
    assertThat(scene.marks()).extracting(Mark::id).doesNotContain("bars.bar[1,0]");
    SceneCheck.assertSound(scene);
  }

  @Test
  void axis_endsAtARoundNumber() {
    Scene scene = scene(bars(0.83f, 0, 0, 0, 0, 0.1f));
    assertThat(texts(scene, Role.TICK_LABEL))
        .contains("0.0", "0.2", "0.4", "0.6", "0.8", "1.0")
        .doesNotContain("1.2");
    assertThat(bar(scene, 0, 0).height()).isEqualTo(Math.round(180 * 0.83f));
  }

  @Test
  void negativeValues_hangFromTheZeroLine() {
    Scene scene = scene(bars(1, -1, 0.5f, -0.5f, 0, 1));
    Box zero = box(scene, "bars.zero");
    assertThat(bar(scene, 0, 0).bottom()).isEqualTo(zero.y());
    assertThat(bar(scene, 0, 1).y()).isEqualTo(zero.y());
    assertThat(bar(scene, 0, 1).height()).isEqualTo(90);
    assertThat(fill(scene, "bars.bar[0,0]")).isEqualTo(0x4c78a8);
    assertThat(fill(scene, "bars.bar[0,1]")).isEqualTo(0xc2620e);
    assertThat(texts(scene, Role.TICK_LABEL)).contains("−1.0", "0.0", "1.0");
    assertThat(scene(bars(1, 1, 1, 1, 1, 1)).marks(Mark.class, Role.RULE)).isEmpty();
  }

  @Test
  void nan_isASmallMarkAtZero_withASwatch() {
    Scene scene = scene(bars(1, Float.NaN, -1, 0, 0, 0));
    Mark.Cells mark = (Mark.Cells) Scenes.mark(scene, "bars.bar[0,1]");
    Box zero = box(scene, "bars.zero");
    assertThat(mark.box())
        .isEqualTo(new Box(box(scene, "bars.frame").x() + 11, zero.y() - 4, 9, 9));
    assertThat(mark.grid().value(0, 0)).isNaN();
    assertThat(mark.scale().rgb(Float.NaN)).isEqualTo(0x9e9e9e);
    assertThat(texts(scene, Role.BAR_LABEL)).containsExactly("NaN");
    assertThat(facts(bars(1, Float.NaN, 0, 0, 0, 0), "nan"))
        .containsExactly("1 of 6 cells is not a number");
  }

  @Test
  void nan_staysWithinTheFrame() {
    Scene scene = scene(bars(1, Float.NaN, 0, 0, 0, 0));
    assertThat(bar(scene, 0, 1).bottom()).isEqualTo(box(scene, "bars.frame").bottom() - 1);
  }

  @Test
  void layersAndHeads_areNumbered() {
    HeadBars bars = bars(1, 1, 1, 1, 1, 1);
    assertThat(texts(scene(bars), Role.AXIS_TITLE)).containsExactly("head within layer");
    assertThat(texts(scene(bars.withIndexBase(1)), Role.TICK_LABEL))
        .containsSubsequence("1", "2", "3", "1", "2", "3", "1", "2");
    HeadBars narrow = bars.withLook(Look.defaults().withSizing(Sizing.cells(4, 4)));
    assertThat(String.join(" ", texts(scene(narrow), Role.AXIS_TITLE)))
        .isEqualTo("head 0–2 within layer");
    assertThat(facts(narrow, "head-labels-missing"))
        .containsExactly("bars are too narrow for the numbers of heads: 4 px");
  }

  @Test
  void highlightedHeads_areNamedOverTheirBars() {
    HeadBars figure =
        bars(1, 0.5f, 0.25f, 0, 0.75f, 1)
            .withHighlights(Highlight.cell(1, 1), Highlight.cell(0, 2).withColor(0xd62728));
    Scene scene = scene(figure);
    assertThat(texts(scene, Role.SPAN_LABEL)).containsExactly("L1H1", "L0H2");
    assertThat(fill(scene, "bars.bar[1,1]")).isEqualTo(Theme.light().text());
    assertThat(fill(scene, "bars.bar[0,2]")).isEqualTo(0xd62728);
    Box name = box(scene, "bars.name[1,1]");
    assertThat(name.bottom()).isLessThanOrEqualTo(bar(scene, 1, 1).y());
    SceneCheck.assertSound(scene);
    assertThat(texts(scene(figure.withNames(HeadNames.dotted().withBase(1))), Role.SPAN_LABEL))
        .containsExactly("2.2", "1.3");
  }

  @Test
  void namesOfHangingBars_standBelowThem() {
    HeadBars figure =
        bars(1, -1, 0.5f, -0.5f, 0, 1).withHighlights(Highlight.cell(0, 1), Highlight.cell(0, 0));
    Scene scene = scene(figure);
    assertThat(box(scene, "bars.name[0,1]").y()).isGreaterThan(bar(scene, 0, 1).bottom());
    assertThat(box(scene, "bars.name[0,0]").bottom()).isLessThan(bar(scene, 0, 0).y());
    assertThat(box(scene, "bars.frame").bottom()).isGreaterThan(bar(scene, 0, 1).bottom() + 15);
    SceneCheck.assertSound(scene);
  }

  @Test
  void names_takeNoMoreRoomThanTheyNeed() {
    HeadBars figure = bars(1, 0, 0, 0, 0.25f, 0).withHighlights(Highlight.cell(1, 1));
    assertThat(box(scene(figure), "bars.frame").height()).isEqualTo(180 + 2);
  }

  @Test
  void names_thatFindNoRoom_areCounted() {
    Grid grid = Grid.of(1, 40, (l, h) -> 1);
    HeadBars figure =
        HeadBars.of(grid)
            .withHighlights(Highlight.row(0))
            .withLook(Look.defaults().withSizing(Sizing.cells(4, 4)));
    assertThat(facts(figure, "names-dropped")).hasSize(1).allMatch(s -> s.endsWith(" of 40 bars"));
    SceneCheck.assertSound(scene(figure));
  }

  @Test
  void fixedLimits_clip_andSaySo() {
    HeadBars figure = bars(2, 0.5f, -1, 0, 0, 1).withScale(Scale.linear(0, 1).withTitle("score"));
    Scene scene = scene(figure);
    assertThat(bar(scene, 0, 0).height()).isEqualTo(180);
    assertThat(texts(scene, Role.NOTE)).containsExactly("2 bars are longer than the axis");
    assertThat(texts(scene, Role.AXIS_TITLE)).containsExactly("score", "head within layer");
  }

  @Test
  void clippedBars_endInATip_beyondTheAxisAndWithinTheFrame() {
    Scene scene = scene(bars(2, 0.5f, -1, 0, 0, 1).withScale(Scale.linear(0, 1)));
    Box frame = box(scene, "bars.frame");
    Box longest = bar(scene, 0, 0);
    Box base = box(scene, "bars.bar[0,0].tip[0]");
    Box point = box(scene, "bars.bar[0,0].tip[6]");
    assertThat(base).isEqualTo(new Box(longest.x(), longest.y() - 3, 9, 1));
    assertThat(point).isEqualTo(new Box(longest.x() + 3, longest.y() - 9, 3, 1));
    assertThat(point.y()).isGreaterThan(frame.y() + 1);
    // A bar below an axis that begins at 0 is nothing but a tip.
    assertThat(scene.marks()).extracting(Mark::id).doesNotContain("bars.bar[0,2]");
    Box below = box(scene, "bars.bar[0,2].tip[6]");
    assertThat(below.y()).isEqualTo(longest.bottom() + 2 + 6);
    assertThat(below.bottom()).isLessThan(frame.bottom() - 1);
    assertThat(box(scene, "bars.zero").y()).isEqualTo(longest.bottom());
    assertThat(scene.marks()).extracting(Mark::id).doesNotContain("bars.bar[1,2].tip[0]");
    SceneCheck.assertSound(scene);
  }

  @Test
  void everyTheme_isReadable() {
    for (Theme theme : List.of(Theme.light(), Theme.dark(), Theme.print())) {
      HeadBars figure =
          bars(1, -0.5f, Float.NaN, 0, 0.75f, -1)
              .withHighlights(Highlight.top(2))
              .withLook(LOOK.withTheme(theme));
      assertThat(Layouter.of(new FixedAdvance()).check(figure)).isEmpty();
    }
  }

  @Test
  void description_namesTheHighestBars() {
    assertThat(bars(1, 0.5f, 0.25f, 0, 0.75f, -1).withTitle("Scores").describe())
        .isEqualTo(
            "Bars of head scores: 2 rows by 3 columns. Title: Scores. Rows: layer."
                + " Columns: head. Largest: layer 0, head 0: 1; layer 1, head 1: 0.75;"
                + " layer 0, head 1: 0.5.");
  }

  @Test
  void messages() {
    Panel panel = Panel.of("bars", Tiles.of(Grid.of(1, 2, (r, c) -> 0)), Scale.zeroToMax());
    HeadNames names = HeadNames.lettered();
    BarChart.Colors colors = BarChart.Colors.defaults();
    assertMessage(
        () -> new BarChart(panel.withOrigin(Origin.BOTTOM), colors, names),
        "bar chart must have its first group at the left, got origin BOTTOM");
    assertMessage(
        () -> new BarChart(panel.withOverlays(List.of(CellText.all())), colors, names),
        "bar chart must have no overlays but highlights, got "
            + "CellText[selection=All[], decimals=OptionalInt.empty]");
    Grid one = Grid.of(1, 1, (r, c) -> 0);
    Panel many = Panel.of("bars", Tiles.mosaic(List.of(List.of(one, one))), Scale.zeroToMax());
    assertMessage(
        () -> new BarChart(many, colors, names), "bar chart must be of one grid, got 1 x 2 grids");
  }
}
