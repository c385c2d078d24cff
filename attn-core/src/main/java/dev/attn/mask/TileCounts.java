package dev.attn.mask;

/**
 * How many square tiles of a mask are full, partial and empty.
 *
 * <p>A tile that the edge of the mask cuts is judged by the cells that exist.
 *
 * @param full tiles in which every cell is allowed
 * @param partial tiles with allowed and blocked cells
 * @param empty tiles in which every cell is blocked
 */
public record TileCounts(long full, long partial, long empty) {

  /** Returns the number of all tiles. */
  public long tiles() {
    return full + partial + empty;
  }
}
