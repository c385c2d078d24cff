package dev.attn.render.encode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes pictures as PNG: one byte per pixel if they have at most 256 colours, else three.
 *
 * <p>Rows are not filtered: cells are flat, and differences of neighbours would only make them
 * longer.
 *
 * @source W3C, 2003, Portable Network Graphics (PNG) Specification, second edition
 */
public final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int INDEXED = 3;
  private static final int TRUE_COLOR = 2;
  private static final int FAST_LEVEL = 4;
  private static final int SMALL_LEVEL = 6;

  /** From so many pixels on, time counts more than the last tenth of size. */
  private static final int LARGE = 1 << 20;

  /** Texts of more bytes than this are compressed. */
  private static final int LONG_TEXT = 1024;

  private static final int BUFFER = 1 << 15;

  /** 96 px per inch, as pixels per metre: 1 px is 0.75 pt. */
  private static final int PIXELS_PER_METRE = 3780;

  private final int pixelsPerMetre;

  /** Returns an encoder for pictures with {@code scale} times 96 px per inch. */
  public PngEncoder(double scale) {
    pixelsPerMetre = (int) Math.round(PIXELS_PER_METRE * scale);
  }

  /**
   * Writes an image of type {@link BufferedImage#TYPE_INT_RGB}; the stream stays open.
   *
   * @cost one pass over the pixels to count their colours, one to write them; no copy of the image
   */
  public void write(BufferedImage image, OutputStream out) throws IOException {
    write(image, FileInfo.none(), out);
  }

  /**
   * Writes an image with what is to be said of it; see {@link #write(BufferedImage, OutputStream)}.
   */
  public void write(BufferedImage image, FileInfo info, OutputStream out) throws IOException {
    if (image.getType() != BufferedImage.TYPE_INT_RGB) {
      throw new IllegalArgumentException(
          "image type must be TYPE_INT_RGB (1), got " + image.getType());
    }
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Palette palette = new Palette();
    palette.addAll(pixels);
    out.write(SIGNATURE);
    header(image, palette.overflows() ? TRUE_COLOR : INDEXED, out);
    for (Map.Entry<String, String> text : info.texts().entrySet()) {
      ChunkStream.write("iTXt", text(text.getKey(), text.getValue()), out);
    }
    if (!palette.overflows()) {
      ChunkStream.write("PLTE", palette.bytes(), out);
    }
    Deflater deflater = new Deflater(pixels.length < LARGE ? SMALL_LEVEL : FAST_LEVEL);
    try (OutputStream data =
        new DeflaterOutputStream(new ChunkStream("IDAT", out), deflater, BUFFER)) {
      rows(pixels, image.getWidth(), palette, data);
    } finally {
      deflater.end();
    }
    ChunkStream.write("IEND", new byte[0], out);
  }

  private void header(BufferedImage image, int colorType, OutputStream out) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(image.getWidth()).putInt(image.getHeight());
    header.put((byte) 8).put((byte) colorType).put(new byte[3]);
    ChunkStream.write("IHDR", header.array(), out);
    ChunkStream.write("sRGB", new byte[] {0}, out);
    ByteBuffer density = ByteBuffer.allocate(9);
    density.putInt(pixelsPerMetre).putInt(pixelsPerMetre).put((byte) 1);
    ChunkStream.write("pHYs", density.array(), out);
  }

  /**
   * The data of an international text: keyword, whether and how it is compressed, no language, no
   * translated keyword, the text.
   */
  private static byte[] text(String keyword, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean compressed = bytes.length > LONG_TEXT;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
    data.writeBytes(new byte[] {0, (byte) (compressed ? 1 : 0), 0, 0, 0});
    try (OutputStream end = compressed ? new DeflaterOutputStream(data) : data) {
      end.write(bytes);
    }
    return data.toByteArray();
  }

  /** Each row is a zero, for no filter, and its pixels. */
  private static void rows(int[] pixels, int width, Palette palette, OutputStream data)
      throws IOException {
    PixelRows rows = new PixelRows(palette);
    byte[] row = new byte[1 + rows.length(width)];
    for (int start = 0; start < pixels.length; start += width) {
      rows.pack(pixels, start, width, row, 1);
      data.write(row);
    }
  }
}
