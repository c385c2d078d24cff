package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The hash against its description, written down byte by byte. */
final class DataHashTest {

  private static final float OTHER_NAN = Float.intBitsToFloat(0xffc12345);

  @Test
  void hash_isThatOfBitsAndMasksByBands() throws NoSuchAlgorithmException {
    Grid grid = noise(300, 301).withMask(Masks.causalBottomRight(300, 301));

    assertThat(DataHash.of(HeatMap.of(grid).sheet()).toString()).isEqualTo(hash(grid));
  }

  @Test
  void hash_withoutMask_hasNoBitSet() throws NoSuchAlgorithmException {
    Grid grid = noise(7, 19);

    assertThat(DataHash.of(HeatMap.of(grid).sheet()).toString()).isEqualTo(hash(grid));
  }

  @Test
  void allNan_areOne() {
    Grid usual = Grid.copyOf(new float[][] {{1, Float.NaN}});
    Grid other = Grid.copyOf(new float[][] {{1, OTHER_NAN}});

    assertThat(DataHash.of(HeatMap.of(other).sheet()))
        .hasToString(DataHash.of(HeatMap.of(usual).sheet()).toString());
  }

  private static Grid noise(int rows, int columns) {
    Random random = new Random(11);
    float[] special = {Float.NaN, OTHER_NAN, -0.0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int c = 0; c < columns; c++) {
        int kind = random.nextInt(20);
        row[c] = kind < special.length ? special[kind] : (float) random.nextGaussian();
      }
    }
    return Grid.copyOf(values);
  }

  private static String hash(Grid grid) throws NoSuchAlgorithmException {
    ByteBuffer shape = little(2 * Integer.BYTES).putInt(grid.rows()).putInt(grid.columns());
    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    whole.update(shape.flip());
    int height = Math.max(1, 65_536 / grid.columns());
    for (int top = 0; top < grid.rows(); top += height) {
      MessageDigest band = MessageDigest.getInstance("SHA-256");
      for (int r = top; r < Math.min(grid.rows(), top + height); r++) {
        band.update(row(grid, r));
      }
      whole.update(band.digest());
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  private static ByteBuffer row(Grid grid, int row) {
    int columns = grid.columns();
    byte[] flags = new byte[(columns + 7) / 8];
    ByteBuffer bytes = little(columns * Float.BYTES + flags.length);
    for (int c = 0; c < columns; c++) {
      bytes.putInt(grid.masked(row, c) ? 0 : Float.floatToIntBits(grid.value(row, c)));
      flags[c / 8] |= (byte) (grid.masked(row, c) ? 1 << c % 8 : 0);
    }
    return bytes.put(flags).flip();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
