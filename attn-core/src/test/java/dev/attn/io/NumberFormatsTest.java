package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One value of every number format, in both byte orders and at every place in a window. */
final class NumberFormatsTest {

  private static final String VALUES =
      """
      f8 | 3ff8000000000000 | 1.5
      f8 | 7ff0000000000000 | Infinity
      f8 | 0000000000000001 | 4.9E-324
      f4 | bf800000 | -1
      f4 | 7f7fffff | 3.4028234663852886E38
      f4 | 00000001 | 1.401298464324817E-45
      f2 | 3c00 | 1
      f2 | 7bff | 65504
      f2 | 8001 | -5.960464477539063E-8
      i8 | 8000000000000000 | -9223372036854775808
      i8 | 7fffffffffffffff | 9223372036854775807
      i4 | 80000000 | -2147483648
      i2 | ffff | -1
      i1 | 80 | -128
      u8 | ffffffffffffffff | 18446744073709551615
      u8 | 8000000000000401 | 9223372036854777856
      u8 | 8000000000000400 | 9223372036854775808
      u4 | ffffffff | 4294967295
      u2 | ffff | 65535
      u1 | ff | 255
      b1 | 00 | 0
      b1 | 01 | 1
      b1 | 02 | 1
      """;

  private final Path folder;

  NumberFormatsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = VALUES)
  void value_isReadInBothByteOrdersThroughAnyWindow(String format, String bigEndian, double value)
      throws IOException {
    byte[] big = NpyBytes.hex(bigEndian);
    List<Byte> reversed = Bytes.asList(big.clone());
    Collections.reverse(reversed);
    byte[] little = Bytes.toArray(reversed);
    for (long window : new long[] {8, 11, 64, 1 << 20}) {
      assertThat(five(">" + format, big, window)).containsOnly(value);
      assertThat(five("<" + format, little, window)).containsOnly(value);
    }
  }

  /** Reads five copies of one value behind a header of odd length. */
  private double[] five(String descr, byte[] value, long window) throws IOException {
    byte[] data = Bytes.concat(value, value, value, value, value);
    Path path = NpyBytes.write(folder, "five.npy", NpyBytes.npy(descr, "(5,)", data));
    try (TensorFile file = TensorFiles.open(path, Limits.withWindow(window))) {
      return file.array("five").toDoubles();
    }
  }

  @Test
  void oneByteFormats_needNoByteOrder() throws IOException {
    for (String descr : List.of("|u1", "|i1", "|b1")) {
      assertThat(five(descr, new byte[] {1}, 64)).containsOnly(1);
    }
  }

  @Test
  void safetensors_readsBf16AndF16() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[4,6]}}";
    byte[] bytes = NpyBytes.safetensors(header, NpyBytes.hex("803f 00c0 003c"));
    Path path = NpyBytes.write(folder, "narrow.safetensors", bytes);
    try (TensorFile file = TensorFiles.open(path, Limits.withWindow(8))) {
      assertThat(file.array("a").toDoubles()).containsExactly(1, -2);
      assertThat(file.array("b").value()).isEqualTo(1);
    }
  }

  /**
   * 3 x 2 with the first axis the fastest: the bytes 0 to 5 are the columns [0 1 2] and [3 4 5].
   */
  @Test
  void fortranOrder_isDeliveredInCOrder() throws IOException {
    String header = "{'descr': '|u1', 'fortran_order': True, 'shape': (3, 2), }";
    Path path =
        NpyBytes.write(folder, "f.npy", NpyBytes.npy(header, new byte[] {0, 1, 2, 3, 4, 5}));
    for (long window : new long[] {8, 13, 1 << 20}) {
      try (TensorFile file = TensorFiles.open(path, Limits.withWindow(window))) {
        assertThat(file.array("f").toDoubles()).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(file.array("f").slice(2).toDoubles()).containsExactly(2, 5);
        assertThat(file.array("f").value(1, 1)).isEqualTo(4);
      }
    }
  }

  @Test
  void array_longerThanManyWindows_isReadFromAnyPlace() throws IOException {
    double[] values = new double[10_000];
    Arrays.setAll(values, i -> i * 0.5);
    Path path = folder.resolve("long.npy");
    TensorFiles.writeNpy(path, NumericArray.copyOf(values, 100, 100));
    try (TensorFile file = TensorFiles.open(path, Limits.withWindow(100))) {
      assertThat(file.array("long").toDoubles()).isEqualTo(values);
      double[] part = new double[777];
      file.array("long").read(1234, part);
      assertThat(part).isEqualTo(Arrays.copyOfRange(values, 1234, 1234 + 777));
    }
  }
}
