package dev.attn.render.figure;

import static dev.attn.render.figure.GridTest.assertMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PanelGridTest {

  private static Grid grid(int rows, int columns) {
    return Grid.of(rows, columns, (r, c) -> r + c);
  }

  private static PanelGrid two() {
    return PanelGrid.of(List.of(List.of(grid(2, 2), grid(2, 2))));
  }

  @Test
  void difference_isMaskedWhereEitherIs() {
    Grid masked = grid(2, 2).withMask(Masks.causal(2));
    Grid difference =
        PanelGrid.compare(masked, grid(2, 2)).sheet().content().panels().get(2).tiles().tile(0, 0);
    assertThat(difference.masked(0, 1)).isTrue();
    assertThat(difference.masked(1, 0)).isFalse();
    assertThat(difference.value(1, 1)).isZero();
  }

  @Test
  void scales_areGroupedByEquality() {
    Scale one = Scale.linear(0, 1);
    assertThat(two().withRowScales(one).sheet().bars()).hasSize(1);
    assertThat(two().withColumnScales(one, one).sheet().bars()).hasSize(1);
    assertThat(two().withColumnScales(one, one.withGroup("B")).sheet().bars())
        .extracting(Bar::panels)
        .containsExactly(List.of("panel[0,0]"), List.of("panel[0,1]"));
    assertThat(one.withGroup("B")).isNotEqualTo(one).hasToString("linear [0, 1]");
  }

  @Test
  void overlaysOfASharedBar_refuseAnotherScale() {
    Panel panel = Panel.of("panel[1,2]", Tiles.of(grid(2, 2)), Scale.linear(0, 0.8));
    Bar bar = Bar.over(Scale.linear(0, 1), panel);
    assertMessage(
        () -> Sheet.of(panel).withBars(bar),
        "panel [1, 2] must use the scale of its bar, got linear [0, 0.8]");
  }

  @Test
  void messages() {
    assertMessage(
        () -> PanelGrid.compare(grid(2, 3), grid(3, 2)),
        "b must have shape [2, 3] like a, got [3, 2]");
    assertMessage(
        () -> PanelGrid.compare(List.of(grid(2, 2)), List.of()),
        "b must have 1 grids like a, got 0");
    assertMessage(
        () -> two().withRowScales(Scale.zeroToMax(), Scale.log()),
        "row scales must be 1, one each, got 2");
    assertMessage(
        () -> two().withColumnScales(Scale.zeroToMax()),
        "column scales must be 2, one each, got 1");
    PanelGrid figure = two();
    assertMessage(
        () ->
            new PanelGrid(
                figure.grids(),
                List.of(List.of("one title")),
                figure.axes(),
                List.of(),
                List.of(),
                figure.scales(),
                figure.presentation()),
        "titles must be 1 x 2, one for each panel, got rows of [1]");
    assertMessage(
        () -> new Bar(Scale.zeroToMax(), List.of()), "bar must have at least one panel, got 0");
    assertMessage(
        () -> new Bar(Scale.zeroToMax(), List.of("panel"), Side.TOP),
        "side of a bar must be RIGHT or BOTTOM, got TOP");
    assertMessage(
        () -> StepLine.through(dev.attn.tensor.NumericArray.copyOf(new double[] {1, 1.5}, 2)),
        "depth must be a whole number, got 1.5 at column 1");
    assertMessage(
        () -> StepLine.through(dev.attn.tensor.NumericArray.copyOf(new double[] {1, 2}, 1, 2)),
        "depths must have rank 1, got 2");
    Panel panel = Panel.of("text", Tiles.of(grid(2, 2)), Scale.zeroToMax());
    assertMessage(
        () -> new RunningText(panel, 10), "running text must have one row of values, got 2");
    Panel row = Panel.of("text", Tiles.of(grid(1, 2)), Scale.zeroToMax());
    assertMessage(
        () -> new RunningText(row, 10),
        "running text must have 2 labels, one for each value, got 0");
    Panel labelled = row.withAxes(Axis.none(), Axis.labels("a", "b"));
    assertMessage(() -> new RunningText(labelled, 0), "line width must be at least 1, got 0");
  }
}
