package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.render.Render;
import dev.attn.render.color.Colormap;
import dev.attn.tensor.Span;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Masks too large to be drawn cell by cell: every cell still counts. */
final class MaskReductionTest {

  private static final int YELLOW = 0xfde725;
  private static final int VIOLET = 0x440154;

  /** Counts the allowed cells of every square, and all its cells, one cell after the other. */
  private static long[][][] counted(AttentionMask mask, int rows, int columns) {
    long[][][] counts = new long[rows][columns][2];
    for (int q = 0; q < mask.rows(); q++) {
      for (int k = 0; k < mask.keys(); k++) {
        long[] square = counts[square(q, mask.rows(), rows)][square(k, mask.keys(), columns)];
        square[0] += mask.allows(q, k) ? 1 : 0;
        square[1]++;
      }
    }
    return counts;
  }

  /** The last square that begins at or before a position. */
  private static int square(int position, int positions, int squares) {
    int square = 0;
    while (square + 1 < squares && (square + 1) * positions / squares <= position) {
      square++;
    }
    return square;
  }

  private static Panel panel(Figure figure) {
    return figure.sheet().content().panels().get(0);
  }

  @Property
  void everySquare_hasTheShadeOfItsCells(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int keys,
      @ForAll @IntRange(min = 1, max = 12) int squares,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    AttentionMask mask = mask(rows, keys, seed);
    Grid drawn = MaskReduction.of(mask, squares).grid();
    assertThat(Math.max(drawn.rows(), drawn.columns())).isLessThanOrEqualTo(squares);
    long[][][] counts = counted(mask, drawn.rows(), drawn.columns());
    Colormap map = MaskReduction.colormap(new MaskMap.Colors(YELLOW, VIOLET));
    for (int r = 0; r < drawn.rows(); r++) {
      for (int c = 0; c < drawn.columns(); c++) {
        double share = (double) counts[r][c][0] / counts[r][c][1];
        assertThat((double) drawn.value(r, c)).isBetween(share - 1 / 128.0, share + 1 / 128.0);
        int color = map.at(drawn.value(r, c));
        assertThat(color == VIOLET).isEqualTo(counts[r][c][0] == 0);
        assertThat(color == YELLOW).isEqualTo(counts[r][c][0] == counts[r][c][1]);
      }
    }
  }

  /** A few rectangles, and in every other mask single cells too. */
  private static AttentionMask mask(int rows, int keys, long seed) {
    String shape = rows + "x" + keys;
    AttentionMask mask =
        Masks.parseExpression(
            "rectangle(%s, 0, %d, 0, %d) | columns(%s, %d, %d)"
                .formatted(shape, rows / 2, keys / 3, shape, keys / 2, keys / 2 + keys / 4));
    return seed % 2 == 0
        ? mask
        : mask.xor(Masks.parseExpression("bernoulli(%s, 0.02, %d)".formatted(shape, seed)));
  }

  @Test
  void fewestCells_areSeenAsFarFromEmptyAndFull() {
    Colormap map = MaskReduction.colormap(new MaskMap.Colors(0xffffff, 0x000000));
    assertThat(map.color(0)).isZero();
    assertThat(map.color(1)).isEqualTo(0x404040);
    assertThat(map.color(254)).isEqualTo(0xbfbfbf);
    assertThat(map.color(255)).isEqualTo(0xffffff);

    AttentionMask lone = Masks.cells(1000, new int[][] {{700, 300}});
    Grid drawn = MaskReduction.of(lone, 10).grid();
    assertThat(map.at(drawn.value(7, 3))).isEqualTo(0x404040);
    Grid other = MaskReduction.of(lone.not(), 10).grid();
    assertThat(map.at(other.value(7, 3))).isEqualTo(0xbfbfbf);
  }

  @Test
  void picture_showsClassesAtTheCentresOfSquares() {
    MaskMap map =
        MaskMap.of(Masks.causal(16))
            .withDetail(new MaskMap.Detail(8, 4))
            .withLook(Look.defaults().withSizing(Sizing.cells(6, 6)));
    BufferedImage image = Render.image(map);
    int[][] classes = new int[4][4];
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < 4; c++) {
        int color = image.getRGB(12 + 1 + 6 * c + 3, 12 + 1 + 6 * r + 3) & 0xffffff;
        classes[r][c] = color == VIOLET ? 0 : color == YELLOW ? 2 : 1;
      }
    }
    assertThat(classes)
        .isDeepEqualTo(new int[][] {{1, 0, 0, 0}, {2, 1, 0, 0}, {2, 2, 1, 0}, {2, 2, 2, 1}});
  }

  @Test
  void smallMask_isDrawnCellByCell() {
    MaskMap map = MaskMap.of(Masks.causal(8)).withDetail(new MaskMap.Detail(8, 4));
    assertThat(panel(map).tiles().tileRows()).isEqualTo(8);
    assertThat(map.sheet().notes()).isEmpty();
    assertThat(map.sheet().look().sizing()).isEqualTo(Sizing.auto());
    assertThat(panel(MaskMap.of(Masks.causal(4096))).tiles().tileRows()).isEqualTo(4096);
    assertThat(panel(MaskMap.of(Masks.causal(4097))).tiles().tileRows()).isEqualTo(456);
  }

  @Test
  void largeMask_saysHowManyCellsASquareHas() {
    assertThat(Render.facts(MaskMap.of(Masks.causal(1 << 20))))
        .contains(
            new Fact(
                "mask-reduced",
                "panel",
                List.of(2048.0, 2048.0, 1048576.0, 1048576.0),
                "each square is 2048 x 2048 cells; shade = share that may attend"));
    assertThat(MaskMap.of(Masks.causal(50_000)).sheet().notes())
        .containsExactly(
            new Fact(
                "mask-reduced",
                "panel",
                List.of(98.0, 98.0, 50000.0, 50000.0),
                "each square is up to 98 x 98 cells; shade = share that may attend"));
  }

  @Test
  void description_hasTheSizeOfTheMask() {
    assertThat(MaskMap.of(Masks.parseExpression("none(5000x300)")).describe())
        .startsWith("Mask: 5000 rows by 300 columns.");
  }

  @Test
  void shorterSide_keepsItsShape() {
    Tiles tiles = panel(MaskMap.of(Masks.parseExpression("none(5000x300)"))).tiles();
    assertThat(List.of(tiles.tileRows(), tiles.tileColumns())).containsExactly(500, 150);
    Tiles wide = panel(MaskMap.of(Masks.parseExpression("none(7x1000000)"))).tiles();
    assertThat(List.of(wide.tileRows(), wide.tileColumns())).containsExactly(7, 512);
  }

  @Test
  void squares_areLargeEnoughToBeSeen() {
    MaskMap map = MaskMap.of(Masks.causal(50_000));
    assertThat(map.sheet().look().sizing()).isEqualTo(Sizing.cells(2, 2));
    assertThat(map.withDetail(new MaskMap.Detail(1, 100)).sheet().look().sizing())
        .isEqualTo(Sizing.auto());
    Look own = Look.defaults().withSizing(Sizing.cells(1, 1));
    assertThat(map.withLook(own).sheet().look()).isEqualTo(own);
  }

  @Test
  void figureOfGivenSize_hasRoomForTheSquares() {
    MaskMap map =
        MaskMap.of(Masks.causal(50_000))
            .withLook(Look.defaults().withSizing(Sizing.figure(400, 300)));
    BufferedImage image = Render.image(map);
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(400, 300);
    assertThat(panel(map).tiles().tileRows()).isEqualTo(225);
  }

  @Test
  void spans_goWithTheirCells() {
    MaskMap map =
        MaskMap.of(Masks.causal(1000))
            .withDetail(new MaskMap.Detail(10, 10))
            .withColumns(Axis.spans(Span.of(0, 350, "a"), Span.of(350, 1000, "b")));
    assertThat(panel(map).columns().spans())
        .containsExactly(Span.of(0, 3, "a"), Span.of(3, 10, "b"));
    assertThat(map.sheet().notes()).hasSize(1);
  }

  @Test
  void narrowSpans_haveOneSquareWhileThereIsOne() {
    MaskMap map =
        MaskMap.of(Masks.causal(1000))
            .withDetail(new MaskMap.Detail(10, 10))
            .withRows(
                Axis.spans(
                    Span.of(0, 4, "sinks"),
                    Span.of(4, 990, "rest"),
                    Span.of(990, 995, "late"),
                    Span.of(995, 1000, "last"),
                    Span.of(0, 990, "outer").withLevel(1)));
    assertThat(panel(map).rows().spans())
        .containsExactly(
            Span.of(0, 9, "outer").withLevel(1),
            Span.of(0, 1, "sinks"),
            Span.of(1, 9, "rest"),
            Span.of(9, 10, "late"));
    assertThat(map.sheet().notes().get(1))
        .isEqualTo(
            new Fact(
                "spans-missing",
                "panel.rows",
                List.of(1.0, 5.0),
                "1 of 5 row spans is too narrow to be drawn"));
  }

  @Property
  void anySpans_keepTheirOrder(
      @ForAll List<@IntRange(min = 1, max = 60) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 12) int squares) {
    int end = lengths.stream().mapToInt(Integer::intValue).sum() + 1;
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int length : lengths) {
      spans.add(Span.of(from, from + length, "").withLevel(0));
      from += length;
    }
    for (int i = 0; i + 1 < spans.size(); i += 3) {
      spans.set(i, Span.of(spans.get(i).from(), spans.get(i + 1).to(), "").withLevel(1));
    }
    SquareAxis axis = SquareAxis.of(end, SquareAxis.ceilDiv(end, squares));
    for (Span span : axis.reduced(Axis.none().withSpans(spans)).spans()) {
      assertThat(spans)
          .anyMatch(
              original ->
                  original.level() == span.level()
                      && Math.abs(span.from() - axis.square(original.from())) <= 1
                      && Math.abs(span.to() - axis.square(original.to())) <= 1);
    }
  }

  @Test
  void labels_areThoseOfFirstPositions() {
    MaskMap map =
        MaskMap.of(Masks.causal(100))
            .withDetail(new MaskMap.Detail(10, 4))
            .withRows(Axis.numbered(0, 99).withStep(60));
    assertThat(panel(map).rows().labels()).containsExactly("0", "25", "50", "75");
    assertThat(panel(map).rows().step()).hasValue(3);
  }

  @Test
  void axes_countCellsOfTheMask() {
    MaskMap map = MaskMap.of(Masks.causal(100)).withDetail(new MaskMap.Detail(10, 4));
    assertThatThrownBy(() -> map.withRows(Axis.numbered(1, 4)))
        .hasMessage("row axis must have 100 labels, one for each position, got 4");
  }

  @Test
  void maskWithoutCells_isRefusedAtAnySize() {
    MaskMap map = MaskMap.of(Masks.full(0, 5000));
    assertThatThrownBy(map::sheet)
        .hasMessage("grid must have at least one cell, got shape [0, 5000]");
  }

  @Test
  void badDetail_isNamed() {
    assertThatThrownBy(() -> new MaskMap.Detail(0, 1))
        .hasMessage("cells must be at least 1, got 0");
    assertThatThrownBy(() -> new MaskMap.Detail(1, 0))
        .hasMessage("squares must be in [1, 8192], got 0");
    assertThatThrownBy(() -> new MaskMap.Detail(1, 8193))
        .hasMessage("squares must be in [1, 8192], got 8193");
  }

  @Test
  void overlays_areNotDrawnAndThatIsSaid() {
    MaskMap map =
        MaskMap.of(Masks.causal(100))
            .withDetail(new MaskMap.Detail(50, 10))
            .withOverlays(new Outline(99, 0, YELLOW));

    assertThat(panel(map).overlays()).isEmpty();
    assertThat(map.sheet().notes())
        .extracting(Fact::sentence)
        .contains("1 overlay is not drawn over a mask that is scaled down");
    assertThat(panel(map.withDetail(new MaskMap.Detail(100, 10))).overlays()).hasSize(1);
  }
}
