package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where weights and gradients lie changes no bit of what is computed from them. */
final class SameAnalysisTest {

  private static final int LAYERS = 2;
  private static final int HEADS = 3;

  /** Several tiles and windows long, and no multiple of either. */
  private static final int N = 45;

  private static final AttentionMask MASK = Masks.causal(N);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "F64, LITTLE_ENDIAN", "F32, LITTLE_ENDIAN", "F16, LITTLE_ENDIAN", "BF16, LITTLE_ENDIAN",
    "F64, BIG_ENDIAN", "F32, BIG_ENDIAN", "F16, BIG_ENDIAN", "BF16, BIG_ENDIAN"
  })
  void everyWay_givesTheSameNumbers(ElementType type, String order) throws IOException {
    ByteOrder bytes = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    // One array of two: weights and their gradient.
    Ways ways = new Ways(type, bytes, data(type, bytes), 2, LAYERS, HEADS, N, N);
    List<NumericArray> all = ways.buffered();
    List<Long> expected = analysed(heap(all.get(0), 0), heap(all.get(0), 1));
    assertThat(expected).hasSizeGreaterThan(20 * LAYERS * HEADS + 6 * LAYERS * N * N);
    for (NumericArray array : all) {
      assertThat(analysed(array)).isEqualTo(expected);
    }
    for (Path path : ways.files(folder)) {
      try (TensorFile file = TensorFiles.open(path, Limits.withWindow(1003))) {
        NumericArray array = file.array(file.names().get(0));
        assertThat(analysed(array)).as(path.toString()).isEqualTo(expected);
      }
    }
  }

  private static byte[] data(ElementType type, ByteOrder order) {
    ByteBuffer data = ByteBuffer.allocate(2 * LAYERS * HEADS * N * N * type.bytes()).order(order);
    Random random = new Random(20260501);
    for (int row = 0; row < LAYERS * HEADS * N; row++) {
      int query = row % N;
      double[] weights = new double[N];
      double sum = 0;
      for (int k = 0; k <= query; k++) {
        weights[k] = Math.exp(2 * random.nextGaussian());
        sum += weights[k];
      }
      for (double weight : weights) {
        put(data, type, weight / sum);
      }
    }
    while (data.hasRemaining()) {
      put(data, type, random.nextGaussian());
    }
    return data.array();
  }

  private static void put(ByteBuffer target, ElementType type, double value) {
    switch (type) {
      case F64 -> target.putDouble(value);
      case F32 -> target.putFloat((float) value);
      case F16 -> target.putShort(FloatRounding.toF16(value));
      default -> target.putShort(FloatRounding.toBf16(value));
    }
  }

  private static AttentionTensor heap(NumericArray both, int index) {
    return both.slice(index).asAttention().inMemory();
  }

  private static List<Long> analysed(NumericArray both) {
    return analysed(both.slice(0).asAttention(), both.slice(1).asAttention());
  }

  /** Returns the bits of every metric of every head, of fused heads and of saliency. */
  private static List<Long> analysed(AttentionTensor weights, AttentionTensor gradient) {
    List<Long> bits = new ArrayList<>();
    MetricOptions options = MetricOptions.defaults();
    for (MetricGrid grid :
        HeadMetrics.evaluate(HeadMetrics.usable(N, N, options), weights, MASK, options)) {
      grid.values().forEach(value -> add(bits, value.value()));
    }
    for (HeadFusion fusion : HeadFusion.values()) {
      addAll(bits, Aggregators.heads(weights, fusion));
    }
    GradientSample sample = GradientSample.of(weights, gradient, MASK);
    addAll(bits, Saliency.perHead(sample).map());
    addAll(bits, Saliency.absOfSum(sample).map());
    addAll(bits, Saliency.sumOfAbs(sample).map());
    return bits;
  }

  private static void addAll(List<Long> bits, AttentionTensor tensor) {
    for (double value : tensor.asArray().toDoubles()) {
      add(bits, value);
    }
  }

  private static void add(List<Long> bits, double value) {
    bits.add(Double.doubleToRawLongBits(value));
  }
}
