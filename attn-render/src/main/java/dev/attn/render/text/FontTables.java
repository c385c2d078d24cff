package dev.attn.render.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The tables of a font file that outlines and advances need.
 *
 * <p>The parser reads every table that the directory of the file lists, names and substitution
 * rules too, which takes longer than all the rest. So it is shown a directory without them.
 */
final class FontTables {

  private static final Set<String> NEEDED =
      Set.of("cmap", "head", "hhea", "hmtx", "maxp", "loca", "glyf", "CFF ");

  private static final int COUNT = 4;
  private static final int DIRECTORY = 12;
  private static final int ENTRY = 16;

  private FontTables() {}

  /** Returns the file with a directory of the needed tables only; the tables stay in place. */
  static byte[] needed(byte[] file) {
    if (file.length < DIRECTORY) {
      return file;
    }
    byte[] reduced = file.clone();
    ByteBuffer directory = ByteBuffer.wrap(reduced);
    int listed = Short.toUnsignedInt(directory.getShort(COUNT));
    int kept = 0;
    for (int i = 0; i < listed && DIRECTORY + (i + 1) * ENTRY <= file.length; i++) {
      int at = DIRECTORY + i * ENTRY;
      if (NEEDED.contains(new String(file, at, 4, StandardCharsets.ISO_8859_1))) {
        System.arraycopy(file, at, reduced, DIRECTORY + kept * ENTRY, ENTRY);
        kept++;
      }
    }
    directory.putShort(COUNT, (short) kept);
    return reduced;
  }
}
