package dev.attn.mask;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Objects;

/**
 * Which blocks of a mask hold allowed cells: for every row of blocks the partly and the fully
 * allowed ones, in ascending order. These are the block lists of FlexAttention's {@code BlockMask}.
 *
 * <p>A block is full if every one of its cells is allowed. One that the edge of the mask cuts is
 * partial even if all cells that exist are allowed, because that tool pads to whole blocks and the
 * padding is masked. Blocks in neither list hold no allowed cell.
 *
 * <p>The lists do not say which cells of a partial block are allowed: the kernel asks its mask
 * function again there, so they cannot be turned back into a mask.
 *
 * <p>Example: 300 causal tokens in blocks of 128 have 1, 1, 3 partial and 0, 1, 0 full blocks.
 *
 * @shape lists per row of blocks; the index arrays are {@code [query blocks, key blocks]}
 */
public final class BlockLists {

  private final BlockShape shape;
  private final ImmutableIntArray partialPointers;
  private final ImmutableIntArray partialBlocks;
  private final ImmutableIntArray fullPointers;
  private final ImmutableIntArray fullBlocks;

  private BlockLists(BlockShape shape, Collector partial, Collector full) {
    this.shape = shape;
    this.partialPointers = partial.pointers.build();
    this.partialBlocks = partial.blocks.build();
    this.fullPointers = full.pointers.build();
    this.fullBlocks = full.blocks.build();
  }

  /** The size of the mask and of its blocks. */
  private record BlockShape(int rows, int keys, int blockQueries, int blockKeys) {

    int queryBlocks() {
      return (int) (((long) rows + blockQueries - 1) / blockQueries);
    }

    int keyBlocks() {
      return (int) (((long) keys + blockKeys - 1) / blockKeys);
    }
  }

  /** Block numbers, with a pointer to where each row of blocks begins. */
  private static final class Collector {
    private final ImmutableIntArray.Builder pointers = ImmutableIntArray.builder().add(0);
    private final ImmutableIntArray.Builder blocks = ImmutableIntArray.builder();
    private int count;

    void add(int block) {
      blocks.add(block);
      count++;
    }

    void endRow() {
      pointers.add(count);
    }
  }

  static Expressible<BlockLists> encode(
      AttentionMask mask, int blockQueries, int blockKeys, int limit) {
    BlockShape shape = new BlockShape(mask.rows(), mask.keys(), blockQueries, blockKeys);
    long blocks = (long) shape.queryBlocks() * shape.keyBlocks();
    if (blocks > limit) {
      return Refusal.tooMany(blocks, "blocks", limit);
    }
    if (shape.queryBlocks() > limit || shape.keyBlocks() > limit) {
      return Refusal.tooMany(Math.max(shape.queryBlocks(), shape.keyBlocks()), "blocks", limit);
    }
    Collector partial = new Collector();
    Collector full = new Collector();
    for (int block = 0; block < shape.queryBlocks(); block++) {
      long[] cells = cellsPerBlock(mask, shape, block);
      for (int i = 0; i < cells.length; i++) {
        if (cells[i] == (long) blockQueries * blockKeys) {
          full.add(i);
        } else if (cells[i] > 0) {
          partial.add(i);
        }
      }
      partial.endRow();
      full.endRow();
    }
    return new Expressible.Value<>(new BlockLists(shape, partial, full));
  }

  /** Counts the allowed cells of every block in one row of blocks, whole blocks by differences. */
  private static long[] cellsPerBlock(AttentionMask mask, BlockShape shape, int queryBlock) {
    int size = shape.blockKeys;
    long[] cells = new long[shape.keyBlocks()];
    long[] wholeSteps = new long[shape.keyBlocks() + 1];
    long firstRow = (long) queryBlock * shape.blockQueries;
    long endRow = Math.min(firstRow + shape.blockQueries, shape.rows);
    for (int q = (int) firstRow; q < endRow; q++) {
      Runs row = mask.row(q);
      for (int i = 0; i < row.count(); i++) {
        int first = row.start(i) / size;
        int last = (row.end(i) - 1) / size;
        if (first == last) {
          cells[first] += row.end(i) - row.start(i);
        } else {
          cells[first] += (first + 1L) * size - row.start(i);
          cells[last] += row.end(i) - (long) last * size;
          wholeSteps[first + 1] += size;
          wholeSteps[last] -= size;
        }
      }
    }
    long whole = 0;
    for (int i = 0; i < cells.length; i++) {
      whole += wholeSteps[i];
      cells[i] += whole;
    }
    return cells;
  }

  /** Returns the number of query rows of the mask. */
  public int rows() {
    return shape.rows;
  }

  /** Returns the number of key columns of the mask. */
  public int keys() {
    return shape.keys;
  }

  /** Returns the number of query rows in a block. */
  public int blockQueries() {
    return shape.blockQueries;
  }

  /** Returns the number of key columns in a block. */
  public int blockKeys() {
    return shape.blockKeys;
  }

  /** Returns the number of blocks along the queries; the last one may be cut. */
  public int queryBlocks() {
    return shape.queryBlocks();
  }

  /** Returns the number of blocks along the keys; the last one may be cut. */
  public int keyBlocks() {
    return shape.keyBlocks();
  }

  /** Returns a new array: how many blocks are partial in each row of blocks. */
  public int[] partialCounts() {
    return counts(partialPointers);
  }

  /** Returns a new array: how many blocks are full in each row of blocks. */
  public int[] fullCounts() {
    return counts(fullPointers);
  }

  /** Returns a new array with the partial blocks of one row of blocks. */
  public int[] partialBlocks(int queryBlock) {
    return blocks(partialPointers, partialBlocks, queryBlock);
  }

  /** Returns a new array with the full blocks of one row of blocks. */
  public int[] fullBlocks(int queryBlock) {
    return blocks(fullPointers, fullBlocks, queryBlock);
  }

  /**
   * Returns a new array with the partial blocks of all rows of blocks, as many entries per row as
   * there are blocks; those beyond the count have no meaning and are 0.
   */
  public int[] partialIndices() {
    return indices(partialPointers, partialBlocks);
  }

  /**
   * Returns a new array with the full blocks of all rows of blocks, as many entries per row as
   * there are blocks; those beyond the count have no meaning and are 0.
   */
  public int[] fullIndices() {
    return indices(fullPointers, fullBlocks);
  }

  private static int[] counts(ImmutableIntArray pointers) {
    int[] counts = new int[pointers.length() - 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = pointers.get(i + 1) - pointers.get(i);
    }
    return counts;
  }

  private int[] blocks(ImmutableIntArray pointers, ImmutableIntArray blocks, int queryBlock) {
    Limits.index("query block", queryBlock, queryBlocks());
    return blocks.subArray(pointers.get(queryBlock), pointers.get(queryBlock + 1)).toArray();
  }

  private int[] indices(ImmutableIntArray pointers, ImmutableIntArray blocks) {
    int[] indices = new int[queryBlocks() * keyBlocks()];
    for (int row = 0; row < queryBlocks(); row++) {
      for (int i = pointers.get(row); i < pointers.get(row + 1); i++) {
        indices[row * keyBlocks() + i - pointers.get(row)] = blocks.get(i);
      }
    }
    return indices;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof BlockLists other
        && shape.equals(other.shape)
        && partialPointers.equals(other.partialPointers)
        && partialBlocks.equals(other.partialBlocks)
        && fullPointers.equals(other.fullPointers)
        && fullBlocks.equals(other.fullBlocks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, partialBlocks, fullBlocks);
  }

  /** Returns the size, for example {@code block lists 300x300 in blocks of 128x128}. */
  @Override
  public String toString() {
    String size = shape.rows + "x" + shape.keys;
    return "block lists " + size + " in blocks of " + shape.blockQueries + "x" + shape.blockKeys;
  }
}
