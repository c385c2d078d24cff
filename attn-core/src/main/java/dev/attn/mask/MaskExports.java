package dev.attn.mask;

/**
 * One mask in the formats of other tools: the door to every export.
 *
 * <p>Each export reads the mask row by row, says exactly its cells, and either returns a value or
 * the reason why the format cannot say this mask. Nothing is rounded, padded or cut to make it fit.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>method</th><th>format</th><th>polarity</th></tr>
 * <tr><td>{@link #bias}</td><td>one float per cell</td><td>0 may attend, -∞ may not</td></tr>
 * <tr><td>{@link #dense}</td><td>{@code boolean[][]}, {@code BitSet}</td><td>true may
 * attend</td></tr>
 * <tr><td>{@link #packedBits}, {@link #packedRows}</td><td>one bit per cell</td><td>1 may
 * attend</td></tr>
 * <tr><td>{@link #compressedRows}</td><td>row pointers and columns (CSR)</td><td>lists what may be
 * attended to</td></tr>
 * <tr><td>{@link #rowEndpoints}</td><td>start and end of each run</td><td>lists what may be
 * attended to</td></tr>
 * <tr><td>{@link #cumulativeLengths}</td><td>{@code cu_seqlens} of variable-length
 * kernels</td><td>lists what may be attended to</td></tr>
 * <tr><td>{@link #blockLists}</td><td>FlexAttention block mask</td><td>lists what may be attended
 * to</td></tr>
 * <tr><td>{@link #flashMask}</td><td>FlashMask columns</td><td>lists what is MASKED</td></tr>
 * </table>
 *
 * <p>Tools whose booleans mean "masked out" (PyTorch's {@code nn.MultiheadAttention}, Transformer
 * Engine) need the complement of the mask exported, not the mask.
 */
public final class MaskExports {

  /** The largest number of values that an export holds unless more are asked for: 2²⁶. */
  public static final int DEFAULT_LIMIT = 1 << 26;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final AttentionMask mask;
  private final int limit;

  private MaskExports(AttentionMask mask, int limit) {
    this.mask = mask;
    this.limit = limit;
  }

  /** Returns the exports of {@code mask}, with {@link #DEFAULT_LIMIT} as size limit. */
  public static MaskExports of(AttentionMask mask) {
    return new MaskExports(mask, DEFAULT_LIMIT);
  }

  /** Returns these exports with another limit on the number of cells or entries of a result. */
  public MaskExports withLimit(int limit) {
    return new MaskExports(mask, Limits.between("limit", 1, LARGEST_ARRAY, limit));
  }

  /** Returns the mask as numbers to be added to scores: 0 where allowed, -∞ elsewhere. */
  public Expressible<MaskBias> bias() {
    return DenseCells.fits(mask, limit, () -> MaskBias.encode(mask));
  }

  /** Returns the mask as one boolean per cell, true where allowed. */
  public Expressible<DenseCells> dense() {
    return DenseCells.fits(mask, limit, () -> DenseCells.encode(mask));
  }

  /** Returns the mask as bits in bytes, without padding between rows (FlashInfer). */
  public Expressible<PackedBits> packedBits() {
    return DenseCells.fits(mask, limit, () -> PackedBits.encode(mask));
  }

  /** Returns the mask as bits in 32-bit words, each row beginning a new word. */
  public Expressible<PackedRows> packedRows() {
    return DenseCells.fits(mask, limit, () -> PackedRows.encode(mask));
  }

  /** Returns the allowed keys of all rows in one list, with a pointer to each row (CSR). */
  public Expressible<CompressedRows> compressedRows() {
    return CompressedRows.encode(mask, limit);
  }

  /**
   * Returns the start and end of each run, the same number of runs for all rows.
   *
   * @param runsPerRow how many runs the receiving tool takes per row, at least 1
   */
  public Expressible<RowEndpoints> rowEndpoints(int runsPerRow) {
    return RowEndpoints.encode(mask, Limits.atLeast("runs per row", 1, runsPerRow), limit);
  }

  /** Returns the mask as borders of documents that stand one after the other. */
  public Expressible<CumulativeLengths> cumulativeLengths() {
    return DocumentFinder.encode(mask, limit);
  }

  /** Returns the masked rows of every key, in the shortest layout that fits. */
  public Expressible<FlashMaskColumns> flashMask() {
    return FlashMaskEncoder.encode(mask, limit);
  }

  /** Returns which blocks of {@code size} x {@code size} cells are partly or fully allowed. */
  public Expressible<BlockLists> blockLists(int size) {
    return blockLists(size, size);
  }

  /** Returns which blocks of {@code queries} x {@code keys} cells are partly or fully allowed. */
  public Expressible<BlockLists> blockLists(int queries, int keys) {
    Limits.atLeast("block queries", 1, queries);
    Limits.atLeast("block keys", 1, keys);
    return BlockLists.encode(mask, queries, keys, limit);
  }
}
