package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Extend;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.Tiles;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LimitsTest {

  private static final float NAN = Float.NaN;

  private static ResolvedScale resolve(Scale scale, float[][]... grids) {
    List<Panel> panels =
        IntStream.range(0, grids.length)
            .mapToObj(i -> Panel.of("panel[" + i + "]", Tiles.of(Grid.copyOf(grids[i])), scale))
            .toList();
    return ResolvedScale.all(panels).values().iterator().next();
  }

  private static List<Double> limits(Limits rule, float[][]... grids) {
    ResolvedScale scale = resolve(Scale.zeroToMax().withLimits(rule), grids);
    return List.of(scale.colors().norm().lo(), scale.colors().norm().hi());
  }

  @Test
  void rules_giveTheEndsOfTheScale() {
    float[][] values = {{-0.5f, 0.25f}, {2, 1}};
    assertThat(limits(Limits.zeroToMax(), values)).containsExactly(0.0, 2.0);
    assertThat(limits(Limits.dataRange(), values)).containsExactly(-0.5, 2.0);
    assertThat(limits(Limits.symmetric(), values)).containsExactly(-2.0, 2.0);
    assertThat(limits(Limits.fixed(0, 0.4), values)).containsExactly(0.0, 0.4);
  }

  private static final float[][] SINK = {
    {0.9f, -0.1f, 0.05f}, {0.8f, 0.7f, 0.1f}, {0.6f, 0.3f, 0.4f}
  };

  @Test
  void ignoredParts_haveNoSay() {
    assertThat(limits(Limits.zeroToMax().ignoringFirstKey(), SINK))
        .containsExactly(0.0, (double) 0.7f);
    assertThat(limits(Limits.zeroToMax().ignoringDiagonal(), SINK))
        .containsExactly(0.0, (double) 0.8f);
    assertThat(limits(Limits.dataRange().ignoringFirstKey().ignoringDiagonal(), SINK))
        .containsExactly((double) -0.1f, (double) 0.3f);
    assertThat(limits(Limits.symmetric().ignoringFirstKey(), SINK))
        .containsExactly((double) -0.7f, (double) 0.7f);
  }

  @Test
  void firstKey_isTheFirstRowWhereRowsAreKeys() {
    Panel panel =
        Panel.of(
                "panel",
                Tiles.of(Grid.copyOf(SINK).transposed()),
                Scale.zeroToMax().withLimits(Limits.zeroToMax().ignoringFirstKey()))
            .withOrientation(Orientation.ROWS_ARE_KEYS);
    ResolvedScale scale = ResolvedScale.all(List.of(panel)).values().iterator().next();
    assertThat(scale.colors().norm().hi()).isEqualTo(0.7f);
    assertThat(scale.over()).isEqualTo(2);
    assertThat(scale.counted()).isEqualTo(6);
  }

  @Test
  void topPercent_isCutOff() {
    float[][] values = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
    assertThat(limits(Limits.zeroToMax().ignoringTop(10), values)).containsExactly(0.0, 9.0);
    assertThat(limits(Limits.dataRange().ignoringTop(5), values)).containsExactly(0.0, 9.5);
    float[][] signed = {{-100, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6}};
    assertThat(limits(Limits.symmetric().ignoringTop(10), signed)).containsExactly(-6.0, 6.0);
  }

  @Test
  void percentiles_leaveOutBothEnds() {
    float[][] values = {{0, 1, 2, 3, 4}};
    assertThat(limits(Limits.percentiles(25, 75), values)).containsExactly(1.0, 3.0);
    assertThat(limits(Limits.percentiles(0, 100), values)).containsExactly(0.0, 4.0);
  }

  @Test
  void symmetricAboutACentre_reachesAsFarOnBothSides() {
    assertThat(limits(Limits.symmetricAbout(1), new float[][] {{0.5f, 3}}))
        .containsExactly(-1.0, 3.0);
    assertThat(limits(Limits.symmetricAbout(2), new float[][] {{2}})).containsExactly(1.0, 3.0);
  }

  @Test
  void positiveLimits_passOverZeroAndBelow() {
    assertThat(limits(Limits.positive(), new float[][] {{0, -1, 0.25f, 8}}))
        .containsExactly(0.25, 8.0);
  }

  @Test
  void logScale_countsZeroAsBelow() {
    ResolvedScale scale = resolve(Scale.log(), new float[][] {{0, 0.25f, 8, -3}});
    assertThat(scale.under()).isEqualTo(2);
    assertThat(scale.colors().norm()).hasToString("log [0.25, 8.0]");
    ResolvedScale none = resolve(Scale.log(), new float[][] {{0, -3}});
    assertThat(none.colors().norm()).hasToString("log [1.0, 10.0]");
    ResolvedScale one = resolve(Scale.log(), new float[][] {{0.5f, 0.5f}});
    assertThat(one.colors().norm()).hasToString("log [0.5, 5.0]");
  }

  @Test
  void centredScale_getsTwoSlopesFromDataOnOneSide() {
    assertThat(norm(Scale.centred(0), -1, 3)).isEqualTo("centred 0.0 [-1.0, 3.0]");
    assertThat(norm(Scale.centred(0), 1, 3)).isEqualTo("centred 0.0 [-3.0, 3.0]");
    assertThat(norm(Scale.centred(5), 1, 3)).isEqualTo("centred 5.0 [1.0, 9.0]");
    assertThat(norm(Scale.centred(2), 2, 2)).isEqualTo("centred 2.0 [1.0, 3.0]");
    assertThat(norm(Scale.centred(2).withLimits(Limits.zeroToMax()), 1, 3))
        .isEqualTo("centred 2.0 [0.0, 3.0]");
  }

  private static String norm(Scale scale, float a, float b) {
    return resolve(scale, new float[][] {{a, b}}).colors().norm().toString();
  }

  @Test
  void divergingScale_drawsZeroInTheNeutralColor() {
    ResolvedScale scale = resolve(Scale.diverging(), new float[][] {{-0.3f, 0.7f, 0}});
    assertThat(scale.colors().rgb(0)).isEqualTo(0xdddddd);
    ResolvedScale red =
        resolve(
            Scale.centred(0).withColormap(Colormaps.named("RdBu")), new float[][] {{-0.3f, 0.7f}});
    assertThat(red.colors().rgb(0)).isEqualTo(0xf7f7f7);
    ResolvedScale even = resolve(Scale.linear(-1, 1).withColormap(Colormaps.named("RdBu")), SINK);
    assertThat(even.colors().map().size()).isEqualTo(256);
  }

  @Test
  void maskedCellsDrawnAsZero_areCountedWhereZeroClips() {
    Panel panel =
        Panel.of(
                "panel",
                Tiles.of(Grid.copyOf(new float[][] {{1, 9}, {2, 3}}).withMask(Masks.causal(2))),
                Scale.dataRange())
            .withMasked(Masked.AS_ZERO);
    ResolvedScale scale = ResolvedScale.all(List.of(panel)).values().iterator().next();
    assertThat(scale.colors().norm()).hasToString("linear [1.0, 3.0]");
    assertThat(scale.under()).isEqualTo(1);
  }

  @Test
  void facts_sayHowLimitsWereFound() {
    HeatMap map =
        HeatMap.of(Grid.copyOf(SINK))
            .withScale(
                Scale.zeroToMax()
                    .withLimits(Limits.zeroToMax().ignoringFirstKey())
                    .withTitle("weight"));
    assertThat(map.facts())
        .extracting(Fact::sentence)
        .containsExactly(
            "9 cells in 1 panel",
            "limits 0.0 and 0.7 by the rule linear [0, max] without the first key",
            "3 of 9 values had no say in the limits",
            "2 of 9 cells are above the scale",
            "1 of 9 cells is below the scale");
    assertThat(map.facts()).extracting(Fact::subject).containsOnly("figure", "weight");
  }

  @Test
  void notes_sayWhatTheDataLeftOpen() {
    Grid ones = Grid.copyOf(new float[][] {{1, 2}, {3, 4}});
    assertThat(notes(HeatMap.of(ones).withScale(Scale.centred(0))))
        .containsExactly("all values lie on one side of the centre 0.0");
    Grid single = Grid.copyOf(new float[][] {{1}});
    Limits none = Limits.zeroToMax().ignoringDiagonal();
    assertThat(notes(HeatMap.of(single).withScale(Scale.zeroToMax().withLimits(none))))
        .containsExactly("no value counts for the limits");
    Grid negative = Grid.copyOf(new float[][] {{-1, -2}});
    assertThat(notes(HeatMap.of(negative)))
        .containsExactly("limits had no range and were widened to 0.0 and 1.0");
  }

  private static List<String> notes(HeatMap map) {
    return notes(Layouter.of(new FixedAdvance()).layout(map));
  }

  @Test
  void extend_drawsArrowsAsAskedFor() {
    HeatMap map = HeatMap.of(Grid.copyOf(new float[][] {{0.1f, 0.5f}}));
    Scale scale = Scale.linear(0, 0.4);
    assertThat(arrows(map.withScale(scale))).containsExactly("bar[0].over");
    assertThat(arrows(map.withScale(scale.withExtend(Extend.BOTH))))
        .containsExactly("bar[0].over", "bar[0].under");
    HeatMap bare = map.withScale(scale.withExtend(Extend.NONE));
    assertThat(arrows(bare)).isEmpty();
    assertThat(notes(bare)).containsExactly("1 of 2 cells is beyond the ends of their bar");
  }

  private static List<String> arrows(HeatMap map) {
    return Layouter.of(new FixedAdvance())
        .layout(map)
        .scene()
        .marks(Mark.Path.class, Role.BAR)
        .stream()
        .map(Mark::id)
        .toList();
  }

  /** The value that a row of the bar is coloured by, from the top. */
  private static float barValue(Scale scale, double part) {
    HeatMap map =
        HeatMap.of(Grid.copyOf(new float[40][40]))
            .withScale(scale)
            .withLook(Look.defaults().withSizing(Sizing.cells(10, 10)));
    Mark.Cells bar =
        Layouter.of(new FixedAdvance())
            .layout(map)
            .scene()
            .marks(Mark.Cells.class, Role.BAR)
            .get(0);
    assertThat(bar.grid().rows()).isEqualTo(400);
    return bar.grid().value((int) (part * 400), 0);
  }

  @Test
  void bar_isEvenInValueForLinearAndCentredNorms() {
    Scale centred = Scale.centred(0).withLimits(Limits.fixed(-1, 3));
    for (Scale scale : List.of(centred, Scale.linear(-1, 3))) {
      assertThat(barValue(scale, 0.25)).isCloseTo(2, within(0.01f));
      assertThat(barValue(scale, 0.75)).isCloseTo(0, within(0.01f));
    }
  }

  @Test
  void bar_followsOtherNorms() {
    assertThat(barValue(Scale.log(0.01, 1), 0.5)).isCloseTo(0.1f, within(0.002f));
    assertThat(barValue(Scale.of(Normalization.sqrt()), 0.5)).isCloseTo(0.25f, within(0.005f));
    assertThat(barValue(Scale.classes(0, 0.1, 1), 0.5)).isCloseTo(0.1f, within(0.002f));
  }

  @Test
  void equalScales_shareTheLimitsOfAllTheirPanels() {
    assertThat(limits(Limits.dataRange(), new float[][] {{1}}, new float[][] {{3}}))
        .containsExactly(1.0, 3.0);
  }

  @Test
  void nonFiniteCells_neverCount() {
    float[][] values = {{1, NAN}, {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}};
    ResolvedScale scale = resolve(Scale.zeroToMax(), values);
    assertThat(scale.colors().norm().hi()).isEqualTo(1);
    assertThat(scale.data().nan()).isEqualTo(1);
    assertThat(scale.data().infinite()).isEqualTo(2);
    assertThat(scale.over()).isEqualTo(1);
    assertThat(scale.under()).isEqualTo(1);
  }

  @Test
  void maskedCells_neverCount() {
    float[][] values = {{0.5f, 9}, {0.25f, 0.25f}};
    Grid grid = Grid.copyOf(values).withMask(Masks.causal(2));
    Panel panel = Panel.of("panel", Tiles.of(grid), Scale.zeroToMax());
    ResolvedScale scale = ResolvedScale.all(List.of(panel)).values().iterator().next();
    assertThat(scale.colors().norm().hi()).isEqualTo(0.5);
    assertThat(scale.data().masked()).isEqualTo(1);
    assertThat(scale.over() + scale.under()).isZero();
  }

  @Test
  void constantData_isWidenedByOneAndToldSo() {
    assertThat(limits(Limits.dataRange(), new float[][] {{3, 3}})).containsExactly(3.0, 4.0);
    assertThat(limits(Limits.zeroToMax(), new float[][] {{0, 0}})).containsExactly(0.0, 1.0);
    HeatMap map = HeatMap.of(Grid.copyOf(new float[][] {{0, 0}}));
    Layout layout = Layouter.of(new FixedAdvance()).layout(map);
    assertThat(layout.facts())
        .contains(
            new Fact(
                "constant", "linear [0, max]", List.of(0.0), "constant data: every cell is 0.0"));
    assertThat(notes(layout)).containsExactly("constant data: every cell is 0.0");
  }

  @Test
  void dataWithoutValues_isToldSo() {
    for (float[][] values : List.of(new float[][] {{NAN, NAN}}, new float[][] {{NAN}})) {
      Layout layout = Layouter.of(new FixedAdvance()).layout(HeatMap.of(Grid.copyOf(values)));
      assertThat(notes(layout)).containsExactly("no cell has a finite value");
      SceneCheck.assertSound(layout.scene());
    }
  }

  @Test
  void negativeData_underZeroToMax_isCountedAsUnder() {
    ResolvedScale scale = resolve(Scale.zeroToMax(), new float[][] {{-2, -1}});
    assertThat(scale.colors().norm().hi()).isEqualTo(1);
    assertThat(scale.under()).isEqualTo(2);
  }

  @Test
  void clippedValues_areCountedAndShownByAnArrow() {
    HeatMap map =
        HeatMap.of(Grid.copyOf(new float[][] {{0.1f, 0.5f}, {0.6f, 0.2f}}))
            .withScale(Scale.linear(0, 0.4));
    Layout layout = Layouter.of(new FixedAdvance()).layout(map);
    assertThat(layout.facts())
        .contains(
            new Fact(
                "over", "linear [0, 0.4]", List.of(2.0, 4.0), "2 of 4 cells are above the scale"));
    assertThat(layout.scene().marks(Mark.Path.class, Role.BAR))
        .extracting(Mark::id)
        .containsExactly("bar[0].over");
  }

  @Test
  void swatches_appearOnlyForCellsThatExist() {
    Grid grid = Grid.copyOf(new float[][] {{1, 2}, {NAN, 4}});
    HeatMap plain = HeatMap.of(Grid.copyOf(new float[][] {{1, 2}}));
    HeatMap marked = HeatMap.of(grid).withMask(Masks.causal(2));
    Layouter layouter = Layouter.of(new FixedAdvance());
    assertThat(layouter.layout(plain).scene().marks(Mark.class, Role.SWATCH)).isEmpty();
    assertThat(layouter.layout(marked).scene().marks(Mark.class, Role.SWATCH))
        .extracting(Mark::id)
        .containsExactly("bar[0].masked", "bar[0].NaN");
    assertThat(
            layouter.layout(marked.withMasked(Masked.BLANK)).scene().marks(Mark.class, Role.SWATCH))
        .extracting(Mark::id)
        .containsExactly("bar[0].NaN");
  }

  private static List<String> notes(Layout layout) {
    return layout.scene().marks(Mark.Text.class, Role.NOTE).stream().map(Mark.Text::text).toList();
  }
}
