package dev.attn.mask;

import org.jspecify.annotations.Nullable;

/**
 * Cells on neighbouring diagonals: {@code low <= k - q <= high}.
 *
 * <p>Causal masks, windows, the diagonal, and the full and the empty mask are all bands. The bounds
 * are cut to the diagonals that exist, so equal bands have equal bounds.
 *
 * <p>Transposing a window swaps its sides and negates its offset; cutting it moves the offset.
 */
record BandRule(int rows, int keys, long low, long high) implements Rule {

  static BandRule of(int rows, int keys, long low, long high) {
    long first = Math.max(low, 1L - rows);
    long last = Math.min(high, keys - 1L);
    return first > last || rows == 0 || keys == 0
        ? new BandRule(rows, keys, 0, -1)
        : new BandRule(rows, keys, first, last);
  }

  /** Returns {@code p - back <= k <= p + ahead}, either of which may be unbounded. */
  static BandRule window(MaskShape shape, int back, int ahead) {
    return of(
        shape.rows(),
        shape.keys(),
        back == Masks.UNBOUNDED ? Long.MIN_VALUE : (long) shape.off() - back,
        ahead == Masks.UNBOUNDED ? Long.MAX_VALUE : (long) shape.off() + ahead);
  }

  boolean isEmpty() {
    return low > high;
  }

  boolean isFull() {
    return isEmpty() ? rows == 0 || keys == 0 : low == 1L - rows && high == keys - 1L;
  }

  private boolean reachesFirst() {
    return low == 1L - rows;
  }

  private boolean reachesLast() {
    return high == keys - 1L;
  }

  BandRule intersection(BandRule other) {
    return of(rows, keys, Math.max(low, other.low), Math.min(high, other.high));
  }

  /** Returns the union of two bands with cells, or null if a gap keeps it from being a band. */
  @Nullable BandRule union(BandRule other) {
    boolean gap = low > other.high + 1 || other.low > high + 1;
    return gap ? null : of(rows, keys, Math.min(low, other.low), Math.max(high, other.high));
  }

  @Override
  public void row(int q, int count, RunBuffer out) {
    out.addClipped(q + low, q + high + 1, count);
  }

  @Override
  public boolean allows(int q, int k) {
    long diagonal = (long) k - q;
    return low <= diagonal && diagonal <= high;
  }

  @Override
  public String reason(Call call, int q, int k) {
    return new BandReason(call, this).of(q, k);
  }

  /** Counts the cells in the first {@code height} rows and {@code width} keys. */
  @Override
  public long cells(int height, int width) {
    return isEmpty() || height == 0 || width == 0
        ? 0
        : cellsUpTo(high, height, width) - cellsUpTo(low - 1, height, width);
  }

  /** Returns the number of cells with {@code k - q <= diagonal}. */
  private static long cellsUpTo(long diagonal, int height, int width) {
    return sumOfPositive(diagonal + 1, height) - sumOfPositive(diagonal + 1 - width, height);
  }

  /** Returns the sum over {@code height} rows q of max(0, q + c). */
  private static long sumOfPositive(long c, int height) {
    return triangle(height - 1 + c) - triangle(c - 1);
  }

  /** The product may need the sign bit, the half of it does not. */
  private static long triangle(long n) {
    return n <= 0 ? 0 : (n * (n + 1)) >>> 1;
  }

  @Override
  public Node transposed(int rowCount, int keyCount) {
    return leaf(of(keys, rows, -high, -low));
  }

  @Override
  public Node sliced(Box box) {
    long shift = (long) box.top() - box.left();
    return leaf(isEmpty() ? of(box.rows(), box.keys(), 0, -1) : cut(box, shift));
  }

  private BandRule cut(Box box, long shift) {
    return of(
        box.rows(),
        box.keys(),
        reachesFirst() ? Long.MIN_VALUE : low + shift,
        reachesLast() ? Long.MAX_VALUE : high + shift);
  }

  /** Returns the band under the plainest name that it has. */
  static Leaf leaf(BandRule band) {
    return named(band.call(band.namedShape()), band);
  }

  /** Returns the band as written by {@code call}, with the traits that its bounds have. */
  static Leaf named(Call call, BandRule band) {
    return new Leaf(call, band.rows, band.keys, band, BandTraits.of(band));
  }

  private MaskShape namedShape() {
    boolean fits = isEmpty() || isFull() || (rows == keys && low <= 0 && high >= 0);
    if (fits) {
      return MaskShape.topLeft(rows, keys);
    }
    long end = (long) keys - rows;
    return new MaskShape(rows, keys, (int) Math.min(Math.max(end, low), high));
  }

  private Call call(MaskShape shape) {
    if (isFull() || isEmpty()) {
      return Call.of(isFull() ? "full" : "none", shape);
    }
    long back = reachesFirst() ? Masks.UNBOUNDED : shape.off() - low;
    long ahead = reachesLast() ? Masks.UNBOUNDED : high - shape.off();
    if (back == Masks.UNBOUNDED && ahead == 0) {
      return Call.of("causal", shape);
    } else if (back == 0 && ahead == Masks.UNBOUNDED) {
      return Call.of("antiCausal", shape);
    } else if (back == 0 && ahead == 0) {
      return Call.of("diagonal", shape);
    }
    Argument before = new Argument.Distance((int) back);
    Argument after = new Argument.Distance((int) ahead);
    return shape.isSquare()
        ? Call.of("band", rows, before, after)
        : Call.of("window", shape, before, after);
  }
}
