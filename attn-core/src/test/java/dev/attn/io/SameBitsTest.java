package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Ints;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any bytes, NaN with payloads, infinities and subnormals among them, read through every way there
 * is: each gives the same bits.
 */
final class SameBitsTest {

  private static final int KEYS = 7;

  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("same-bits");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Provide
  Arbitrary<ElementType> floats() {
    return Arbitraries.of(ElementType.F64, ElementType.F32, ElementType.F16, ElementType.BF16);
  }

  @Provide
  Arbitrary<ByteOrder> orders() {
    return Arbitraries.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  @Property
  void everyWay_givesTheSameBits(
      @ForAll("floats") ElementType type,
      @ForAll("orders") ByteOrder order,
      @ForAll @IntRange(min = 1, max = 90) int rows,
      @ForAll @IntRange(min = 8, max = 700) int window,
      @ForAll long seed)
      throws IOException {
    byte[] data = new byte[rows * KEYS * type.bytes()];
    new Random(seed).nextBytes(data);
    Ways ways = new Ways(type, order, data, rows, KEYS);
    double[] expected = oneByOne(type, ways.bytes());
    for (NumericArray buffered : ways.buffered()) {
      check(buffered, type, expected);
    }
    for (Path path : ways.files(folder)) {
      try (TensorFile file = TensorFiles.open(path, Limits.withWindow(window))) {
        NumericArray array = file.array(file.names().get(0));
        check(array, type, expected);
        check(array.asAttention().inMemory().asArray().slice(0).slice(0), type, expected);
      }
    }
  }

  /** The obvious way: one call of a buffer for each number. */
  private static double[] oneByOne(ElementType type, ByteBuffer bytes) {
    double[] values = new double[bytes.limit() / type.bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case F64 -> bytes.getDouble();
            case F32 -> bytes.getFloat();
            case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            default -> half(bytes.getShort());
          };
    }
    return values;
  }

  private static float half(int bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 31;
    int fraction = bits & 0x3ff;
    if (exponent == 31) {
      return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
    }
    double magnitude =
        exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
    return (float) (sign == 0 ? magnitude : -magnitude);
  }

  private static void check(NumericArray array, ElementType type, double[] expected) {
    assertThat(array.type()).isEqualTo(type);
    assertThat(array.shape()).isEqualTo(Ints.asList(expected.length / KEYS, KEYS));
    assertThat(array.fitsFloat()).isEqualTo(type != ElementType.F64);
    AttentionMatrix matrix = array.asAttention().layer(0).head(0);
    double[] byRow = new double[expected.length];
    double[] byFloats = new double[expected.length];
    double[] floats = new double[expected.length];
    float[] row = new float[KEYS];
    for (int i = 0; i < expected.length; i++) {
      if (i % KEYS == 0) {
        System.arraycopy(matrix.row(i / KEYS), 0, byRow, i, KEYS);
        matrix.row(i / KEYS, row);
      }
      byFloats[i] = row[i % KEYS];
      floats[i] = (float) expected[i];
    }
    assertThat(bits(array.toDoubles())).isEqualTo(bits(expected));
    assertThat(bits(byRow)).isEqualTo(bits(expected));
    assertThat(bits(byFloats)).isEqualTo(bits(floats));
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
