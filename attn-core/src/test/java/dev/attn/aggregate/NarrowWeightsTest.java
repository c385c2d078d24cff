package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Ints;
import dev.attn.mask.RowRules;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.testing.NarrowNumbers;
import dev.attn.testing.RandomAttention;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class NarrowWeightsTest {

  @Property(tries = 100)
  void law24_narrowWeights_giveWhatTheirValuesGive(@ForAll long seed) {
    RandomAttention map = RandomAttention.square(seed, 2, 3);
    TokenGroups one = TokenGroups.together(map.mask().rows());
    for (ElementType type : new ElementType[] {ElementType.F16, ElementType.BF16}) {
      NumericArray narrow = NarrowNumbers.round(map.weights().asArray(), type);
      AttentionTensor decoded =
          NumericArray.copyOf(narrow.toDoubles(), Ints.toArray(narrow.shape())).asAttention();
      MaskedAttention stored = MaskedAttention.of(narrow.asAttention(), map.mask());
      MaskedAttention wide =
          MaskedAttention.of(
              decoded, map.mask(), RowRules.of(type, map.mask().keys()), BrokenRow.FAIL);
      MaskedAttention exact = MaskedAttention.of(map.weights(), map.mask());
      assertThat(fuse(stored).weights().type()).isEqualTo(type);
      assertThat(fuse(stored).weights()).isEqualTo(fuse(wide).weights());
      assertThat(merge(stored, one)).isEqualTo(merge(wide, one));
      double step = type == ElementType.F16 ? 0x1p-11 : 0x1p-8;
      assertThat(fuse(stored).weights().asArray().toDoubles())
          .containsExactly(fuse(exact).weights().asArray().toDoubles(), within(step));
    }
  }

  private static MaskedAttention fuse(MaskedAttention weights) {
    return Aggregators.heads(weights, Fusion.of(HeadFusion.MEAN));
  }

  private static AttentionTensor merge(MaskedAttention weights, TokenGroups groups) {
    return Aggregators.merge(weights, groups, TokenGroups.singles(groups.tokens())).weights();
  }
}
