package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Ints;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;
import dev.attn.tensor.NumericArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any bytes, NaN with payloads, infinities and subnormals among them, read through every way there
 * is: each gives the same bits.
 */
final class SameBitsTest {

  private static final int KEYS = 7;
  private static final List<String> FORMATS = List.of("f8", "f4", "f2", "BF16");

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

  @Property
  void everyWay_givesTheSameBits(
      @ForAll @IntRange(max = 3) int format,
      @ForAll boolean bigEndian,
      @ForAll @IntRange(min = 1, max = 90) int rows,
      @ForAll @IntRange(min = 8, max = 700) int window,
      @ForAll long seed)
      throws IOException {
    String name = FORMATS.get(format);
    ElementType type = ElementType.values()[format];
    boolean big = bigEndian && type != ElementType.BF16;
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] data = new byte[rows * KEYS * type.bytes()];
    new Random(seed).nextBytes(data);
    double[] expected = oneByOne(type, ByteBuffer.wrap(data).order(order));
    for (NumericArray buffered : buffered(type, order, data, rows)) {
      check(buffered, type, expected);
    }
    for (Path path : files(name, big, type, data, rows)) {
      try (TensorFile file = TensorFiles.open(path, Limits.withWindow(window))) {
        NumericArray array = file.array(file.names().get(0));
        check(array, type, expected);
        check(array.asAttention().inMemory().asArray(), type, expected);
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

  private static List<NumericArray> buffered(
      ElementType type, ByteOrder order, byte[] data, int rows) {
    ByteBuffer heap = ByteBuffer.wrap(data).order(order);
    ByteBuffer direct = ByteBuffer.allocateDirect(data.length + 3).position(3).put(data);
    direct.position(3).order(order);
    int cut = rows * KEYS / 3 * type.bytes();
    ByteBuffer first = direct.slice(3, cut).order(order);
    ByteBuffer second = direct.slice(3 + cut, data.length - cut).order(order);
    List<NumericArray> arrays = new ArrayList<>();
    arrays.add(NumericArray.of(Elements.wrap(type, heap), rows, KEYS));
    arrays.add(NumericArray.of(Elements.wrap(type, direct), rows, KEYS));
    arrays.add(NumericArray.of(Elements.wrap(type, first, second), rows, KEYS));
    if (type == ElementType.F32) {
      float[] floats = new float[rows * KEYS];
      heap.asFloatBuffer().get(floats);
      arrays.add(NumericArray.of(Elements.wrap(heap.asFloatBuffer()), rows, KEYS));
      arrays.add(NumericArray.copyOf(floats, rows, KEYS));
    }
    return arrays;
  }

  private static List<Path> files(
      String name, boolean big, ElementType type, byte[] data, int rows) throws IOException {
    String shape = "(" + rows + ", " + KEYS + ")";
    List<Path> files = new ArrayList<>();
    if (!big) {
      String header =
          "{\"a\":{\"dtype\":\"%s\",\"shape\":[%s,%s],\"data_offsets\":[0,%s]}}"
              .replaceFirst("%s", SafetensorsHeader.typeName(type))
              .replaceFirst("%s", Integer.toString(rows))
              .replaceFirst("%s", Integer.toString(KEYS))
              .replaceFirst("%s", Integer.toString(data.length));
      files.add(NpyBytes.write(folder, "a.safetensors", NpyBytes.safetensors(header, data)));
    }
    if (type != ElementType.BF16) {
      byte[] npy = NpyBytes.npy((big ? ">" : "<") + name, shape, data);
      files.add(NpyBytes.write(folder, "a.npy", npy));
      files.add(NpyBytes.write(folder, "stored.npz", zip(npy, ZipEntry.STORED)));
      files.add(NpyBytes.write(folder, "deflated.npz", zip(npy, ZipEntry.DEFLATED)));
    }
    return files;
  }

  private static byte[] zip(byte[] npy, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      CRC32 crc = new CRC32();
      crc.update(npy);
      ZipEntry entry = new ZipEntry("a.npy");
      entry.setMethod(method);
      entry.setSize(npy.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(npy);
    }
    return bytes.toByteArray();
  }

  private static void check(NumericArray array, ElementType type, double[] expected) {
    assertThat(array.type()).isEqualTo(type);
    assertThat(array.shape()).isEqualTo(Ints.asList(expected.length / KEYS, KEYS));
    assertThat(array.fitsFloat()).isEqualTo(type != ElementType.F64);
    double[] all = array.toDoubles();
    double[] row = new double[KEYS];
    float[] floats = new float[KEYS];
    for (int i = 0; i < expected.length; i++) {
      if (i % KEYS == 0) {
        array.asAttention().layer(0).head(0).row(i / KEYS, row);
        array.asAttention().layer(0).head(0).row(i / KEYS, floats);
      }
      long bits = Double.doubleToRawLongBits(expected[i]);
      assertThat(Double.doubleToRawLongBits(all[i])).isEqualTo(bits);
      assertThat(Double.doubleToRawLongBits(row[i % KEYS])).isEqualTo(bits);
      assertThat(Double.doubleToRawLongBits(floats[i % KEYS]))
          .isEqualTo(Double.doubleToRawLongBits((float) expected[i]));
    }
  }
}
