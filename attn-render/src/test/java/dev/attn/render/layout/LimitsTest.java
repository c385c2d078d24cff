package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Scale;
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
    assertThat(scale.clipped()).isEqualTo(new Clipped(1, 1));
  }

  @Test
  void maskedCells_neverCount() {
    float[][] values = {{0.5f, 9}, {0.25f, 0.25f}};
    Grid grid = Grid.copyOf(values).withMask(Masks.causal(2));
    Panel panel = Panel.of("panel", Tiles.of(grid), Scale.zeroToMax());
    ResolvedScale scale = ResolvedScale.all(List.of(panel)).values().iterator().next();
    assertThat(scale.colors().norm().hi()).isEqualTo(0.5);
    assertThat(scale.data().masked()).isEqualTo(1);
    assertThat(scale.clipped()).isEqualTo(new Clipped(0, 0));
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
    assertThat(scale.clipped()).isEqualTo(new Clipped(2, 0));
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
