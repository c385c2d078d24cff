package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said when a metric lacks something. */
final class NeedsTest {

  private static final MetricInputs NONE = MetricInputs.none();

  private static String lack(Need need, MetricInputs inputs) {
    MetricOptions options = MetricOptions.defaults().withInputs(inputs);
    return new MetricContext(2, 3, Masks.full(2, 3), options)
        .lacks(need, "some.metric")
        .orElse("nothing");
  }

  @Test
  void tokens_areOneForEachKey() {
    assertThat(lack(Need.TOKENS, NONE))
        .isEqualTo(
            "token ids must be one for each of 3 keys for some.metric, got none; give them with"
                + " MetricInputs.withTokenIds");
    assertThat(lack(Need.TOKENS, NONE.withTokenIds(1, 2)))
        .isEqualTo(
            "token ids must be one for each of 3 keys for some.metric, got 2; give them with"
                + " MetricInputs.withTokenIds");
    assertThat(lack(Need.TOKENS, NONE.withTokenIds(1, 2, 1))).isEqualTo("nothing");
  }

  @Test
  void tokens_areTheSameIfTheirLabelsAre() {
    assertThat(NONE.withTokens(Tokens.of("the", "horse", "the")))
        .isEqualTo(NONE.withTokenIds(0, 1, 0));
  }

  @Test
  void types_areOneForEachKey() {
    assertThat(lack(Need.TYPES, NONE))
        .isEqualTo(
            "types must be one for each of 3 keys for some.metric, got none; give them with"
                + " MetricInputs.withTypes");
    assertThat(lack(Need.TYPES, NONE.withTypes("a", "b")))
        .isEqualTo(
            "types must be one for each of 3 keys for some.metric, got 2; give them with"
                + " MetricInputs.withTypes");
    assertThat(lack(Need.TYPES, NONE.withTypes("a", "b", "a"))).isEqualTo("nothing");
  }

  @Test
  void segments_lieOnTheirAxis() {
    Span pair = Span.of(0, 2, "pair");
    Span all = Span.of(0, 3, "all");
    assertThat(lack(Need.SEGMENTS, NONE))
        .isEqualTo(
            "segments must be given for some.metric, got none; give them with"
                + " MetricInputs.withSegments");
    assertThat(lack(Need.SEGMENTS, NONE.withSegments(all)))
        .isEqualTo("query segment must end at or before 2 for some.metric, got all [0, 3)");
    assertThat(lack(Need.SEGMENTS, NONE.withSegments(List.of(pair), List.of(Span.of(0, 4, "x")))))
        .isEqualTo("key segment must end at or before 3 for some.metric, got x [0, 4)");
    assertThat(lack(Need.SEGMENTS, NONE.withSegments(List.of(pair), List.of(all))))
        .isEqualTo("nothing");
  }

  @Test
  void gold_hasTheShapeOfTheHead() {
    assertThat(lack(Need.GOLD_LABELS, NONE))
        .isEqualTo(
            "gold must have shape [2, 3] for some.metric, got none; give it with"
                + " MetricInputs.withGold");
    assertThat(lack(Need.GOLD_LABELS, NONE.withGold(Masks.full(3, 2))))
        .isEqualTo(
            "gold must have shape [2, 3] for some.metric, got [3, 2]; give it with"
                + " MetricInputs.withGold");
    assertThat(lack(Need.GOLD_LABELS, NONE.withGold(Masks.full(2, 3)))).isEqualTo("nothing");
  }

  @Test
  void inputs_ofOneKind_leaveTheOthersAlone() {
    MetricInputs all =
        NONE.withGold(Masks.full(2, 3))
            .withSegments(Span.of(0, 2, "pair"))
            .withTypes("a", "b", "a")
            .withTokenIds(1, 2, 3);
    for (Need need : Need.values()) {
      assertThat(lack(need, all)).as("%s", need).isEqualTo("nothing");
    }
  }
}
