package dev.attn.render.layout;

import static dev.attn.render.layout.Scenes.assertMessage;
import static dev.attn.render.layout.Scenes.box;
import static dev.attn.render.layout.Scenes.facts;
import static dev.attn.render.layout.Scenes.fill;
import static dev.attn.render.layout.Scenes.scene;
import static dev.attn.render.layout.Scenes.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.HeadNames;
import dev.attn.render.figure.HeadScatter;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Theme;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.scene.SceneText;
import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Points are 7 px large and keep 16 px from the frame, which is 560 px long. */
final class ScatterLayoutTest {

  private static HeadScatter points(int layers, double... coordinates) {
    NumericArray points = NumericArray.copyOf(coordinates, coordinates.length / 2, 2);
    return HeadScatter.of(points, layers);
  }

  private static HeadScatter random(int layers, int heads, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] coordinates =
        random.doubles(2L * layers * heads).map(value -> Math.rint(value * 40)).toArray();
    return points(layers, coordinates);
  }

  private static Box point(Scene scene, int layer, int head) {
    return box(scene, "points.point[" + layer + "," + head + "]");
  }

  @Test
  void units_areEquallyLongInBothDirections() {
    Scene scene = scene(points(2, 0, 0, 4, 0, 0, 3, 4, 3));
    Box frame = box(scene, "points.frame");
    // 4 units are 528 px, so 3 are 396.
    assertThat(frame.width()).isEqualTo(528 + 32 + 2);
    assertThat(frame.height()).isEqualTo(396 + 32 + 2);
    assertThat(point(scene, 0, 1).x() - point(scene, 0, 0).x()).isEqualTo(528);
    assertThat(point(scene, 0, 0).y() - point(scene, 1, 0).y()).isEqualTo(396);
    assertThat(point(scene, 0, 0).x()).isEqualTo(frame.x() + 1 + 16 - 3);
    SceneCheck.assertSound(scene);
  }

  @Test
  void flatOrSinglePoints_haveAPlaneToo() {
    Box flat = box(scene(points(1, 0, 0, 1, 0)), "points.frame");
    assertThat(List.of(flat.width(), flat.height())).containsExactly(562, 188);
    Scene single = scene(points(1, 5, 5));
    assertThat(texts(single, Role.SPAN_LABEL)).containsExactly("L0H0");
    SceneCheck.assertSound(single);
  }

  @Test
  void colours_areThoseOfTheLayer() {
    Scene scene = scene(points(2, 0, 0, 4, 0, 0, 3, 4, 3));
    assertThat(fill(scene, "points.point[0,1]")).isEqualTo(0x440154);
    assertThat(fill(scene, "points.point[1,0]")).isEqualTo(0xfde725);
    assertThat(texts(scene, Role.BAR_LABEL)).containsExactly("0", "1", "layer");
    HeadScatter oneBased = points(2, 0, 0, 4, 0, 0, 3, 4, 3).withIndexBase(1);
    assertThat(texts(scene(oneBased), Role.BAR_LABEL)).containsExactly("1", "2", "layer");
    NumericArray scores = NumericArray.copyOf(new double[] {0, 8, 4, 2}, 2, 2);
    assertThat(fill(scene(oneBased.withScores(scores)), "points.point[0,1]")).isEqualTo(0xfde725);
  }

  @Test
  void numbersOfLayers_areWholeHoweverManyThereAre() {
    for (int layers = 1; layers <= 40; layers++) {
      List<String> numbers = texts(scene(random(layers, 2, layers)), Role.BAR_LABEL);
      assertThat(numbers).endsWith("layer");
      assertThat(numbers.subList(0, numbers.size() - 1)).allMatch(each -> each.matches("\\d+"));
    }
  }

  @Test
  void names_avoidPointsAndEachOther() {
    Scene scene = scene(points(1, 2, 1, 2.05, 1, 0, 0, 4, 3).withNames(HeadNames.dotted()));
    assertThat(texts(scene, Role.SPAN_LABEL)).containsExactly("0.0", "0.1", "0.2", "0.3");
    // The second point lies to the right of the first, whose name goes to the left.
    assertThat(box(scene, "points.name[0,0]").right()).isLessThan(point(scene, 0, 0).x());
    assertThat(box(scene, "points.name[0,1]").x()).isGreaterThan(point(scene, 0, 1).right());
    assertThat(facts(points(1, 0, 0, 1, 1), "names")).containsExactly("names: 2 of 2 points");
  }

  @Test
  void names_withoutRoom_areCounted() {
    double[] crowd = new double[60];
    crowd[58] = 100;
    HeadScatter figure = points(1, crowd);
    assertThat(facts(figure, "names-dropped")).containsExactly("names: 2 of 30 points");
    assertThat(texts(scene(figure), Role.NOTE)).startsWith("names: 2 of 30 points");
  }

  @Test
  void highlightedPoints_areFramedAndNamedFirst() {
    double[] crowd = new double[60];
    crowd[58] = 100;
    HeadScatter figure = points(1, crowd).withHighlights(Highlight.cell(0, 25).withColor(0xd62728));
    Scene scene = scene(figure);
    assertThat(texts(scene, Role.SPAN_LABEL)).startsWith("L0H25");
    Mark.Rect ring = (Mark.Rect) Scenes.mark(scene, "points.outline[25]");
    assertThat(ring.border()).hasValue(0xd62728);
    assertThat(ring.box()).isEqualTo(point(scene, 0, 25).grow(3));
  }

  @Property
  void names_neverTouchWhatIsThere(
      @ForAll @IntRange(min = 1, max = 4) int layers,
      @ForAll @IntRange(min = 1, max = 20) int heads,
      @ForAll long seed) {
    Scene scene = scene(random(layers, heads, seed));
    SceneCheck.assertSound(scene);
    List<Mark.Text> names = scene.marks(Mark.Text.class, Role.SPAN_LABEL);
    for (Mark.Text name : names) {
      for (Mark.Rect point : scene.marks(Mark.Rect.class, Role.CELLS)) {
        assertThat(name.box().intersects(point.box())).as(name.text()).isFalse();
      }
    }
    assertThat(SceneText.of(scene(random(layers, heads, seed)))).isEqualTo(SceneText.of(scene));
  }

  @Test
  void directions_haveTitles() {
    Scene scene = scene(points(1, 0, 0, 4, 3).withAxisTitles("first", "second"));
    assertThat(texts(scene, Role.AXIS_TITLE)).containsExactly("first", "second");
    SceneCheck.assertSound(scene);
  }

  @Test
  void everyTheme_isReadable() {
    for (Theme theme : List.of(Theme.light(), Theme.dark(), Theme.print())) {
      HeadScatter figure =
          random(3, 6, 1)
              .withHighlights(Highlight.row(1))
              .withLook(Look.defaults().withTheme(theme));
      assertThat(Layouter.of(new FixedAdvance()).check(figure)).isEmpty();
    }
  }

  @Test
  void description_tellsTheNearestAndTheFarthest() {
    assertThat(points(2, 0, 0, 4, 0, 0, 3, 4, 2.5).describe())
        .isEqualTo(
            "Map of heads: 2 rows by 2 columns."
                + " Colour scale: layer, linear, from 0 (#440154) to 1 (#fde725)."
                + " Nearest: L0H1 and L1H1, 2.50 apart. Farthest: L0H1 and L1H0, 5.00 apart.");
  }

  @Test
  void messages() {
    assertMessage(
        () -> points(2, 0, 0, 1, 1, 2, 2),
        "points must be equally many for each of 2 layers, got 3");
    assertMessage(() -> points(0, 0, 0), "layers must be at least 1, got 0");
    assertMessage(
        () -> points(1, 0, Double.NaN).sheet(), "points must be finite, got NaN at [0, 1]");
    assertMessage(
        () -> HeadScatter.of(NumericArray.copyOf(new double[6], 2, 3), 1).sheet(),
        "points must have shape [2, 2], got [2, 3]");
    assertMessage(
        () -> points(1, 0, 0, 1, 1).withScores(NumericArray.copyOf(new double[2], 2, 1)),
        "scores must have shape [1, 2], got [2, 1]");
  }
}
