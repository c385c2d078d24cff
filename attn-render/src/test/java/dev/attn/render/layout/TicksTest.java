package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.render.color.Normalization;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TicksTest {

  private static List<String> round(double lo, double hi, int room) {
    return Ticks.of(
            Normalization.linear(lo, hi), OptionalDouble.empty(), Ticks.Ends.ROUND_ONLY, room, 60)
        .labels();
  }

  private static List<String> asked(double lo, double hi, double step) {
    return Ticks.of(
            Normalization.linear(lo, hi), OptionalDouble.of(step), Ticks.Ends.ROUND_ONLY, 400, 60)
        .labels();
  }

  private static List<String> named(double lo, double hi, int room) {
    return Ticks.of(
            Normalization.linear(lo, hi), OptionalDouble.empty(), Ticks.Ends.NAMED, room, 60)
        .labels();
  }

  @Test
  void steps_areRoundAndAboutSixtyPixelsApart() {
    assertThat(round(0, 1, 448)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(round(0, 100, 250)).containsExactly("0", "25", "50", "75", "100");
    assertThat(round(0, 1, 250)).containsExactly("0.00", "0.25", "0.50", "0.75", "1.00");
  }

  @Test
  void steps_thatReachBothGivenEnds_arePreferred() {
    assertThat(round(-0.5, 0.5, 300)).containsExactly("−0.50", "−0.25", "0.00", "0.25", "0.50");
    assertThat(round(-6, 6, 260)).containsExactly("−5", "0", "5");
  }

  @Test
  void everyBar_hasAtLeastTwoTicks() {
    assertThat(round(0, 1, 10)).containsExactly("0", "1");
    assertThat(round(0.13, 0.78, 10)).containsExactly("0.25", "0.50", "0.75");
  }

  @Test
  void askedStep_isObeyed() {
    assertThat(asked(0, 0.4, 0.1)).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
    assertThat(asked(0, 0.3, 0.1)).containsExactly("0.0", "0.1", "0.2", "0.3");
  }

  @Test
  void negativeNumbers_haveAMinusSignAndZeroHasNone() {
    assertThat(asked(-1, 1, 0.5)).containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0");
  }

  @Test
  void endsFoundInData_areNamedWithThreeDigits() {
    assertThat(named(0, 0.014723, 479))
        .containsExactly("0.0000", "0.0025", "0.0050", "0.0075", "0.0100", "0.0125", "0.0147");
    assertThat(named(0, 1, 448)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
  }

  @Test
  void spreadOutSmallValues_haveNumbersToo() {
    Ticks ticks =
        Ticks.of(Normalization.sqrt(), OptionalDouble.empty(), Ticks.Ends.ROUND_ONLY, 570, 60);
    assertThat(ticks.labels())
        .containsExactly("0.00", "0.02", "0.05", "0.10", "0.20", "0.40", "0.60", "0.80", "1.00");
  }

  @Test
  void smallValuesNearANamedZero_areNotCrowdedOut() {
    Ticks ticks =
        Ticks.of(
            Normalization.sqrt().withLimits(0, 0.0147),
            OptionalDouble.empty(),
            Ticks.Ends.NAMED,
            480,
            60);
    assertThat(ticks.labels())
        .startsWith("0.0000", "0.0001", "0.0005", "0.0010")
        .endsWith("0.0147");
  }

  private static List<String> labels(Normalization norm, Ticks.Ends ends) {
    return Ticks.of(norm, OptionalDouble.empty(), ends, 400, 60).labels();
  }

  @Test
  void logBar_hasDecadesAndTheirPartsWhereThereIsRoom() {
    assertThat(labels(Normalization.log(1e-3, 1), Ticks.Ends.ROUND_ONLY))
        .containsExactly(
            "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1");
    assertThat(labels(Normalization.log(1e-6, 1), Ticks.Ends.ROUND_ONLY))
        .containsExactly("1e−6", "1e−5", "0.0001", "0.001", "0.01", "0.1", "1");
    assertThat(labels(Normalization.log(1e-24, 1), Ticks.Ends.ROUND_ONLY))
        .containsExactly("1e−24", "1e−20", "1e−16", "1e−12", "1e−8", "0.0001", "1");
  }

  @Test
  void logBar_namesEndsFoundInData() {
    assertThat(labels(Normalization.log(0.00347, 0.8712), Ticks.Ends.NAMED))
        .containsExactly("0.00347", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "0.871");
  }

  @Test
  void logBar_missesNoDecadeNearAnEnd() {
    assertThat(labels(Normalization.log(6.4e-5, 0.0147), Ticks.Ends.NAMED))
        .contains("6.4e−5", "0.0001", "0.001", "0.01", "0.0147");
  }

  @Test
  void logBar_withinADecade_hasTicksToo() {
    assertThat(labels(Normalization.log(0.3, 0.4), Ticks.Ends.ROUND_ONLY))
        .containsExactly("0.30", "0.32", "0.34", "0.36", "0.38", "0.40");
  }

  @Test
  void symlogBar_hasZeroAndDecadesOnBothSides() {
    assertThat(labels(Normalization.symlog(0.001).withLimits(-1, 1), Ticks.Ends.ROUND_ONLY))
        .containsExactly("−1", "−0.1", "−0.01", "0", "0.01", "0.1", "1");
  }

  @Test
  void centredBar_namesItsCentre() {
    assertThat(labels(Normalization.centred(0).withLimits(-0.25, 1), Ticks.Ends.ROUND_ONLY))
        .containsExactly("−0.25", "0.00", "0.25", "0.50", "0.75", "1.00");
    assertThat(labels(Normalization.centred(0.33).withLimits(0, 1), Ticks.Ends.ROUND_ONLY))
        .containsExactly("0.00", "0.20", "0.33", "0.40", "0.60", "0.80", "1.00");
  }

  @Test
  void classBar_namesEveryBoundary() {
    assertThat(labels(Normalization.classes(0, 0.001, 0.05, 0.125, 1), Ticks.Ends.ROUND_ONLY))
        .containsExactly("0", "0.001", "0.05", "0.125", "1");
  }

  @Test
  void tinyAndHugeNumbers_areScientific() {
    assertThat(round(0, 5e-9, 300)).containsExactly("0", "1e−9", "2e−9", "3e−9", "4e−9", "5e−9");
    assertThat(round(0, 1e8, 300))
        .containsExactly("0", "0.2e8", "0.4e8", "0.6e8", "0.8e8", "1.0e8");
  }

  @Test
  void foreignLocale_changesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(round(0, 1, 448)).contains("0.2");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void uselesslySmallStep_isRefused() {
    assertThatThrownBy(() -> asked(0, 1, 1e-9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tick step must leave at most 200 ticks between 0.0 and 1.0, got 1.0E-9");
  }

  @Property
  void anyLimits_haveTwoToNineOrderedTicksInside(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double lo,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double range,
      @ForAll @IntRange(min = 1, max = 2000) int room) {
    Ticks ticks =
        Ticks.of(
            Normalization.linear(lo, lo + range),
            OptionalDouble.empty(),
            Ticks.Ends.ROUND_ONLY,
            room,
            60);
    assertThat(ticks.values()).hasSizeBetween(2, 9).isSorted();
    assertThat(ticks.values()).allMatch(value -> value >= lo && value <= lo + range);
  }
}
