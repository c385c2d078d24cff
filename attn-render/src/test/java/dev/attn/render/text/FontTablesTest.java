package dev.attn.render.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FontTablesTest {

  @Test
  void needed_dropsOtherTablesFromTheDirectory() {
    byte[] font = font("GSUB", "cmap", "glyf", "kern", "head", "name");
    assertThat(tables(FontTables.needed(font))).containsExactly("cmap", "glyf", "head");
  }

  @Test
  void needed_keepsThePlacesOfTables() {
    byte[] font = font("GSUB", "cmap");
    ByteBuffer directory = ByteBuffer.wrap(FontTables.needed(font));
    assertThat(directory.getInt(12 + 8)).isEqualTo(1000 + 1);
    assertThat(directory.capacity()).isEqualTo(font.length);
  }

  @Test
  void needed_leavesTheFontItselfAlone() {
    byte[] font = font("GSUB", "cmap");
    byte[] before = font.clone();
    FontTables.needed(font);
    assertThat(font).isEqualTo(before);
  }

  @Test
  void needed_ofADirectoryThatIsCutOff_isWhatThereIs() {
    byte[] font = font("cmap", "glyf", "head");
    byte[] cut = Arrays.copyOf(font, 12 + 16 + 5);
    assertThat(tables(FontTables.needed(cut))).containsExactly("cmap");
    assertThat(FontTables.needed(new byte[] {0, 1})).containsExactly(0, 1);
  }

  /** A directory of tables at the places 1000, 1001, ... */
  private static byte[] font(String... tables) {
    ByteBuffer font = ByteBuffer.allocate(12 + 16 * tables.length + 8);
    font.putInt(0x00010000).putShort((short) tables.length).position(12);
    for (int i = 0; i < tables.length; i++) {
      font.put(tables[i].getBytes(StandardCharsets.ISO_8859_1)).putInt(0).putInt(1000 + i);
      font.putInt(4);
    }
    return font.array();
  }

  private static List<String> tables(byte[] font) {
    int count = ByteBuffer.wrap(font).getShort(4);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(new String(font, 12 + 16 * i, 4, StandardCharsets.ISO_8859_1));
    }
    return names;
  }
}
