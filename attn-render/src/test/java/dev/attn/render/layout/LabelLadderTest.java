package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.text.Rotation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the fixed measurer, a letter of an 11 px label is 6 px wide and its line 14 px high. */
final class LabelLadderTest {

  private static LabelPlan columns(Axis axis, int pitch) {
    return new LabelLadder(new FixedAdvance(), Lengths.at(1), axis, true, track(axis, pitch))
        .climb();
  }

  private static LabelPlan rows(Axis axis, int pitch) {
    return new LabelLadder(new FixedAdvance(), Lengths.at(1), axis, false, track(axis, pitch))
        .climb();
  }

  private static Track track(Axis axis, int pitch) {
    return new Track(axis.labels().size(), pitch, 0, false);
  }

  private static Axis names(int count, String name) {
    return Axis.labels(Collections.nCopies(count, name));
  }

  @Test
  void labelsThatFitTheirCells_stayLevel() {
    LabelPlan plan = columns(names(4, "ab"), 15);
    assertThat(plan.rotation()).isEqualTo(Rotation.NONE);
    assertThat(plan.rung()).isEqualTo(LabelPlan.Rung.NOTHING);
    assertThat(plan.shown()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void labelsWithoutAGapBetweenThem_areTurned() {
    assertThat(columns(names(4, "11"), 14).rotation()).isEqualTo(Rotation.UP);
  }

  @Test
  void wideCells_takeDiagonalLabels() {
    assertThat(columns(names(4, "favorite"), 20).rotation()).isEqualTo(Rotation.DIAGONAL);
    assertThat(columns(names(4, "favorite"), 19).rotation()).isEqualTo(Rotation.UP);
  }

  @Test
  void cellsLowerThanALine_takeSmallerText() {
    LabelPlan plan = columns(names(4, "favorite"), 12);
    assertThat(plan.size()).isEqualTo(9);
    assertThat(plan.rung()).isEqualTo(LabelPlan.Rung.SMALLER);
    assertThat(rows(names(4, "favorite"), 12).size()).isEqualTo(9);
  }

  @Test
  void cellsTooSmallForSmallText_thinTheirLabels() {
    LabelPlan plan = columns(names(512, "favorite"), 3);
    assertThat(plan.rung()).isEqualTo(LabelPlan.Rung.THINNED);
    assertThat(plan.size()).isEqualTo(8);
    assertThat(plan.shown()).startsWith(0, 5, 10).hasSize(103);
  }

  @Test
  void fewLabelsAtTinyCells_keepTheEnds() {
    assertThat(columns(Axis.numbered(1000000, 1000008), 6).shown()).containsExactly(0, 8);
    assertThat(columns(names(2, "favorite"), 1).shown()).containsExactly(0);
    assertThat(columns(names(2, "favorite"), 1).rung()).isEqualTo(LabelPlan.Rung.ENDS_ONLY);
  }

  @Test
  void numbers_areThinnedBeforeTheyAreTurnedOrShrunk() {
    LabelPlan plan = columns(Axis.numbered(1, 100), 5);
    assertThat(plan.rotation()).isEqualTo(Rotation.NONE);
    assertThat(plan.size()).isEqualTo(11);
    assertThat(plan.shown()).startsWith(0, 5, 10);
  }

  @Test
  void askedStepAndAngle_areObeyed() {
    LabelPlan stepped = rows(Axis.numbered(1, 35).withStep(2), 14);
    assertThat(stepped.texts()).startsWith("1", "3", "5").endsWith("35");
    LabelPlan level = columns(names(3, "favorite").withStep(1).withAngle(LabelAngle.LEVEL), 4);
    assertThat(level.rotation()).isEqualTo(Rotation.NONE);
    assertThat(level.shown()).hasSize(3);
    assertThat(level.rung()).isEqualTo(LabelPlan.Rung.OBEYED);
  }

  @Test
  void longLabels_areCutInTheMiddleAndStayDistinct() {
    String first = "a".repeat(20) + "x" + "b".repeat(20);
    String second = "a".repeat(20) + "y" + "b".repeat(20);
    LabelPlan plan = rows(Axis.labels(List.of(first, second, "c")), 14);
    assertThat(plan.texts()).containsExactly(first, second, "c");
    assertThat(rows(Axis.labels(List.of(first, first)), 14).texts())
        .containsOnly("a".repeat(13) + "…" + "b".repeat(12));
  }

  @Test
  void emptyAndRepeatedLabels_areLabels() {
    assertThat(columns(Axis.labels("", "a", "", "a"), 24).texts())
        .containsExactly("", "a", "", "a");
  }
}
