package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.EffectiveAttention.Form;
import dev.attn.saliency.EffectiveAttention.Options;
import dev.attn.saliency.EffectiveAttention.RowSums;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.NumericArray;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class EffectiveAttentionTest {

  private static final Options PLAIN = Options.defaults().withForm(Form.PLAIN);

  private static AttentionMatrix row(double... weights) {
    return AttentionMatrix.copyOf(new double[][] {weights});
  }

  private static NumericArray scalars(double... values) {
    return NumericArray.copyOf(values, values.length, 1);
  }

  @Test
  void keysWithEqualValues_shareTheirWeight_andZeroValuesGetNone() {
    EffectiveAttention result =
        EffectiveAttention.of(row(0.6, 0.2, 0.2), Masks.full(1, 3), scalars(1, 1, 0));
    assertThat(result.map().row(0)).containsExactly(new double[] {0.4, 0.4, 0}, within(1e-15));
    assertThat(result.ranks().get(0).rank()).isEqualTo(1);
    assertThat(result.ranks().get(0).tolerance())
        .isCloseTo(3 * 0x1p-52 * Math.sqrt(2), within(1e-25));
    assertThat(result.how())
        .hasToString(
            "val.effective(form=MASK_AWARE rowSums=FREE) mask=full(1x3+0) rows=UNIT"
                + " tolerance=1.0E-9 type=f64");
  }

  @Test
  void keptRowSums_giveZeroValuesTheRest() {
    EffectiveAttention result =
        EffectiveAttention.of(
            row(0.6, 0.2, 0.2),
            Masks.full(1, 3),
            scalars(1, 1, 0),
            Options.defaults().withRowSums(RowSums.KEEP));
    assertThat(result.map().row(0)).containsExactly(new double[] {0.4, 0.4, 0.2}, within(1e-15));
  }

  @Test
  void ninethKey_ofThreeDirections_leaksUnderPlain_andNotWithTheMask() {
    Random random = new Random(1);
    double[] values = random.doubles(27, -1, 1).toArray();
    double[][] causal = new double[9][9];
    for (int q = 0; q < 9; q++) {
      for (int k = 0; k <= q; k++) {
        causal[q][k] = 1.0 / (q + 1);
      }
    }
    AttentionMatrix weights = AttentionMatrix.copyOf(causal);
    NumericArray vectors = NumericArray.copyOf(values, 9, 3);
    assertThat(leak(EffectiveAttention.of(weights, Masks.causal(9), vectors, PLAIN).map()))
        .isGreaterThan(0.1);
    assertThat(leak(EffectiveAttention.of(weights, Masks.causal(9), vectors).map())).isZero();
  }

  private static double leak(AttentionMatrix map) {
    double largest = 0;
    for (int q = 0; q < map.queries(); q++) {
      for (int k = q + 1; k < map.keys(); k++) {
        largest = Math.max(largest, Math.abs(map.weight(q, k)));
      }
    }
    return largest;
  }

  @Test
  void independentValues_leaveARowExactlyAsItIs() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{1, 0}, {1.0 / 3, 2.0 / 3}});
    NumericArray values = NumericArray.copyOf(new double[] {1, 0, 1, 1e-9}, 2, 2);
    EffectiveAttention result = EffectiveAttention.of(weights, Masks.causal(2), values);
    assertThat(result.map()).isEqualTo(weights);
    assertThat(result.ranks()).extracting(EffectiveAttention.RowRank::rank).containsExactly(1, 2);
  }

  @Test
  void valuesOfZero_reachNothing() {
    EffectiveAttention result =
        EffectiveAttention.of(row(0.5, 0.5), Masks.full(1, 2), scalars(0, 0));
    assertThat(result.map().row(0)).containsOnly(0.0);
    assertThat(result.ranks().get(0).rank()).isZero();
  }

  @Test
  void tinyValues_countAsMuchAsLargeOnes() {
    for (RowSums sums : RowSums.values()) {
      EffectiveAttention result =
          EffectiveAttention.of(
              row(0.6, 0.2, 0.2),
              Masks.full(1, 3),
              scalars(1e-30, 1e-30, 0),
              Options.defaults().withRowSums(sums));
      assertThat(result.map().row(0))
          .containsExactly(new double[] {0.4, 0.4, sums == RowSums.KEEP ? 0.2 : 0}, within(1e-14));
    }
  }

  @Test
  void maskedRows_areZero_andKeysThatNobodySeesMayHoldAnything() {
    double nan = Double.NaN;
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{nan, nan}, {0, 1}});
    EffectiveAttention result =
        EffectiveAttention.of(weights, Masks.parse("..\n.#"), scalars(nan, 2));
    assertThat(result.map()).isEqualTo(AttentionMatrix.copyOf(new double[][] {{0, 0}, {0, 1}}));
    assertThat(result.rowsMasked()).isEqualTo(1);
    assertThat(result.ranks().get(0)).isEqualTo(new EffectiveAttention.RowRank(0, 0, 0));
  }

  @Property(tries = 200)
  void output_isKept_insideTheMask_withoutLongerRows_andOnceIsEnough(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    Random random = new Random(seed);
    AttentionMask mask = input.mask();
    AttentionMatrix weights = input.weights().layer(0).head(0);
    double[] before = input.weights().asArray().toDoubles();
    int width = 1 + random.nextInt(4);
    NumericArray values =
        NumericArray.copyOf(
            random.doubles((long) mask.keys() * width, -1, 1).toArray(), mask.keys(), width);
    for (RowSums sums : RowSums.values()) {
      for (Form form : Form.values()) {
        Options options = new Options(form, sums, RowSumPolicy.FREE);
        AttentionMatrix map = EffectiveAttention.of(weights, mask, values, options).map();
        assertSameOutput(weights, map, mask, values, sums);
        if (form == Form.MASK_AWARE) {
          assertInside(weights, map, mask);
          assertOnceIsEnough(map, mask, values, sums);
        }
      }
    }
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
  }

  private static void assertOnceIsEnough(
      AttentionMatrix map, AttentionMask mask, NumericArray values, RowSums sums) {
    double[][] vectors = ValueHeads.square(values);
    for (int q = 0; q < mask.rows(); q++) {
      double[] again = map.row(q);
      ValueSpace.of(vectors, mask.row(q).toArray(), sums).project(again);
      assertThat(again).containsExactly(map.row(q), within(1e-12));
    }
  }

  private static void assertSameOutput(
      AttentionMatrix before,
      AttentionMatrix after,
      AttentionMask mask,
      NumericArray values,
      RowSums sums) {
    for (int q = 0; q < mask.rows(); q++) {
      if (mask.row(q).isEmpty()) {
        continue;
      }
      for (int i = 0; i < values.length(1); i++) {
        double change = 0;
        for (int k = 0; k < mask.keys(); k++) {
          change += (after.weight(q, k) - before.weight(q, k)) * values.value(k, i);
        }
        assertThat(change).isCloseTo(0, within(1e-12));
      }
      if (sums == RowSums.KEEP) {
        assertThat(Rows.sum(after.row(q))).isCloseTo(Rows.sum(before.row(q)), within(1e-12));
      }
    }
  }

  private static void assertInside(
      AttentionMatrix before, AttentionMatrix after, AttentionMask mask) {
    for (int q = 0; q < mask.rows(); q++) {
      for (int k = 0; k < mask.keys(); k++) {
        if (!mask.allows(q, k)) {
          assertThat(after.weight(q, k)).isZero();
        }
      }
      if (!mask.row(q).isEmpty()) {
        assertThat(Vectors.norm(after.row(q)))
            .isLessThanOrEqualTo(Vectors.norm(before.row(q)) + 1e-12);
      }
    }
  }

  @Test
  void badInput_isRefused() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{1, 0}, {1, 0}});
    AttentionMask first = Masks.parse("#.\n#.");
    NumericArray nan = scalars(1, Double.NaN);
    assertThat(EffectiveAttention.of(weights, first, nan).map()).isEqualTo(weights);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EffectiveAttention.of(weights, first, nan, PLAIN))
        .withMessage("value vector must be finite, got NaN at [key 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EffectiveAttention.of(weights, first, scalars(1, 2, 3)))
        .withMessage("values must have the shape [2, head width], got [3, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EffectiveAttention.of(row(Double.NaN, 1), Masks.full(1, 2), nan))
        .withMessage("value vector must be finite, got NaN at [key 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EffectiveAttention.of(row(Double.NaN, 1), Masks.full(1, 2), scalars(1, 2)))
        .withMessage(
            "row must be attention under full(1x2+0), got BROKEN(NAN), sum NaN, leaked 0.0 at"
                + " [layer 0, head 0, query 0]; check the mask, or choose another RowSumPolicy");
  }
}
