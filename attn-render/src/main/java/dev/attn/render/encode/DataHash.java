package dev.attn.render.encode;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.attn.render.figure.CellRow;
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
    CellRow row = new CellRow(grid.columns());
    ByteBuffer bytes =
        ByteBuffer.allocate(row.columns() * Float.BYTES + (row.columns() + 7) / 8)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int index = from; index < to; index++) {
      row.read(grid, index);
      put(row, bytes.clear());
      hasher.putBytes(bytes.flip());
    }
    return hasher.hash().asBytes();
  }

  private static void put(CellRow row, ByteBuffer bytes) {
    byte[] flags = new byte[(row.columns() + 7) / 8];
    for (int column = 0; column < row.columns(); column++) {
      boolean masked = row.masked(column);
      // This conversion has one NaN for all.
      bytes.putInt(masked ? 0 : Float.floatToIntBits(row.value(column)));
      flags[column / 8] |= (byte) (masked ? 1 << column % 8 : 0);
    }
    bytes.put(flags);
  }
}
