package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Budget;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Extend;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.TokenDisplay;
import dev.attn.render.text.Typeface;
import dev.attn.tensor.Span;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is lost in silence: each fact has a figure that it is told of, in these words. */
final class FactCodesTest {

  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;

  private static Grid ramp(int rows, int columns) {
    return Grid.of(rows, columns, (r, c) -> r * columns + c);
  }

  private static HeatMap map(int rows, int columns) {
    return HeatMap.of(ramp(rows, columns));
  }

  private static HeatMap row(float... values) {
    return HeatMap.of(Grid.copyOf(new float[][] {values}));
  }

  private static Look cells(int width, int height) {
    return Look.defaults().withSizing(Sizing.cells(width, height));
  }

  private static Axis names(int count, String name) {
    return Axis.labels(Collections.nCopies(count, name));
  }

  static Stream<Arguments> facts() {
    return Stream.of(values(), limits(), labels(), parts(), masks()).flatMap(each -> each);
  }

  private static Arguments fact(String code, String sentence, Figure figure) {
    return Arguments.of(code, sentence, figure);
  }

  private static Stream<Arguments> values() {
    HeatMap clipped = row(0, 1, 2, 3).withScale(Scale.linear(1, 2).withTitle("w"));
    HeatMap strange = row(NAN, INF, 1, 2);
    return Stream.of(
        fact("cells", "12 cells in 1 panel", map(3, 4)),
        fact("nan", "1 of 4 cells is not a number", strange),
        fact("infinite", "1 of 4 cells is infinite", strange),
        fact("over", "1 of 4 cells is above the scale", clipped),
        fact("under", "1 of 4 cells is below the scale", clipped),
        fact(
            "clipped-without-arrow",
            "2 of 4 cells are beyond the ends of their bar",
            clipped.withScale(Scale.linear(1, 2).withExtend(Extend.NONE))),
        fact("masked", "6 of 16 cells are masked", map(4, 4).withMask(Masks.causal(4))));
  }

  private static Stream<Arguments> limits() {
    return Stream.of(
        fact("limits", "limits 0.0 and 3.0 by the rule linear [0, max]", map(2, 2)),
        fact(
            "ignored",
            "2 of 4 values had no say in the limits",
            map(2, 2)
                .withScale(Scale.zeroToMax().withLimits(Limits.zeroToMax().ignoringDiagonal()))),
        fact("no-values", "no cell has a finite value", row(NAN, NAN)),
        fact(
            "no-limits",
            "no value counts for the limits",
            map(1, 1)
                .withScale(Scale.zeroToMax().withLimits(Limits.zeroToMax().ignoringFirstKey()))),
        fact(
            "constant", "constant data: every cell is 3.0", row(3, 3).withScale(Scale.dataRange())),
        fact(
            "one-sided",
            "all values lie on one side of the centre 0.0",
            row(1, 2).withScale(Scale.centred(0))),
        fact("widened", "limits had no range and were widened to 0.0 and 1.0", row(-2, -1)));
  }

  private static Stream<Arguments> labels() {
    HeatMap crowd = map(2, 60).withLook(cells(5, 14));
    return Stream.of(
        fact(
            "labels",
            "3 of 3 labels drawn, turned none, 11 px high",
            map(2, 3).withColumns(names(3, "a"))),
        fact(
            "small-labels",
            "labels: 8 px high",
            map(2, 60).withLook(cells(11, 14)).withColumns(names(60, "word"))),
        fact(
            "labels-overlap",
            "labels: 60 of 60 overlap",
            crowd.withColumns(names(60, "word").withAngle(LabelAngle.LEVEL).withStep(1))),
        fact("labels-thinned", "labels: every 2nd of 60", crowd.withColumns(names(60, "word"))),
        fact(
            "labels-cut",
            "labels: 2 of 2 shortened",
            map(2, 2).withRows(names(2, "x".repeat(200)))),
        fact(
            "marks-hidden",
            "labels: 1 of 2 without the mark at their beginning",
            map(1, 2)
                .withColumns(
                    Axis.labels("\u2581a", "b").withDisplay(TokenDisplay.sentencePiece()))),
        fact("folded", "1 of 4 texts with a character drawn by another one", one("\uff5c")),
        fact("boxed", "1 of 4 texts with a character drawn as its number", one("\u6c34")),
        fact("unshaped", "1 of 4 texts with letters that should be joined", one("\u0633\u0644")));
  }

  private static HeatMap one(String label) {
    return row(1, 2).withColumns(Axis.labels(label, "b"));
  }

  private static Stream<Arguments> parts() {
    String title = "many words of a title ".repeat(30).strip();
    return Stream.of(
        fact("title-cut", "title shortened: " + title, map(2, 2).withTitle(title)),
        fact(
            "title-cut",
            "title of a panel shortened: " + title,
            PanelGrid.of(List.of(List.of(ramp(2, 2)))).withPanelTitles((r, c) -> title)),
        fact(
            "title-cut",
            "a header shortened: " + title,
            PanelGrid.of(List.of(List.of(ramp(2, 2)))).withColumnHeaders(title)),
        fact(
            "span-name-missing",
            "name of beginning [0, 1) does not fit",
            map(2, 100).withColumns(Axis.spans(Span.of(0, 1, "beginning")))),
        fact(
            "span-name-cut",
            "name of a span shortened: many words o\u2026s of a title",
            map(2, 30).withColumns(Axis.spans(Span.of(0, 30, title)))),
        fact(
            "cell-text",
            "4 of 4 cells have their value written, 11 px high",
            map(2, 2).withOverlays(CellText.all())),
        fact(
            "cell-text-missing",
            "no values in cells: cells are 9 px high",
            map(60, 60).withOverlays(CellText.all())),
        fact(
            "bar-labels-thinned",
            "18 of 20 numbers of a scale left out",
            map(1, 40)
                .withLook(cells(8, 8))
                .withScale(Scale.classes(IntStream.range(0, 20).asDoubleStream().toArray()))),
        fact(
            "left-over",
            "px of the figure are left over",
            map(7, 7).withLook(Look.defaults().withSizing(Sizing.figure(300, 280)))),
        fact("reduced", "each drawn cell is the max of 2 x 2 cells", map(100, 100)),
        fact(
            "nan-hidden",
            "1 cell that is not a number is hidden by others",
            HeatMap.of(Grid.of(100, 100, (r, c) -> r + c == 0 ? NAN : 1))));
  }

  private static Stream<Arguments> masks() {
    MaskMap large =
        MaskMap.of(Masks.causal(6000))
            .withRows(Axis.spans(Span.of(0, 1, "a"), Span.of(1, 2, "b"), Span.of(2, 6000, "c")))
            .withOverlays(Highlight.row(7));
    return Stream.of(
        fact("mask-reduced", "each square is 12 x 12 cells; shade = share that may attend", large),
        fact("spans-missing", "1 of 3 row spans is too narrow to be drawn", large),
        fact("overlays-missing", "1 overlay is not drawn over a mask that is scaled down", large));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("facts")
  void fact_isTold(String code, String sentence, Figure figure) {
    Budget budget =
        code.equals("reduced") || code.equals("nan-hidden")
            ? Budget.defaults().withSide(50)
            : Budget.defaults();
    assertThat(Layouter.of(Typeface.bundled()).withBudget(budget).layout(figure).facts())
        .filteredOn(fact -> fact.code().equals(code))
        .extracting(Fact::sentence)
        .anyMatch(told -> told.endsWith(sentence));
  }
}
