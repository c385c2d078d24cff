package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Bytes;
import dev.attn.io.ArrayLayout.Axes;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** An {@code .npy} file: version 1.0, data beginning at a multiple of 64 bytes. */
final class NpyContent implements FileContent {

  private static final int ALIGNMENT = 64;
  private static final int PREAMBLE = 10;

  private final NumericArray array;
  private final ArrayLayout layout;

  private NpyContent(NumericArray array, ArrayLayout layout) {
    this.array = array;
    this.layout = layout;
  }

  static NpyContent of(NumericArray array, ElementType type) {
    checkType(type);
    return new NpyContent(array, layout(array, type));
  }

  static void checkType(ElementType type) {
    checkArgument(
        NpyHeader.FORMATS.containsValue(type),
        "type must be one that NumPy has, got %s; write as f32, or write safetensors",
        type);
  }

  /** Returns how an array is written in any format. */
  static ArrayLayout layout(NumericArray array, ElementType type) {
    checkArgument(
        array.rank() <= ArrayLayout.MAX_RANK,
        "array must have at most %s axes to be written, got %s",
        ArrayLayout.MAX_RANK,
        array.rank());
    return new ArrayLayout(type, ByteOrder.LITTLE_ENDIAN, Axes.C, array.shape());
  }

  @Override
  public void write(OutputStream target) throws IOException {
    target.write(header(layout));
    new ElementEncoder(layout.type(), target).write(array);
  }

  /** Returns what stands before the data. */
  static byte[] header(ArrayLayout layout) {
    String literal = NpyHeader.text(layout);
    int unpadded = PREAMBLE + literal.length() + 1;
    int padding = -unpadded & (ALIGNMENT - 1);
    byte[] text = (literal + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] preamble = {
      (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)
    };
    return Bytes.concat(preamble, text);
  }
}
