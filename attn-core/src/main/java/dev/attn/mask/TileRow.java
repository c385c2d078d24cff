package dev.attn.mask;

import java.util.Arrays;

/**
 * The tiles of one row of tiles in which a run begins or ends, however many tiles there are beside
 * them: a hash table from the number of a tile to what is known of it.
 */
final class TileRow {

  private static final int FEWEST = 16;

  /** One more than the index of a tile, or 0; four times as long as what is indexed. */
  private int[] slots = new int[4 * FEWEST];

  private int[] tiles = new int[FEWEST];
  private int[] places = new int[FEWEST];
  private long[] cells = new long[FEWEST];
  private int[] covers = new int[FEWEST];
  private long[] order = new long[FEWEST];
  private int count;

  /**
   * Adds to what is known of a tile.
   *
   * @param allowed cells that are allowed beyond those that covers allow
   * @param rows how many more rows allow all of this tile and of those after it
   */
  void add(int tile, long allowed, int rows) {
    int i = index(tile);
    cells[i] += allowed;
    covers[i] += rows;
  }

  int count() {
    return count;
  }

  /** Puts the tiles in rising order: afterwards {@code i} counts them from left to right. */
  void sort() {
    for (int i = 0; i < count; i++) {
      order[i] = (long) tiles[i] << 32 | i;
    }
    Arrays.sort(order, 0, count);
  }

  int tile(int i) {
    return (int) (order[i] >> 32);
  }

  long cells(int i) {
    return cells[(int) order[i]];
  }

  int covers(int i) {
    return covers[(int) order[i]];
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      cells[i] = 0;
      covers[i] = 0;
    }
    if (count > FEWEST) {
      Arrays.fill(slots, 0);
    } else {
      for (int i = 0; i < count; i++) {
        slots[places[i]] = 0;
      }
    }
    count = 0;
  }

  private int index(int tile) {
    int place = place(tile);
    if (slots[place] != 0) {
      return slots[place] - 1;
    }
    if (count == tiles.length) {
      grow();
      place = place(tile);
    }
    tiles[count] = tile;
    places[count] = place;
    slots[place] = ++count;
    return count - 1;
  }

  /** Returns where a tile is, or the free place where it belongs. */
  private int place(int tile) {
    int mask = slots.length - 1;
    int place = (tile * 0x9e3779b1) >>> 7 & mask;
    while (slots[place] != 0 && tiles[slots[place] - 1] != tile) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    int size = 2 * count;
    tiles = Arrays.copyOf(tiles, size);
    cells = Arrays.copyOf(cells, size);
    covers = Arrays.copyOf(covers, size);
    places = Arrays.copyOf(places, size);
    order = new long[size];
    slots = new int[4 * size];
    for (int i = 0; i < count; i++) {
      int place = place(tiles[i]);
      places[i] = place;
      slots[place] = i + 1;
    }
  }
}
