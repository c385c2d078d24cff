package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class MaskStackTest {

  private static final AttentionMask CAUSAL = Masks.causal(4);
  private static final AttentionMask LOCAL = Masks.slidingWindow(4, 2);

  @Test
  void equalMasks_areKeptOnce() {
    MaskStack stack = MaskStack.ofHeads(CAUSAL, LOCAL, Masks.band(4, 4, 0), LOCAL);
    assertThat(stack.distinct()).containsExactly(CAUSAL, LOCAL);
    assertThat(stack.mask(0, 2)).isSameAs(stack.mask(0, 0));
    assertThat(stack).hasToString("[1, 4, 4, 4], 2 distinct masks");
    assertThat(stack.rows()).isEqualTo(4);
    assertThat(stack.keys()).isEqualTo(4);
  }

  @Test
  void operations_goPlaceByPlace() {
    MaskStack stack = MaskStack.ofHeads(CAUSAL, LOCAL);
    MaskStack first = MaskStack.ofHeads(Masks.columns(4, 0, 1), Masks.diagonal(4));
    assertThat(stack.and(first).mask(0, 1)).isEqualTo(LOCAL.and(Masks.diagonal(4)));
    assertThat(stack.or(first).mask(0, 1)).isEqualTo(LOCAL.or(Masks.diagonal(4)));
    assertThat(stack.minus(first).mask(0, 1)).isEqualTo(LOCAL.minus(Masks.diagonal(4)));
    assertThat(stack.xor(first).mask(0, 0)).isEqualTo(CAUSAL.xor(Masks.columns(4, 0, 1)));
    assertThat(stack.implies(first).mask(0, 0)).isEqualTo(CAUSAL.implies(Masks.columns(4, 0, 1)));
    assertThat(stack.not().mask(0, 1)).isEqualTo(LOCAL.not());
    assertThat(stack.map(AttentionMask::transpose).mask(0, 0)).isEqualTo(Masks.antiCausal(4));
  }

  @Test
  void broadcasting_isExplicit() {
    MaskStack stack = MaskStack.ofHeads(CAUSAL, LOCAL);
    MaskStack padding =
        MaskStack.copyOf(
            new AttentionMask[][] {
              {Masks.columns(4, 0, 3)}, {Masks.columns(4, 0, 4)},
            });
    MaskStack both = stack.broadcastBatches(2).and(padding.broadcastHeads(2));
    assertThat(both.batches()).isEqualTo(2);
    assertThat(both.heads()).isEqualTo(2);
    assertThat(both.mask(0, 1)).isEqualTo(LOCAL.and(Masks.columns(4, 0, 3)));
    assertThat(both.mask(1, 0)).isEqualTo(CAUSAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.and(padding))
        .withMessage(
            "other stack must have 1 batches and 2 heads, got 2 and 1;"
                + " use broadcastBatches or broadcastHeads");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.broadcastHeads(3))
        .withMessage("stack must have 1 head to be repeated, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> padding.broadcastBatches(3))
        .withMessage("stack must have 1 batch element to be repeated, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.broadcastBatches(0))
        .withMessage("count must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> padding.broadcastHeads(0))
        .withMessage("count must be at least 1, got 0");
  }

  @Test
  void repeatHeads_givesEveryKeyHeadItsGroup() {
    MaskStack stack = MaskStack.ofHeads(CAUSAL, LOCAL).repeatHeads(3);
    assertThat(stack.heads()).isEqualTo(6);
    assertThat(stack.mask(0, 2)).isEqualTo(CAUSAL);
    assertThat(stack.mask(0, 3)).isEqualTo(LOCAL);
    assertThat(stack.distinct()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.repeatHeads(0))
        .withMessage("group must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.repeatHeads(Integer.MAX_VALUE))
        .withMessage("heads must have a product of at most 2147483647, got [6, 2147483647]");
  }

  @Test
  void equals_comparesPlaces() {
    MaskStack stack = MaskStack.ofHeads(CAUSAL, LOCAL);
    assertThat(stack)
        .isEqualTo(MaskStack.ofHeads(Masks.band(4, 9, 0), LOCAL))
        .hasSameHashCodeAs(MaskStack.ofHeads(CAUSAL, LOCAL))
        .isNotEqualTo(MaskStack.ofHeads(LOCAL, CAUSAL))
        .isNotEqualTo(stack.broadcastBatches(2));
    assertThat(MaskStack.ofHeads(CAUSAL)).hasToString("[1, 1, 4, 4], 1 distinct mask");
  }

  @Test
  void stacks_needOneShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskStack.ofHeads(CAUSAL, Masks.causal(5)))
        .withMessage("other mask must have the shape [4, 4], got [5, 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskStack.ofHeads())
        .withMessage("masks must have at least 1 head, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskStack.copyOf(new AttentionMask[0][]))
        .withMessage("masks must have at least 1 batch element, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskStack.copyOf(new AttentionMask[][] {{CAUSAL}, {CAUSAL, LOCAL}}))
        .withMessage("batch element 1 must have 1 heads like the first, got 2");
    MaskStack stack = MaskStack.ofHeads(CAUSAL);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> stack.mask(1, 0))
        .withMessage("batch must be in [0, 1), got 1");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> stack.mask(0, 1))
        .withMessage("head must be in [0, 1), got 1");
  }
}
