package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class NormAttributionTest {

  @Test
  void headsThatWriteElsewhere_addUpLikeVectors() {
    AttentionTensor two = heads(new double[][] {{1}}, new double[][] {{1}});
    NumericArray vectors = NumericArray.copyOf(new double[] {3, 0, 0, 4}, 1, 2, 1, 2);
    NormAttribution result = NormAttribution.of(two, Masks.full(1), TransformedValues.of(vectors));
    assertThat(result.map().layer(0).head(0).weight(0, 0)).isEqualTo(5);
    assertThat(result.map().shape()).isEqualTo(TensorShape.of(1, 1, 1, 1));
    assertThat(result.how())
        .hasToString("val.norm mask=full(1) rows=UNIT tolerance=1.0E-9 type=f64");
  }

  @Test
  void headsThatWriteTheOpposite_cancelToZero() {
    AttentionTensor two = heads(new double[][] {{1}}, new double[][] {{1}});
    NumericArray vectors = NumericArray.copyOf(new double[] {3, 1, -3, -1}, 1, 2, 1, 2);
    NormAttribution result = NormAttribution.of(two, Masks.full(1), TransformedValues.of(vectors));
    assertThat(result.map().layer(0).head(0).weight(0, 0)).isZero();
  }

  @Test
  void groupedHeads_readTheirValueHead() {
    AttentionTensor two = heads(new double[][] {{1}}, new double[][] {{1}});
    NumericArray value = NumericArray.copyOf(new double[] {2}, 1, 1, 1, 1);
    NumericArray output = NumericArray.copyOf(new double[] {3, 0, 0, 4}, 1, 2, 1, 2);
    NormAttribution result =
        NormAttribution.of(two, Masks.full(1), TransformedValues.of(value, output));
    assertThat(result.map().layer(0).head(0).weight(0, 0)).isEqualTo(10);
  }

  @Test
  void maskedRows_areZero_andKeysThatNobodySeesMayHoldAnything() {
    double nan = Double.NaN;
    AttentionTensor weights = single(new double[] {nan, nan}, new double[] {0, 1});
    NumericArray vectors = NumericArray.copyOf(new double[] {nan, 2}, 1, 1, 2, 1);
    NormAttribution result =
        NormAttribution.of(weights, Masks.parse("..\n.#"), TransformedValues.of(vectors));
    assertThat(result.map()).isEqualTo(single(new double[] {0, 0}, new double[] {0, 2}));
    assertThat(result.rowsMasked()).isEqualTo(1);
  }

  @Property(tries = 200)
  void inner_products_giveTheDirectNorm_neverAboveTheSumOverHeads(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    Random random = new Random(seed);
    TensorShape shape = input.weights().shape();
    int width = 1 + random.nextInt(4);
    double[] flat =
        random
            .doubles((long) shape.layers() * shape.heads() * shape.keys() * width, -1, 1)
            .toArray();
    NumericArray vectors =
        NumericArray.copyOf(flat, shape.layers(), shape.heads(), shape.keys(), width);
    TransformedValues values = TransformedValues.of(vectors);
    AttentionTensor map =
        NormAttribution.of(input.weights(), input.mask(), values, RowSumPolicy.FREE).map();
    assertThat(NormAttribution.of(input.decoded(), input.mask(), values, RowSumPolicy.FREE).map())
        .isEqualTo(map);
    NumericArray norms = values.norms();
    for (int l = 0; l < shape.layers(); l++) {
      for (int q = 0; q < shape.queries(); q++) {
        for (int k = 0; k < shape.keys(); k++) {
          double[] sum = new double[width];
          double bound = 0;
          for (int h = 0; h < shape.heads(); h++) {
            double weight =
                input.mask().allows(q, k) ? input.weights().layer(l).head(h).weight(q, k) : 0;
            for (int i = 0; i < width; i++) {
              sum[i] += weight * vectors.value(l, h, k, i);
            }
            bound += weight * norms.value(l, h, k);
          }
          double cell = map.layer(l).head(0).weight(q, k);
          assertThat(cell).isCloseTo(Vectors.norm(sum), within(1e-7));
          assertThat(cell * cell).isCloseTo(Vectors.dot(sum, sum), within(1e-13));
          assertThat(cell).isLessThanOrEqualTo(bound + 1e-12);
        }
      }
    }
  }

  @Test
  void badInput_isRefused() {
    AttentionTensor weights = single(new double[] {0.5, 0.5});
    NumericArray nan = NumericArray.copyOf(new double[] {1, Double.NaN}, 1, 1, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormAttribution.of(weights, Masks.full(1, 2), TransformedValues.of(nan)))
        .withMessage("value vector must be finite, got NaN at [layer 0, head 0, key 1]");
    NumericArray three = NumericArray.copyOf(new double[3], 1, 1, 3, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NormAttribution.of(weights, Masks.full(1, 2), TransformedValues.of(three)))
        .withMessage(
            "transformed values must be for [1 layers, 1 heads, 2 keys] like the weights, got [1,"
                + " 1, 3]");
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 1, 2), new float[0]);
    NumericArray empty = NumericArray.copyOf(new double[0], 1, 0, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormAttribution.of(none, Masks.full(1, 2), TransformedValues.of(empty)))
        .withMessage("heads must be at least 1 to be added up, got 0");
  }
}
