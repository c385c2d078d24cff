package dev.attn.render.encode;

import java.util.zip.Adler32;

/**
 * The Adler-32 sum of bytes, put together from those of pieces.
 *
 * <p>Of n bytes b, it is two sums modulo 65521:
 *
 * <pre>low = 1 + Σ b[i],  high = n + Σ (n − i) b[i]</pre>
 *
 * @source Deutsch and Gailly, 1996, ZLIB Compressed Data Format Specification version 3.3, RFC
 *     1950, section 8.2
 */
final class CheckSum {

  private static final int MODULUS = 65_521;

  private long low = 1;
  private long high;

  /** Returns the sum of a piece. */
  static int of(byte[] bytes, int from, int length) {
    Adler32 sum = new Adler32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /** Adds a piece of {@code length} bytes with the sum {@code piece}. */
  void add(int piece, int length) {
    high = (high + (piece >>> 16) + (low + MODULUS - 1) * length) % MODULUS;
    low = (low + (piece & 0xffff) + MODULUS - 1) % MODULUS;
  }

  /** Returns the sum of all pieces. */
  int value() {
    return (int) (high << 16 | low);
  }
}
