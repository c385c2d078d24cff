package dev.attn.render.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;

/** The data of an international text of a PNG file. */
final class PngText {

  /** Texts of more bytes than this are compressed. */
  private static final int LONG_TEXT = 1024;

  private PngText() {}

  /** Keyword, whether and how it is compressed, no language, no translated keyword, the text. */
  static byte[] of(String keyword, String text) throws IOException {
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
}
