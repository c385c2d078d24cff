package dev.attn.render.figure;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The alphabet in which byte-level tokenizers write the 256 bytes: those of visible characters of
 * Latin-1 as these, the others as U+0100, U+0101 and so on.
 *
 * @source Radford et al., 2019, Language Models are Unsupervised Multitask Learners, section 2.2
 */
final class ByteAlphabet {

  private static final int FIRST_MOVED = 0x100;

  private ByteAlphabet() {}

  /**
   * Returns the text of a token; bytes that are no UTF-8 as {@code <0xE4>}, characters that stand
   * for no byte as they are.
   */
  static String decode(String token) {
    StringBuilder text = new StringBuilder();
    ByteBuffer bytes = ByteBuffer.allocate(token.length());
    for (int i = 0; i < token.length(); i++) {
      int value = byteOf(token.charAt(i));
      if (value >= 0) {
        bytes.put((byte) value);
      } else {
        flush(bytes, text);
        text.append(token.charAt(i));
      }
    }
    flush(bytes, text);
    return text.toString();
  }

  private static void flush(ByteBuffer bytes, StringBuilder text) {
    bytes.flip();
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(bytes.remaining());
    while (bytes.hasRemaining()) {
      CoderResult result = decoder.decode(bytes, characters, true);
      text.append(characters.flip());
      characters.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        text.append(String.format(Locale.US, "<0x%02X>", bytes.get() & 0xff));
      }
      decoder.reset();
    }
    bytes.clear();
  }

  /** The byte that a character stands for, -1 if none. */
  private static int byteOf(char c) {
    if (isKept(c)) {
      return c;
    }
    int moved = c - FIRST_MOVED;
    for (int value = 0; value < FIRST_MOVED && moved >= 0; value++) {
      if (!isKept((char) value)) {
        if (moved == 0) {
          return value;
        }
        moved--;
      }
    }
    return -1;
  }

  private static boolean isKept(char c) {
    return (c >= '!' && c <= '~') || (c >= 0xa1 && c <= 0xff && c != 0xad);
  }
}
