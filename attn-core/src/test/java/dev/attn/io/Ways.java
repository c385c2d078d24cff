package dev.attn.io;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;
import dev.attn.tensor.NumericArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The same numbers in every way there is: in a caller's buffers and in files of every format. */
final class Ways {

  /** The floating-point formats that NumPy has. */
  static final ImmutableMap<ElementType, String> NUMPY =
      ImmutableMap.of(ElementType.F64, "f8", ElementType.F32, "f4", ElementType.F16, "f2");

  private final ElementType type;
  private final ByteOrder order;
  private final byte[] data;
  private final int[] shape;

  /** Takes over {@code data}: the numbers, one after the other. */
  Ways(ElementType type, ByteOrder order, byte[] data, int... shape) {
    this.type = type;
    this.order = order;
    this.data = data;
    this.shape = shape;
  }

  ByteBuffer bytes() {
    return ByteBuffer.wrap(data).order(order);
  }

  List<NumericArray> buffered() {
    ByteBuffer direct = ByteBuffer.allocateDirect(data.length + 3).position(3).put(data);
    direct.position(3).order(order);
    int cut = data.length / type.bytes() / 3 * type.bytes();
    ByteBuffer first = direct.slice(3, cut).order(order);
    ByteBuffer second = direct.slice(3 + cut, data.length - cut).order(order);
    List<NumericArray> arrays = new ArrayList<>();
    arrays.add(NumericArray.of(Elements.wrap(type, bytes()), shape));
    arrays.add(NumericArray.of(Elements.wrap(type, direct), shape));
    arrays.add(NumericArray.of(Elements.wrap(type, first, second), shape));
    if (type == ElementType.F32) {
      float[] floats = new float[data.length / Float.BYTES];
      bytes().asFloatBuffer().get(floats);
      arrays.add(NumericArray.of(Elements.wrap(bytes().asFloatBuffer()), shape));
      arrays.add(NumericArray.copyOf(floats, shape));
    }
    return arrays;
  }

  /** Writes the files whose format has this number format and byte order. */
  List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (order == ByteOrder.LITTLE_ENDIAN) {
      String header =
          ("{\"a\":{\"dtype\":\"" + SafetensorsHeader.typeName(type))
              + ("\",\"shape\":" + Ints.asList(shape))
              + (",\"data_offsets\":[0," + data.length + "]}}");
      files.add(NpyBytes.write(folder, "a.safetensors", NpyBytes.safetensors(header, data)));
    }
    if (NUMPY.containsKey(type)) {
      String format = (order == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + NUMPY.get(type);
      String axes =
          Ints.asList(shape).stream().map(String::valueOf).collect(Collectors.joining(", "));
      byte[] npy = NpyBytes.npy(format, "(" + axes + ")", data);
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
}
