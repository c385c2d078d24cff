package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Span;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SaliencyRegionsTest {

  private static final List<Span> LABELS = List.of(Span.of(3, 4, "good"), Span.of(6, 7, "bad"));

  private static double[][] filled(int tokens, double value) {
    double[][] cells = new double[tokens][tokens];
    for (double[] row : cells) {
      Arrays.fill(row, value);
    }
    return cells;
  }

  private static SaliencyRegions of(double[][] cells, int target, List<Span> classes) {
    return SaliencyRegions.of(
        AttentionMatrix.copyOf(cells), Masks.causal(cells.length), target, classes);
  }

  @Test
  void sizes_ofTwoLabelsAndATarget() {
    SaliencyRegions regions = of(filled(14, 1), 11, LABELS);
    assertThat(regions.cellsToClasses()).isEqualTo(9);
    assertThat(regions.cellsToTarget()).isEqualTo(2);
    assertThat(regions.cellsAmongWords()).isEqualTo(55);
    assertThat(regions.wordsToClasses()).isEqualTo(1);
  }

  @Test
  void eachRegion_hasItsOwnMean() {
    double[][] cells = filled(4, 100); // the diagonal, the upper half and rows after the target
    cells[1][0] = 2; // the class token 1 reads word 0
    cells[2][1] = 8; // the target 2 reads the class
    cells[2][0] = 5; // the target reads a word
    SaliencyRegions regions = of(cells, 2, List.of(Span.of(1, 2, "label")));
    assertThat(regions.wordsToClasses()).isEqualTo(2);
    assertThat(regions.classesToTarget()).isEqualTo(8);
    assertThat(regions.amongWords()).isEqualTo(5);
  }

  @Test
  void spanOfTwoTokens_gathersFromBeforeItsStartOnly() {
    double[][] cells = filled(4, 0);
    cells[1][0] = 1;
    cells[2][0] = 3;
    cells[2][1] = 7; // inside the span: among words
    cells[3][0] = 2;
    cells[3][1] = 4;
    cells[3][2] = 6;
    SaliencyRegions regions = of(cells, 3, List.of(Span.of(1, 3, "label")));
    assertThat(regions.wordsToClasses()).isEqualTo(2);
    assertThat(regions.classesToTarget()).isEqualTo(5);
    assertThat(regions.amongWords()).isEqualTo(4.5);
  }

  @Test
  void regionWithoutCells_isNotANumber() {
    SaliencyRegions regions = of(filled(1, 1), 0, List.of());
    assertThat(regions.wordsToClasses()).isNaN();
    assertThat(regions.classesToTarget()).isNaN();
    assertThat(regions.amongWords()).isNaN();
    assertThat(regions.cellsAmongWords()).isZero();
  }

  @Test
  void maskedRows_areLeftOut_andOtherRowsKeepTheirNaN() {
    double[][] cells = filled(3, 1);
    cells[1][0] = Double.NaN;
    AttentionMatrix map = AttentionMatrix.copyOf(cells);
    SaliencyRegions masked =
        SaliencyRegions.of(map, Masks.parse("#..\n...\n###"), 2, List.of(Span.of(1, 2, "label")));
    assertThat(masked.rowsMasked()).isEqualTo(1);
    assertThat(masked.cellsToClasses()).isZero();
    assertThat(masked.amongWords()).isEqualTo(1);
    SaliencyRegions all = of(cells, 2, List.of(Span.of(1, 2, "label")));
    assertThat(all.wordsToClasses()).isNaN();
    assertThat(all.amongWords()).isEqualTo(1);
  }

  @Test
  void blockedCells_areLeftOut() {
    SaliencyRegions window =
        SaliencyRegions.of(
            AttentionMatrix.copyOf(new double[][] {{9, 9, 9}, {1, 9, 9}, {7, 3, 9}}),
            Masks.parse("#..\n##.\n.##"),
            2,
            List.of());
    assertThat(window.cellsAmongWords()).isEqualTo(2);
    assertThat(window.amongWords()).isEqualTo(2);
  }

  @Test
  void saliencyOfALayer_bringsItsMaskAndItsVariant() {
    GradientSample sample =
        GradientSample.of(
            RandomAttention.single(
                new double[] {1, 0, 0}, new double[] {0.5, 0.5, 0}, new double[] {0.5, 0.25, 0.25}),
            RandomAttention.single(
                new double[] {1, 1, 1}, new double[] {-4, 1, 1}, new double[] {2, 12, 1}),
            Masks.causal(3));
    List<Span> label = List.of(Span.of(1, 2, "label"));
    SaliencyRegions regions = SaliencyRegions.of(Saliency.absOfSum(sample), 0, 2, label);
    assertThat(regions)
        .hasToString(
            "SaliencyRegions[wordsToClasses=2.0, classesToTarget=3.0, amongWords=1.0,"
                + " cellsToClasses=1, cellsToTarget=1, cellsAmongWords=1, rowsUsed=3, rowsMasked=0,"
                + " how=sal.regions(of=sal.attention(form=ABS_OF_SUM) layer=0 target=2"
                + " classes=[label [1, 2)]) mask=causal(3) rows=UNIT tolerance=1.0E-9 type=f64"
                + " unit=that of the map]");
    assertThat(
            SaliencyRegions.of(
                    Saliency.absOfSum(sample).map().layer(0).head(0), Masks.causal(3), 2, label)
                .how())
        .hasToString(
            "sal.regions(of=a given map target=2 classes=[label [1, 2)]) mask=causal(3) rows=FREE"
                + " tolerance=1.0E-9 type=f64 unit=that of the map");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SaliencyRegions.of(Saliency.absOfSum(sample), 1, 2, label))
        .withMessage("layer must be in [0, 1), got 1");
    double[][] one = {{1}};
    AttentionTensor two = RandomAttention.heads(one, one);
    Saliency perHead = Saliency.perHead(GradientSample.of(two, two, Masks.full(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SaliencyRegions.of(perHead, 0, 0, List.of()))
        .withMessage(
            "saliency must be one map per layer for sal.regions, got 2 heads; take"
                + " Saliency.absOfSum");
  }

  @Test
  void badArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(filled(8, 1), 6, LABELS))
        .withMessage("class spans must end before the target 6, got bad [6, 7)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(filled(8, 1), 7, List.of(Span.of(1, 4, "one"), Span.of(3, 5, "two"))))
        .withMessage("class spans must not overlap, got one [1, 4) and two [3, 5)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SaliencyRegions.of(
                    AttentionMatrix.copyOf(new double[2][3]), Masks.full(2, 3), 1, List.of()))
        .withMessage("map must have as many queries as keys for sal.regions, got [2, 3]");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> of(filled(2, 1), 2, List.of()))
        .withMessage("query must be in [0, 2), got 2");
  }
}
