package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.testing.MaskAssert;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayerMapsTest {

  private static final Fusion MEAN = Fusion.of(HeadFusion.MEAN);

  /** Layer 0 is uniform, layer 1 reads the token itself. */
  private static MaskedAttention twoLayers(AttentionMask mask) {
    int n = mask.rows();
    double[] values = new double[2 * n * n];
    for (int q = 0; q < n; q++) {
      for (int k : mask.row(q).toArray()) {
        values[q * n + k] = 1.0 / mask.row(q).cells();
      }
      values[n * n + q * n + q] = 1;
    }
    return MaskedAttention.of(NumericArray.copyOf(values, 2, 1, n, n).asAttention(), mask);
  }

  @Test
  void layerTokenMap_ofOneQuery_isItsRowInEveryLayer() {
    MaskedAttention map = Aggregators.layerTokenMap(twoLayers(Masks.causal(3)), MEAN, 1);
    assertThat(map.shape()).isEqualTo(TensorShape.of(1, 1, 2, 3));
    assertThat(map.matrix(0, 0).row(0)).containsExactly(0.5, 0.5, 0);
    assertThat(map.matrix(0, 0).row(1)).containsExactly(0, 1, 0);
    MaskAssert.that(map.mask(0, 0)).isEqualTo(Masks.parse("##.\n##."));
  }

  @Test
  void layerTokenMap_ofSeveralQueries_isTheMeanOfTheRowsInUse() {
    AttentionMask mask = Masks.parse("...\n##.\n###");
    double[] values = {5, 5, 5, 0.5, 0.5, 0, 0, 0, 1};
    MaskedAttention weights =
        MaskedAttention.of(NumericArray.copyOf(values, 1, 1, 3, 3).asAttention(), mask);
    assertThat(Aggregators.layerTokenMap(weights, MEAN, 0, 1, 2).matrix(0, 0).row(0))
        .containsExactly(0.25, 0.25, 0.5);
    MaskedAttention nothing = Aggregators.layerTokenMap(weights, MEAN, 0);
    assertThat(nothing.matrix(0, 0).row(0)).containsExactly(0, 0, 0);
    assertThat(nothing.rowCount(0, 0, 0)).isZero();
  }

  @Test
  void keySpans_addUpTheKeysOfASpan() {
    MaskedAttention map = Aggregators.layerTokenMap(twoLayers(Masks.causal(4)), MEAN, 3);
    MaskedAttention spans =
        Aggregators.keySpans(map, List.of(Span.of(0, 3, "past"), Span.of(3, 4, "self")));
    assertThat(spans.matrix(0, 0).row(0)).containsExactly(0.75, 0.25);
    assertThat(spans.matrix(0, 0).row(1)).containsExactly(0, 1);
  }

  @Test
  void receivedMap_isTheMeanOverTheRowsThatMayReadAKey() {
    assertThat(Aggregators.receivedMap(twoLayers(Masks.causal(2)), MEAN).row(0))
        .containsExactly(0.75, 0.5);
    double[] four = Aggregators.receivedMap(twoLayers(Masks.causal(4)), MEAN).row(0);
    assertThat(four)
        .containsExactly(
            new double[] {2.083333 / 4, 1.083333 / 3, 0.583333 / 2, 0.25}, within(1e-6));
    assertThat(Aggregators.receivedMap(twoLayers(Masks.causal(4)), MEAN).row(1))
        .containsExactly(0.25, 1 / 3.0, 0.5, 1);
  }

  @Test
  void keyThatNoRowMayRead_hasReceivedNothingThatCanBeSaid() {
    AttentionTensor weights =
        NumericArray.copyOf(new double[] {1, 0, 1, 0}, 1, 1, 2, 2).asAttention();
    MaskedAttention masked = MaskedAttention.of(weights, Masks.parse("#.\n#."));
    assertThat(Aggregators.receivedMap(masked, MEAN).row(0)).containsExactly(1, Double.NaN);
  }

  @Test
  void queryRows_areChosenByTokenText() {
    Tokens tokens = Tokens.of("3", "PAUSE", "7", "PAUSE");
    int[] pauses = Aggregators.rowsOf(tokens, "PAUSE");
    assertThat(pauses).containsExactly(1, 3);
    MaskedAttention strips = Aggregators.queryRows(twoLayers(Masks.causal(4)), MEAN, pauses);
    assertThat(strips.shape()).isEqualTo(TensorShape.of(2, 1, 2, 4));
    assertThat(strips.matrix(0, 0).row(0)).containsExactly(0.5, 0.5, 0, 0);
    assertThat(strips.matrix(0, 0).row(1)).containsExactly(0.25, 0.25, 0.25, 0.25);
    MaskAssert.that(strips.mask(1, 0)).isEqualTo(Masks.parse("##..\n####"));
  }

  @Test
  void queryRows_ofSeveralRuns_standSideBySide() {
    MaskedAttention uniform = twoLayers(Masks.causal(3));
    MaskedAttention window =
        MaskedAttention.of(
            NumericArray.copyOf(
                    new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1}, 2, 1, 3, 3)
                .asAttention(),
            Masks.slidingWindow(3, 1));
    MaskedAttention strips =
        Aggregators.queryRows(
            List.of(uniform, window), MEAN, List.of(RunQuery.of(1, 2), RunQuery.of(0, 2)));
    assertThat(strips.matrix(0, 0).row(0)).containsExactly(0, 0, 1);
    assertThat(strips.matrix(0, 0).row(1)).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
    MaskAssert.that(strips.mask(0, 0)).isEqualTo(Masks.parse("..#\n###"));
  }

  @Test
  void rowsThatDoNotExist_areRefused() {
    MaskedAttention weights = twoLayers(Masks.causal(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.rowsOf(Tokens.of("a", "b"), "PAUSE"))
        .withMessage(
            "token must be one of the 2 labels, got \"PAUSE\"; labels are compared as they are");
    assertThatThrownBy(() -> Aggregators.queryRows(weights, MEAN, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 3), got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.queryRows(weights, MEAN))
        .withMessage("queries must name at least one row, got none");
    assertThatThrownBy(
            () -> Aggregators.queryRows(List.of(weights), MEAN, List.of(RunQuery.of(1, 0))))
        .hasMessage("run must be in [0, 1), got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.queryRows(List.of(), MEAN, List.of(RunQuery.of(1, 0))))
        .withMessage("runs must be at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Aggregators.queryRows(
                    List.of(weights, twoLayers(Masks.causal(4))), MEAN, List.of(RunQuery.of(0, 0))))
        .withMessage(
            "runs must have equal layers and keys to be compared, got [2, 1, 4, 4] after [2, 1, 3,"
                + " 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunQuery.of(-1, 0))
        .withMessage("run must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunQuery.of(0, -1))
        .withMessage("query must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.layerTokenMap(weights, MEAN))
        .withMessage("queries must name at least one row, got none");
    assertThatThrownBy(() -> Aggregators.layerTokenMap(weights, MEAN, 3))
        .hasMessage("query must be in [0, 3), got 3");
  }

  @Test
  void layersWhoseKeysWereMergedDifferently_cannotBeStacked() {
    MaskedAttention pieces = twoLayers(Masks.causal(3));
    TokenGroups rows = TokenGroups.singles(3);
    MaskedAttention early =
        Aggregators.merge(pieces, rows, TokenGroups.of(3, List.of(Span.of(0, 2, "a"))));
    MaskedAttention late =
        Aggregators.merge(pieces, rows, TokenGroups.of(3, List.of(Span.of(1, 3, "b"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregators.stack(List.of(early, late)))
        .withMessage(
            "layers must have their keys merged alike to be stacked, got other groups in part 1");
  }
}
