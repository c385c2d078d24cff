package dev.attn.render.encode;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Sheet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The SHA-256 of the data of a figure, which tells whether two files show the same numbers.
 *
 * <p>Of a grid: its rows and columns as 32-bit integers; then row by row the bits of its values,
 * with one NaN for all and 0 for a masked cell, followed by one byte per cell, 1 where it is
 * masked; all little-endian. Of several grids: the hash of their hashes, in the order of the
 * panels.
 */
public final class DataHash {

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
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putInt(grid.rows()).putInt(grid.columns());
    float[] values = new float[grid.columns()];
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * (Float.BYTES + 1)).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < grid.rows(); row++) {
      grid.row(row, values);
      put(grid, row, values, bytes.clear());
      hasher.putBytes(bytes.flip());
    }
    return hasher.hash();
  }

  private static void put(Grid grid, int row, float[] values, ByteBuffer bytes) {
    int flags = values.length * Float.BYTES;
    for (int column = 0; column < values.length; column++) {
      boolean masked = grid.masked(row, column);
      // This conversion has one NaN for all.
      bytes.putInt(masked ? 0 : Float.floatToIntBits(values[column]));
      bytes.put(flags + column, (byte) (masked ? 1 : 0));
    }
    bytes.position(flags + values.length);
  }
}
