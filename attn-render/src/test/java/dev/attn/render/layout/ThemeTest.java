package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TextSizes;
import dev.attn.render.figure.Theme;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One theme value carries colours, text sizes and cells. */
final class ThemeTest {

  private static Scene scene(Look look) {
    HeatMap map =
        HeatMap.of(Grid.of(5, 5, (q, k) -> 0).withMask(Masks.causal(5)))
            .withRows(Axis.numbered(0, 4).withTitle("query"))
            .withTitle("Theme")
            .withLook(look);
    return Layouter.of(new FixedAdvance()).layout(map).scene();
  }

  private static List<Integer> sizes(Scene scene, Role role) {
    return scene.marks(Mark.Text.class, role).stream().map(Mark.Text::size).distinct().toList();
  }

  @Test
  void texts_haveTheSizesOfTheTheme() {
    Theme theme = Theme.light().withSizes(new TextSizes(9, 13, 20, 8));
    Scene scene = scene(Look.defaults().withTheme(theme));
    assertThat(sizes(scene, Role.TICK_LABEL)).containsExactly(9);
    assertThat(sizes(scene, Role.AXIS_TITLE)).containsExactly(13);
    assertThat(sizes(scene, Role.TITLE)).containsExactly(20);
    assertThat(sizes(scene, Role.NOTE)).containsExactly(8);
    assertThat(sizes(scene(Look.defaults().withTheme(Theme.print())), Role.TICK_LABEL))
        .containsExactly(13);
  }

  private static int cell(Look look) {
    return scene(look).marks(Mark.Cells.class, Role.CELLS).get(0).cellWidth();
  }

  @Test
  void cells_areThoseOfTheThemeUnlessTheFigureChooses() {
    Look look = Look.defaults().withTheme(Theme.print().withCells(13, 13));
    assertThat(cell(look)).isEqualTo(13);
    assertThat(cell(look.withSizing(Sizing.cells(7, 7)))).isEqualTo(7);
    assertThat(cell(Look.defaults())).isEqualTo(24);
  }

  private static int masked(Look look, Scale scale) {
    HeatMap map =
        HeatMap.of(Grid.of(5, 5, (q, k) -> 0.1f * q).withMask(Masks.causal(5)))
            .withScale(scale)
            .withLook(look);
    Scene scene = Layouter.of(new FixedAdvance()).layout(map).scene();
    int drawn = scene.marks(Mark.Cells.class, Role.CELLS).get(0).scale().map().masked();
    Mark.Rect swatch = scene.marks(Mark.Rect.class, Role.SWATCH).get(0);
    assertThat(swatch.fill()).hasValue(drawn);
    return drawn;
  }

  @Test
  void maskedCells_areDarkInTheDarkUnlessTheMapChooses() {
    Look dark = Look.defaults().withTheme(Theme.dark());
    assertThat(masked(Look.defaults(), Scale.zeroToMax())).isEqualTo(0xececec);
    assertThat(masked(dark, Scale.zeroToMax())).isEqualTo(0x33363f);
    Scale own = Scale.zeroToMax().withColormap(Colormaps.viridis().withMasked(0xff0000));
    assertThat(masked(dark, own)).isEqualTo(0xff0000);
  }
}
