package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.Set;

/**
 * Which keys each query may attend to: true means that it may.
 *
 * <p>Rows are queries, columns are keys. A mask is immutable and computes its rows when they are
 * asked for. What it stores is how it was written: a few numbers for a window over a million
 * tokens, the ids of {@code documents}, and the cells themselves only where they were given one by
 * one, as in {@code cells}, {@code fromDense}, {@code parse} and masks of weights, or asked for by
 * {@link #materialise()}. {@link Masks} makes masks; the methods here combine, cut and measure
 * them.
 *
 * <p>Two masks are equal if they have the same shape and allow the same cells, however they were
 * written; {@link #sameExpression} compares how they were written.
 *
 * <p>Example: {@code Masks.causal(3)} is
 *
 * <pre>
 * #..
 * ##.
 * ###
 * </pre>
 *
 * with {@code cellCount() == 6} and {@code row(1)} equal to {@code [0,2)}.
 *
 * @shape {@code [queries, keys]}
 * @cost figures and comparisons walk the rows once, in the time that their runs take to make: that
 *     is what rows cost that are bands, columns or documents. Predicates, random masks and the
 *     transposes of irregular masks look at every cell. Counts of bands, columns and what a few of
 *     them are joined to have formulas and walk no rows
 */
public final class AttentionMask {

  private static final int MOST_RUNS = 1 << 27;

  private final Node node;
  private int hash;

  AttentionMask(Node node) {
    this.node = node;
  }

  Node node() {
    return node;
  }

  /** Returns the number of query rows. */
  public int rows() {
    return node.rows();
  }

  /** Returns the number of key columns. */
  public int keys() {
    return node.keys();
  }

  /** Returns whether query {@code q} may attend to key {@code k}. */
  public boolean allows(int q, int k) {
    Limits.index("query", q, rows());
    Limits.index("key", k, keys());
    return node.allows(q, k);
  }

  /** Returns the keys that query {@code q} may attend to. */
  public Runs row(int q) {
    Limits.index("query", q, rows());
    RunBuffer buffer = new RunBuffer();
    node.row(q, buffer);
    return buffer.toRuns();
  }

  /** Returns why query {@code q} may or may not attend to key {@code k}, part by part. */
  public Explanation explain(int q, int k) {
    Limits.index("query", q, rows());
    Limits.index("key", k, keys());
    return node.explain(q, k);
  }

  /** Returns the cells that both masks allow. */
  public AttentionMask and(AttentionMask other) {
    checkSameShape(other);
    return new AttentionMask(Algebra.and(node, other.node));
  }

  /** Returns the cells that at least one of the masks allows. */
  public AttentionMask or(AttentionMask other) {
    checkSameShape(other);
    return new AttentionMask(Algebra.or(node, other.node));
  }

  /** Returns the cells that this mask blocks. */
  public AttentionMask not() {
    return new AttentionMask(Algebra.not(node));
  }

  /** Returns the cells that this mask allows and the other blocks. */
  public AttentionMask minus(AttentionMask other) {
    checkSameShape(other);
    return new AttentionMask(Algebra.minus(node, other.node));
  }

  /** Returns the cells that exactly one of the masks allows. */
  public AttentionMask xor(AttentionMask other) {
    checkSameShape(other);
    return new AttentionMask(Algebra.xor(node, other.node));
  }

  /** Returns the cells that this mask blocks or the other allows. */
  public AttentionMask implies(AttentionMask other) {
    checkSameShape(other);
    return new AttentionMask(Algebra.implies(node, other.node));
  }

  void checkSameShape(AttentionMask other) {
    checkArgument(
        rows() == other.rows() && keys() == other.keys(),
        "other mask must have the shape [%s, %s], got [%s, %s]",
        rows(),
        keys(),
        other.rows(),
        other.keys());
  }

  /**
   * Returns this mask with queries and keys exchanged.
   *
   * @cost free to make. Bands, columns, rows, dilated windows and what is joined of them stay as
   *     fast as they were; of other masks a single row asks for a whole column, cell by cell, and
   *     rows one after the other are made many at a time from one walk over the rows
   */
  public AttentionMask transpose() {
    return new AttentionMask(Geometry.transpose(node));
  }

  /** Returns the rows {@code [fromRow, toRow)} and keys {@code [fromKey, toKey)} of this mask. */
  public AttentionMask slice(int fromRow, int toRow, int fromKey, int toKey) {
    Limits.range("row", fromRow, toRow, rows());
    Limits.range("key", fromKey, toKey, keys());
    return new AttentionMask(Geometry.slice(node, new Box(fromRow, toRow, fromKey, toKey)));
  }

  /** Returns the given rows of this mask, in the given order; repeats are allowed. */
  public AttentionMask selectRows(int... rows) {
    return new AttentionMask(Geometry.selectRows(node, rows));
  }

  /**
   * Returns the given keys of this mask, in the given order; repeats are allowed. This is what
   * remains of a mask when a cache has dropped or moved keys.
   *
   * @cost a row looks up every chosen key in the row of this mask
   */
  public AttentionMask selectKeys(int... keys) {
    return new AttentionMask(Geometry.selectKeys(node, keys));
  }

  /**
   * Returns this mask with its rows and keys in another order: row {@code i} of the result is row
   * {@code rows[i]} of this mask, and keys likewise.
   */
  public AttentionMask permute(int[] rows, int[] keys) {
    return new AttentionMask(Geometry.permute(node, rows, keys));
  }

  /**
   * Returns this mask with its cells moved down by {@code rows} and right by {@code keys}, either
   * of which may be negative; the size stays, cells that move in are blocked.
   */
  public AttentionMask shift(int rows, int keys) {
    return new AttentionMask(Geometry.shift(node, rows, keys));
  }

  /** Returns this mask with that many rows and keys added on its four sides. */
  public AttentionMask pad(int top, int bottom, int left, int right, Fill fill) {
    return new AttentionMask(Geometry.pad(node, top, bottom, left, right, fill));
  }

  /** Returns the number of allowed cells. */
  public long cellCount() {
    return node.cells();
  }

  /** Returns the number of allowed keys of each query. */
  public long[] rowCounts() {
    return Statistics.rowCounts(node);
  }

  /** Returns the number of queries that may attend to each key. */
  public long[] keyCounts() {
    return Statistics.keyCounts(node);
  }

  /** Returns the share of allowed cells, from 0 to 1; 0 for a mask without cells. */
  public double density() {
    double cells = (double) rows() * keys();
    return cells == 0 ? 0 : cellCount() / cells;
  }

  /** Returns the queries that see no key. */
  public Runs emptyRows() {
    return Statistics.emptyRows(node);
  }

  /** Returns the keys that no query sees. */
  public Runs unusedKeys() {
    return Statistics.unusedKeys(node);
  }

  /** Returns how far the allowed cells reach from the main diagonal. */
  public Bandwidth bandwidth() {
    return Statistics.bandwidth(node);
  }

  /** Returns how many tiles of {@code size} x {@code size} cells are full, partial and empty. */
  public TileCounts tileCounts(int size) {
    return Tiles.count(node, size);
  }

  /**
   * Returns this mask scaled down to {@code pixelRows} x {@code pixelKeys} exact counts; there may
   * not be more pixels than cells in either direction, nor more than 67,108,864 in all.
   */
  public DensityGrid densityGrid(int pixelRows, int pixelKeys) {
    return DensityGrid.of(node, pixelRows, pixelKeys);
  }

  /** Returns whether the other mask allows every cell that this one allows. */
  public boolean isSubsetOf(AttentionMask other) {
    checkSameShape(other);
    return !Statistics.anyCell(node, other.node, Operator.MINUS);
  }

  /** Returns whether there is a cell that both masks allow. */
  public boolean intersects(AttentionMask other) {
    checkSameShape(other);
    return Statistics.anyCell(node, other.node, Operator.AND);
  }

  /** Returns the first cell, row by row, in which the masks differ. */
  public Optional<CellDifference> firstDifference(AttentionMask other) {
    checkSameShape(other);
    return Statistics.firstDifference(node, other.node);
  }

  /** Returns the number of cells in which the masks differ. */
  public long differenceCount(AttentionMask other) {
    checkSameShape(other);
    return Combination.of(Operator.XOR, node, other.node).cells();
  }

  /** Returns whether the two masks are written alike, beyond allowing the same cells. */
  public boolean sameExpression(AttentionMask other) {
    return node.written().equals(other.node.written());
  }

  /** Returns what this mask promises, as its factory declared it and the algebra passed it on. */
  public Set<Trait> traits() {
    return node.traits();
  }

  /**
   * Returns an equal mask whose rows are stored, for many questions to one expensive mask.
   *
   * @cost 8 bytes per run and 8 per group of equal rows, or 4 per row if no two neighbours are
   *     equal; refused above 134,217,728 runs
   */
  public AttentionMask materialise() {
    return materialise(MOST_RUNS);
  }

  /** Returns an equal mask whose rows are stored, refused above {@code mostRuns} runs. */
  public AttentionMask materialise(int mostRuns) {
    Limits.between("most runs", 0, MOST_RUNS, mostRuns);
    return new AttentionMask(new Stored(node.written(), Statistics.materialise(node, mostRuns)));
  }

  /** Returns a copy of the cells; refused above 67,108,864 of them or 4,194,304 rows. */
  public boolean[][] toDense() {
    return toDense(Limits.LARGEST_DENSE);
  }

  /**
   * Returns a copy of the cells; refused above {@code mostCells} of them, and above 4,194,304 rows
   * or a sixteenth of {@code mostCells}, if that is more.
   */
  public boolean[][] toDense(long mostCells) {
    Limits.dense(rows(), keys(), mostCells);
    return Statistics.dense(node);
  }

  /**
   * Returns this mask as text that {@link Masks#parse} reads back: a picture with {@code #} for
   * allowed and {@code .} for blocked cells, or above 256 x 256 the runs of every row.
   */
  public String toGrid() {
    return GridText.print(node);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof AttentionMask other
        && rows() == other.rows()
        && keys() == other.keys()
        && Statistics.sameCells(node, other.node);
  }

  /**
   * Returns a hash of the shape and the first 65,536 runs of as many rows; equal masks have equal
   * hashes.
   */
  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = Statistics.hash(node);
      hash = known;
    }
    return known;
  }

  /**
   * Returns the expression that makes this mask, for example {@code causal(8) & (slidingWindow(8,
   * 3) | columns(8, 0, 1))}; {@link Masks#parseExpression} reads it back unless it holds a list of
   * more than 256 entries or a predicate.
   */
  @Override
  public String toString() {
    return node.text();
  }
}
