package dev.attn.render.figure;

import static dev.attn.render.figure.GridTest.assertMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.render.color.Colormaps;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A preset is the figure that one would write by hand. */
final class PresetsTest {

  @Test
  void treeDecoding_hasBracesOverContextAndDraft() {
    AttentionMask mask = TargetFigures.treeDecoding(16);
    assertThat(Presets.treeDecoding(mask))
        .isEqualTo(
            MaskMap.of(mask)
                .withColumns(
                    Axis.spans(Span.of(0, 16, "Context Length"), Span.of(16, 80, "64"))
                        .withMark(SpanMark.BRACE))
                .withRows(Axis.spans(Span.of(0, 64, "64")).withMark(SpanMark.BRACE)));
    assertMessage(
        () -> Presets.treeDecoding(Masks.causal(4)),
        "tree mask must have more keys than its 4 rows, got 4");
  }

  @Test
  void queryStrips_areNamedByLayer() {
    List<Grid> layers = TargetFigures.strips(2, 33);
    LayerStrips figure =
        Presets.queryStrips(
            layers, List.of("P@8", "P@32"), Tokens.copyOf(Collections.nCopies(33, "a")));
    assertThat(figure.stripLabels()).containsExactly("Layer 0", "Layer 1");
    assertThat(figure.rows().labels()).containsExactly("P@8", "P@32");
    assertThat(figure.tickRepeat()).isEqualTo(TickRepeat.EVERY_STRIP);
    assertThat(figure.presentation().scale())
        .isEqualTo(Scale.zeroToMax().withColormap(Colormaps.inferno()));
  }

  @Test
  void saliency_hasKeysAsRowsAndCountsFromOne() {
    AttentionTensor saliency = TargetFigures.saliency(2, 2, 13);
    assertThat(Presets.saliency(saliency, TargetFigures.sentence()))
        .isEqualTo(
            HeadGrid.of(saliency)
                .withIndexBase(1)
                .withTokens(TargetFigures.sentence())
                .withOrientation(Orientation.ROWS_ARE_KEYS)
                .withScale(Scale.sqrt().withTitle("saliency")));
  }

  @Test
  void meanInterventions_areTheTargetFigure() {
    PanelGrid target = (PanelGrid) TargetFigures.meanPanels();
    assertThat(Presets.meanInterventions(target.grids())).isEqualTo(target);
    assertMessage(
        () -> Presets.meanInterventions(List.of(List.of(Grid.of(1, 1, (r, c) -> 0)))),
        "interventions must be 3 for each input, got 1");
  }

  @Test
  void predictionDistance_beginsAtTheBottom() {
    NumericArray distance = NumericArray.copyOf(new double[] {1, 0.9, 0.4, 0.6, 0, 0.1}, 3, 2);
    LayerTokenMap figure = Presets.predictionDistance(distance, Tokens.of("a", "b"));
    assertThat(figure.origin()).isEqualTo(Origin.BOTTOM);
    assertThat(figure.depth()).isEqualTo(Axis.numbered(1, 3).withStep(2).withTitle("i-th Layer"));
    assertThat(figure.tokens().side()).contains(Side.TOP);
    NumericArray settling = NumericArray.copyOf(new double[] {2, 3}, 2);
    assertThat(figure.withSteps(StepLine.through(settling)).steps())
        .contains(StepLine.through(2, 3));
    assertThat(figure.check()).isEmpty();
  }
}
