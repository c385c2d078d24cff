package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Ints;
import dev.attn.mask.Masks;
import dev.attn.metric.LogBase;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.testing.NarrowNumbers;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class NarrowVectorsTest {

  private static NumericArray decoded(NumericArray narrow) {
    return NumericArray.copyOf(narrow.toDoubles(), Ints.toArray(narrow.shape()));
  }

  @Property(tries = 100)
  void law24_narrowVectors_giveWhatTheirValuesGive(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 2, 5, 4);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 1, 5, 4);
    List<StreamedMetric> metrics = List.of(StreamedMetric.named("row.entropy"));
    for (ElementType type : new ElementType[] {ElementType.F16, ElementType.BF16}) {
      NumericArray q = NarrowNumbers.round(queries, type);
      NumericArray k = NarrowNumbers.round(keys, type);
      assertThat(Recompute.attention(q, k, Masks.causal(5)))
          .isEqualTo(Recompute.attention(decoded(q), decoded(k), Masks.causal(5)));
      assertThat(StreamedMetrics.evaluate(metrics, q, k, Masks.causal(5), StreamOptions.defaults()))
          .isEqualTo(
              StreamedMetrics.evaluate(
                  metrics, decoded(q), decoded(k), Masks.causal(5), StreamOptions.defaults()));
      // each of 4 products of numbers up to 2 is off by at most 2 · 2 · 2 steps, times 1/√4
      double step = type == ElementType.F16 ? 0x1p-11 : 0x1p-8;
      double[] exact = Recompute.attention(queries, keys, Masks.causal(5)).asArray().toDoubles();
      assertThat(Recompute.attention(q, k, Masks.causal(5)).asArray().toDoubles())
          .containsExactly(exact, within(Math.expm1(2 * 4 * 8 * step / 2)));
    }
  }

  @Property(tries = 50)
  void law24_narrowLogits_giveWhatTheirValuesGive(@ForAll long seed) {
    NumericArray logits = RandomVectors.of(seed, 3, 2, 6);
    for (ElementType type : new ElementType[] {ElementType.F16, ElementType.BF16}) {
      NumericArray narrow = NarrowNumbers.round(logits, type);
      LensReading wide = LogitLens.read(LensInput.ofLogits(decoded(narrow)), LogBase.BITS);
      LensReading read = LogitLens.read(LensInput.ofLogits(narrow), LogBase.BITS);
      assertThat(read.jensenShannon().values()).isEqualTo(wide.jensenShannon().values());
      assertThat(read.kullbackLeibler().values()).isEqualTo(wide.kullbackLeibler().values());
      assertThat(read.entropy().values()).isEqualTo(wide.entropy().values());
      assertThat(read.entropy().how().type()).isEqualTo(type);
      double step = type == ElementType.F16 ? 0x1p-11 : 0x1p-8;
      assertThat(LogitLens.jensenShannon(narrow).values().toDoubles())
          .containsExactly(LogitLens.jensenShannon(logits).values().toDoubles(), within(8 * step));
    }
  }
}
