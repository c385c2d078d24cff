package dev.attn.io;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.MoreCollectors;
import dev.attn.tensor.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * What stands before the data of an {@code .npy} file: magic, version, and a Python dict literal
 * with number format, axis order and shape.
 *
 * @param layout how to read the data
 * @param bytes length of all this: the data begin here
 * @source NumPy documentation, numpy.lib.format, versions 1.0, 2.0 and 3.0
 */
record NpyHeader(ArrayLayout layout, long bytes) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_AT = MAGIC.length;
  private static final int LENGTH_AT = VERSION_AT + 2;

  /** Longer than the header of any array of numbers; only structured formats need more. */
  private static final int MAX_TEXT = 1 << 20;

  static final Map<String, ElementType> FORMATS =
      ImmutableMap.<String, ElementType>builder()
          .put("f8", ElementType.F64)
          .put("f4", ElementType.F32)
          .put("f2", ElementType.F16)
          .put("i8", ElementType.I64)
          .put("i4", ElementType.I32)
          .put("i2", ElementType.I16)
          .put("i1", ElementType.I8)
          .put("u8", ElementType.U64)
          .put("u4", ElementType.U32)
          .put("u2", ElementType.U16)
          .put("u1", ElementType.U8)
          .put("b1", ElementType.BOOL)
          .buildOrThrow();

  static boolean isMagic(byte[] first) {
    return Arrays.equals(first, 0, Math.min(first.length, MAGIC.length), MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads a header, and compares the length of the data it announces with what is there.
   *
   * @param available number of bytes of header and data together
   */
  static NpyHeader read(InputStream bytes, long available, Place place) throws IOException {
    byte[] magic = bytes.readNBytes(MAGIC.length);
    if (!isMagic(magic)) {
      throw place.fault(0, "magic must be 93 4e 55 4d 50 59, got " + hex(magic));
    }
    byte[] version = bytes.readNBytes(2);
    boolean known = version.length == 2 && version[0] >= 1 && version[0] <= 3 && version[1] == 0;
    if (!known) {
      throw place.fault(VERSION_AT, "version must be 01 00, 02 00 or 03 00, got " + hex(version));
    }
    int width = version[0] == 1 ? 2 : 4;
    byte[] text = bytes.readNBytes(textLength(bytes, width, available, place));
    int textAt = LENGTH_AT + width;
    // Python's syntax is ASCII: read byte by byte, a position in the text is a byte offset.
    String literal = new String(text, StandardCharsets.ISO_8859_1);
    ArrayLayout layout = new NpyHeaderParser(literal, textAt, place).parse();
    NpyHeader header = new NpyHeader(layout, (long) textAt + text.length);
    header.checkData(available, place);
    return header;
  }

  private static int textLength(InputStream bytes, int width, long available, Place place)
      throws IOException {
    byte[] field = bytes.readNBytes(width);
    if (field.length < width) {
      throw place.fault(
          LENGTH_AT, "header length must have " + width + " bytes, got " + field.length);
    }
    long length = 0;
    for (int i = width - 1; i >= 0; i--) {
      length = length << 8 | Byte.toUnsignedLong(field[i]);
    }
    long most = Math.min(MAX_TEXT, available - LENGTH_AT - width);
    if (length > most) {
      throw place.fault(LENGTH_AT, "header length must be in [0, " + most + "], got " + length);
    }
    return (int) length;
  }

  private void checkData(long available, Place place) throws TensorFormatException {
    if (available - bytes != layout.bytes()) {
      throw place.fault(
          bytes,
          "data of "
              + layout
              + " must have "
              + layout.bytes()
              + " bytes, got "
              + (available - bytes));
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.isEmpty() ? "nothing" : text.toString();
  }

  /** Returns the dict literal for a little-endian array in C order. */
  static String text(ArrayLayout layout) {
    StringBuilder shape = new StringBuilder();
    layout
        .shape()
        .forEach(length -> shape.append(shape.isEmpty() ? "" : " ").append(length).append(','));
    if (layout.shape().size() > 1) {
      shape.setLength(shape.length() - 1);
    }
    return "{'descr': '"
        + format(layout.type())
        + "', 'fortran_order': False, 'shape': ("
        + shape
        + "), }";
  }

  private static String format(ElementType type) {
    String code =
        FORMATS.entrySet().stream()
            .filter(entry -> entry.getValue() == type)
            .map(Map.Entry::getKey)
            .collect(MoreCollectors.onlyElement());
    return (type.bytes() == 1 ? '|' : '<') + code;
  }
}
