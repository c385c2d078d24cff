package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PixelRowsTest {

  @Test
  void trueColours_areThreeBytesEachAndTouchNothingElse() {
    int[] pixels = IntStream.range(0, 300).map(i -> i * 0x010305 & 0xffffff).toArray();
    Palette palette = new Palette();
    palette.addAll(pixels);
    byte[] row = new byte[2 + 3 * 299 + 2];
    row[0] = 7;
    row[1] = 8;
    row[row.length - 2] = 9;
    row[row.length - 1] = 10;
    byte[] expected = row.clone();
    for (int x = 0; x < 299; x++) {
      expected[2 + 3 * x] = (byte) (pixels[x + 1] >> 16);
      expected[3 + 3 * x] = (byte) (pixels[x + 1] >> 8);
      expected[4 + 3 * x] = (byte) pixels[x + 1];
    }

    new PixelRows(palette).pack(pixels, 1, 299, row, 2);

    assertThat(row).isEqualTo(expected);
  }
}
