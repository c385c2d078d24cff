package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.attn.mask.Masks;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Budget;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.Reduction;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReductionTest {

  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;

  @Test
  void max_keepsALoneCell() {
    Grid lone = Grid.of(14, 14, (r, c) -> r == 9 && c == 4 ? 1 : 0);

    assertThat(reduced(lone, 7, Reduction.MAX).value(1, 0)).isEqualTo(1);
    assertThat(reduced(lone, 7, Reduction.MEAN).value(1, 0)).isEqualTo(1 / 49f);
    assertThat(reduced(lone, 7, Reduction.FIRST).value(1, 0)).isZero();
  }

  @Test
  void max_keepsASinkColumnAndADiagonal() {
    Grid grid = Grid.of(100, 100, (r, c) -> c == 0 ? 0.9f : r == c ? 0.5f : 0);
    Grid small = reduced(grid, 10, Reduction.MAX);

    for (int i = 0; i < 10; i++) {
      assertThat(small.value(i, 0)).isEqualTo(0.9f);
      assertThat(small.value(i, i)).isEqualTo(i == 0 ? 0.9f : 0.5f);
    }
  }

  @Test
  void maxAroundACentre_keepsTheSign() {
    Grid grid = Grid.copyOf(new float[][] {{0.2f, -0.7f, 0.3f, 0.1f}});

    assertThat(new ReducedGrid(grid, new Blocks(1, 2), Reduction.MAX, OptionalDouble.of(0)))
        .extracting(g -> g.value(0, 0), g -> g.value(0, 1))
        .containsExactly(-0.7f, 0.3f);
    assertThat(reduced(grid, 2, Reduction.MAX).value(0, 0)).isEqualTo(0.2f);
  }

  @Test
  void maskedCellsAndNan_neverCount() {
    Grid grid =
        Grid.copyOf(
                new float[][] {{9, NAN, 9, 9}, {1, 2, 9, 9}, {NAN, 9, 3, INF}, {9, NAN, NAN, 5}})
            .withMask(
                Masks.fromDense(
                    new boolean[][] {
                      {false, true, false, false},
                      {true, true, false, false},
                      {true, false, true, true},
                      {false, true, true, true}
                    }));
    Grid max = reduced(grid, 2, Reduction.MAX);

    assertThat(max.value(0, 0)).isEqualTo(2);
    assertThat(max.masked(0, 0)).isFalse();
    assertThat(max.masked(0, 1)).as("all four masked").isTrue();
    assertThat(max.value(1, 0)).as("the unmasked are NaN").isNaN();
    assertThat(max.masked(1, 0)).isFalse();
    assertThat(max.value(1, 1)).isEqualTo(INF);
    assertThat(reduced(grid, 2, Reduction.MEAN).value(1, 1)).as("of 3 and 5").isEqualTo(4);
    assertThat(reduced(grid, 2, Reduction.FIRST).value(0, 0)).isEqualTo(1);
    assertThat(((ReducedGrid) max).hiddenNan()).isEqualTo(2);
  }

  @Test
  void meanOfInfiniteCells_isTheFirst() {
    assertThat(
            reduced(Grid.copyOf(new float[][] {{NAN, -INF, INF}}), 3, Reduction.MEAN).value(0, 0))
        .isEqualTo(-INF);
  }

  @Property(tries = 500)
  void reduction_isThatOfEachBlockAlone(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll @IntRange(min = 1, max = 4) int down,
      @ForAll @IntRange(min = 1, max = 4) int across,
      @ForAll Reduction reduction) {
    Grid grid = random(seed, rows, columns);
    Grid small = new ReducedGrid(grid, new Blocks(down, across), reduction, OptionalDouble.empty());
    assertThat(small.rows()).isEqualTo((rows + down - 1) / down);
    assertThat(small.columns()).isEqualTo((columns + across - 1) / across);
    for (int r = small.rows() - 1; r >= 0; r--) {
      for (int c = 0; c < small.columns(); c++) {
        List<Float> unmasked = new ArrayList<>();
        for (int y = r * down; y < Math.min(rows, (r + 1) * down); y++) {
          for (int x = c * across; x < Math.min(columns, (c + 1) * across); x++) {
            if (!grid.masked(y, x)) {
              unmasked.add(grid.value(y, x));
            }
          }
        }
        assertThat(small.masked(r, c)).isEqualTo(unmasked.isEmpty());
        if (!unmasked.isEmpty()) {
          assertThat(small.value(r, c)).isEqualTo(Float.valueOf(naive(unmasked, reduction)));
        }
      }
    }
  }

  /** Whole rows and runs of them are asked for what they hide; cells one by one say the same. */
  @Property(tries = 300)
  void drawnRows_areThoseOfTheirCells(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll Masked masked,
      @ForAll Origin origin) {
    Grid drawn = DrawnGrid.of(random(seed, rows, columns), masked, origin);
    float[] values = new float[columns];
    boolean[] hidden = new boolean[columns];
    for (int r = 0; r < rows; r++) {
      drawn.row(r, values);
      boolean any = drawn.masked(r, hidden);
      for (int c = 0; c < columns; c++) {
        assertThat(any && hidden[c]).isEqualTo(drawn.masked(r, c));
        assertThat(values[c]).isEqualTo(Float.valueOf(drawn.value(r, c)));
      }
    }
  }

  private static float naive(List<Float> block, Reduction reduction) {
    List<Float> values = block.stream().filter(v -> !v.isNaN()).toList();
    if (values.isEmpty()) {
      return NAN;
    }
    return switch (reduction) {
      case MAX -> values.stream().max(Float::compare).orElseThrow();
      case FIRST -> values.get(0);
      case MEAN -> (float) values.stream().mapToDouble(v -> v).average().orElseThrow();
    };
  }

  /** A fifth masked, a fifth NaN, the others eighths, whose sums are exact. */
  private static Grid random(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] values = new float[rows][columns];
    boolean[][] allowed = new boolean[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[r][c] = random.nextInt(5) == 0 ? NAN : random.nextInt(-40, 40) / 8f;
        allowed[r][c] = random.nextInt(5) > 0;
      }
    }
    return Grid.copyOf(values).withMask(Masks.fromDense(allowed));
  }

  @Test
  void budget_decidesTheBlocks() {
    assertThat(cells(map(4096, 4096), Budget.defaults()).grid().rows()).isEqualTo(4096);
    assertThat(cells(map(4097, 10), Budget.defaults()).grid().rows()).isEqualTo(2049);
    assertThat(cells(map(4097, 10), Budget.defaults()).grid().columns()).isEqualTo(10);
    assertThat(cells(map(300, 300), Budget.defaults().withSide(50)).grid().rows()).isEqualTo(50);
    assertThat(cells(map(4097, 10), Budget.unlimited()).grid().rows()).isEqualTo(4097);
  }

  @Test
  void pixelsOfTheSmallestCells_countToo() {
    Budget budget = Budget.defaults().withPixels(640 * 640);

    assertThat(cells(map(640, 640), budget).grid().rows()).isEqualTo(640);
    assertThat(cells(map(641, 641), budget).grid().rows()).isEqualTo(321);
    Figure large = map(20, 20).withLook(Look.defaults().withSizing(Sizing.cells(40, 40)));
    assertThat(cells(large, budget.withPixels(1)).grid().rows()).as("as asked for").isEqualTo(20);
  }

  @Test
  void reducedPicture_saysSo() {
    Layout layout = layout(map(300, 200), Budget.defaults().withSide(100));
    Layout pixels =
        layout(
            map(300, 200).withLook(Look.defaults().withSizing(Sizing.cells(1, 1))),
            Budget.defaults().withSide(100).withReduction(Reduction.MEAN));

    assertThat(layout.facts())
        .contains(
            new Fact(
                "reduced",
                "panel",
                List.of(3.0, 2.0),
                "each drawn cell is the max of 3 x 2 cells"));
    assertThat(notes(layout)).containsExactly("each drawn cell is the max of 3 x 2 cells");
    assertThat(notes(pixels)).containsExactly("each pixel is the mean of 3 x 2 cells");
    assertThat(layout(map(100, 100), Budget.defaults()).facts())
        .noneMatch(fact -> fact.code().equals("reduced"));
  }

  @Test
  void hiddenNan_isSaid() {
    Grid grid = Grid.of(100, 100, (r, c) -> r < 2 && c == 0 ? NAN : r);
    Layout layout = layout(HeatMap.of(grid), Budget.defaults().withSide(50));

    assertThat(layout.facts())
        .contains(
            new Fact(
                "nan-hidden",
                "panel",
                List.of(2.0),
                "2 cells that are not a number are hidden by others"));
    assertThat(layout.facts())
        .extracting(Fact::sentence)
        .contains("2 of 10000 cells are not a number");
  }

  @Test
  void limits_areThoseOfAllValues() {
    Grid grid = Grid.of(100, 100, (r, c) -> r == 7 && c == 9 ? 8 : 1);
    Mark.Cells cells =
        cells(HeatMap.of(grid), Budget.defaults().withSide(10).withReduction(Reduction.MEAN));

    assertThat(cells.scale().norm().hi()).isEqualTo(8);
  }

  @Test
  void centredScales_keepWhatIsFarFromTheirCentre() {
    Grid grid = Grid.of(2, 2, (r, c) -> r + c == 0 ? -3 : 2);
    Scale symmetric = Scale.zeroToMax().withLimits(Limits.symmetric());
    Scale centred = Scale.of(Normalization.centred(1).withLimits(-3, 9));
    Budget budget = Budget.defaults().withSide(1);

    assertThat(cells(HeatMap.of(grid).withScale(symmetric), budget).grid().value(0, 0))
        .isEqualTo(-3);
    assertThat(cells(HeatMap.of(grid).withScale(centred), budget).grid().value(0, 0)).isEqualTo(-3);
    assertThat(cells(HeatMap.of(grid), budget).grid().value(0, 0)).isEqualTo(2);
  }

  @Test
  void labelsAndSpans_standAtTheBlockOfTheirPosition() {
    Axis columns =
        Axis.numbered(0, 999).withStep(500).withSpans(List.of(Span.of(250, 500, "quarter")));
    HeatMap map =
        map(1000, 1000)
            .withColumns(columns)
            .withLook(Look.defaults().withSizing(Sizing.cells(2, 2)));
    Layout layout = layout(map, Budget.defaults().withSide(100));
    Mark.Cells cells = cells(layout);

    assertThat(cells.box().width()).isEqualTo(200);
    assertThat(box(layout, "panel.columns.tick[0]").x()).isEqualTo(cells.box().x());
    assertThat(box(layout, "panel.columns.tick[500]").x()).isEqualTo(cells.box().x() + 100);
    Box bar = box(layout, "panel.columns.span[0].bar");
    assertThat(bar.x()).isEqualTo(cells.box().x() + 50 + 1);
    assertThat(bar.width()).isEqualTo(50 - 2);
  }

  @Test
  void namesOfReducedCells_areThinned() {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "t" + i).toList();
    Layout layout =
        layout(map(1000, 1000).withColumns(Axis.labels(names)), Budget.defaults().withSide(100));

    assertThat(notes(layout))
        .containsExactlyInAnyOrder(
            "labels: every 20th of 1000", "each drawn cell is the max of 10 x 10 cells");
  }

  @Test
  void originAtTheBottom_beginsBlocksAtTheFirstRow() {
    Grid grid = Grid.of(5, 1, (r, c) -> r);
    Mark.Cells cells =
        cells(HeatMap.of(grid).withOrigin(Origin.BOTTOM), Budget.defaults().withSide(3));

    assertThat(cells.grid().value(2, 0)).as("rows 0 and 1").isEqualTo(1);
    assertThat(cells.grid().value(1, 0)).as("rows 2 and 3").isEqualTo(3);
    assertThat(cells.grid().value(0, 0)).as("row 4").isEqualTo(4);
  }

  @Test
  void maskedBlocks_areDrawnAsMaskedCells() {
    Grid causal = Grid.of(100, 100, (r, c) -> -1).withMask(Masks.causal(100));
    HeatMap map = HeatMap.of(causal);
    Budget budget = Budget.defaults().withSide(10);

    assertThat(cells(map, budget).grid().masked(0, 1)).isTrue();
    assertThat(cells(map, budget).grid().masked(0, 0)).isFalse();
    Grid zeros = cells(map.withMasked(Masked.AS_ZERO), budget).grid();
    assertThat(zeros.value(0, 1)).isZero();
    assertThat(zeros.value(0, 0)).as("masked cells of a mixed block do not count").isEqualTo(-1);
  }

  @Test
  void tiles_areReducedOneByOne() {
    HeadGrid heads = HeadGrid.of(TargetFigures.saliency(3, 4, 20));
    List<Mark.Cells> tiles =
        layout(heads, Budget.defaults().withSide(40)).scene().marks(Mark.Cells.class, Role.CELLS);

    assertThat(tiles).hasSize(12);
    assertThat(tiles).allMatch(tile -> tile.grid().rows() == 10 && tile.grid().columns() == 10);
  }

  @Test
  void figureOfAskedSize_reducesWhatHasNoRoom() {
    HeatMap map = map(2000, 2000).withLook(Look.defaults().withSizing(Sizing.figure(300, 300)));
    Layout layout = layout(map, Budget.defaults());

    assertThat(layout.scene().width()).isEqualTo(300);
    assertThat(layout.scene().height()).isEqualTo(300);
    assertThat(notes(layout)).containsExactly("each pixel is the max of 9 x 9 cells");
    assertThat(cells(layout).box().width()).isEqualTo(223);
  }

  @Test
  void budget_mustLeaveSomething() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Budget.defaults().withSide(0))
        .withMessage("side must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Budget.defaults().withPixels(0))
        .withMessage("pixels must be at least 1, got 0");
  }

  @Test
  @SuppressWarnings("NullAway")
  void reduction_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> Budget.defaults().withReduction(null))
        .withMessage("reduction must not be null");
  }

  private static Grid reduced(Grid grid, int factor, Reduction reduction) {
    return new ReducedGrid(grid, new Blocks(factor, factor), reduction, OptionalDouble.empty());
  }

  private static HeatMap map(int rows, int columns) {
    return HeatMap.of(Grid.of(rows, columns, (r, c) -> (r + c) % 10));
  }

  private static Layout layout(Figure figure, Budget budget) {
    return Layouter.of(new FixedAdvance()).withBudget(budget).layout(figure);
  }

  private static Mark.Cells cells(Figure figure, Budget budget) {
    return cells(layout(figure, budget));
  }

  private static Mark.Cells cells(Layout layout) {
    return layout.scene().marks(Mark.Cells.class, Role.CELLS).get(0);
  }

  private static Box box(Layout layout, String id) {
    return layout.scene().marks().stream()
        .filter(mark -> mark.id().equals(id))
        .findFirst()
        .orElseThrow()
        .box();
  }

  private static List<String> notes(Layout layout) {
    return layout.scene().marks(Mark.Text.class, Role.NOTE).stream().map(Mark.Text::text).toList();
  }
}
