package dev.attn.render.encode;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Sheet;
import dev.attn.tensor.Threads;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The SHA-256 of the data of a figure, which tells whether two files show the same numbers.
 *
 * <p>Of a grid: the hash of its rows and columns as 32-bit integers and then of the hashes of its
 * bands, which have max(1, floor(65536 / columns)) rows each. Of a band: the hash, row by row, of
 * the bits of the values, with one NaN for all and 0 for a masked cell, followed by one bit per
 * cell, the lowest of a byte first, 1 where it is masked; all little-endian. Of several grids: the
 * hash of their hashes, in the order of the panels.
 */
public final class DataHash {

  /** Cells that are hashed together, while other threads hash others. */
  private static final int BAND = 1 << 16;

  private final IdentityHashMap<Grid, HashCode> known = new IdentityHashMap<>();
  private final HashCode whole;

  private DataHash(List<Grid> grids) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Grid grid : grids) {
      HashCode hash = hash(grid);
      known.put(grid, hash);
      hasher.putBytes(hash.asBytes());
    }
    whole = grids.size() == 1 ? hash(grids.get(0), known) : hasher.hash();
  }

  /**
   * Returns the hash of all grids of a sheet.
   *
   * @cost one pass over the cells
   */
  public static DataHash of(Sheet sheet) {
    return new DataHash(sheet.content().grids());
  }

  /** Returns the hash of one grid of the sheet as 64 hexadecimal digits. */
  public String of(Grid grid) {
    return hash(grid, known).toString();
  }

  /** Returns the hash of all data as 64 hexadecimal digits. */
  @Override
  public String toString() {
    return whole.toString();
  }

  private static HashCode hash(Grid grid, IdentityHashMap<Grid, HashCode> known) {
    HashCode hash = known.get(grid);
    return hash != null ? hash : hash(grid);
  }

  private static HashCode hash(Grid grid) {
    int rows = Math.max(1, BAND / Math.max(1, grid.columns()));
    byte[][] bands = new byte[(grid.rows() + rows - 1) / rows][];
    Threads.current()
        .forEach(
            bands.length,
            band -> {
              int from = band * rows;
              bands[band] = band(grid, from, Math.min(grid.rows(), from + rows));
            });
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putInt(grid.rows()).putInt(grid.columns());
    for (byte[] band : bands) {
      hasher.putBytes(band);
    }
    return hasher.hash();
  }

  private static byte[] band(Grid grid, int from, int to) {
    Hasher hasher = Hashing.sha256().newHasher();
    float[] values = new float[grid.columns()];
    boolean[] masks = new boolean[values.length];
    boolean[] none = new boolean[values.length];
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES + (values.length + 7) / 8)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int index = from; index < to; index++) {
      grid.row(index, values);
      bytes.clear().asFloatBuffer().put(values);
      correct(bytes, values, grid.masked(index, masks) ? masks : none);
      hasher.putBytes(bytes);
    }
    return hasher.hash().asBytes();
  }

  /** Makes one of all NaN, 0 of what is masked, and sets the bits of the masked cells. */
  private static void correct(ByteBuffer bytes, float[] values, boolean[] masks) {
    int flags = values.length * Float.BYTES;
    bytes.put(flags, new byte[bytes.limit() - flags]);
    for (int column = 0; column < values.length; column++) {
      if (masks[column]) {
        bytes.putInt(column * Float.BYTES, 0);
        int flag = flags + column / 8;
        bytes.put(flag, (byte) (bytes.get(flag) | 1 << column % 8));
      } else if (Float.isNaN(values[column])) {
        bytes.putInt(column * Float.BYTES, Float.floatToIntBits(Float.NaN));
      }
    }
  }
}
