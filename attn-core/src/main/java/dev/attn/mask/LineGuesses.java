package dev.attn.mask;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Guesses at masks of any shape: bands, whole columns and rows, and patterns of distances. */
final class LineGuesses {

  private static final int LARGEST_BLOCK = 64;

  private final AttentionMask mask;
  private final int rows;
  private final int keys;
  private final Consumer<AttentionMask> guesses;
  private final NavigableSet<Integer> diagonals = new TreeSet<>();

  private LineGuesses(AttentionMask mask, Consumer<AttentionMask> guesses) {
    this.mask = mask;
    this.rows = mask.rows();
    this.keys = mask.keys();
    this.guesses = guesses;
    for (int q = 0; q < rows; q++) {
      for (int k : mask.row(q).toArray()) {
        diagonals.add(k - q);
      }
    }
  }

  static void offer(AttentionMask mask, Consumer<AttentionMask> guesses) {
    LineGuesses lines = new LineGuesses(mask, guesses);
    MaskShape topLeft = MaskShape.topLeft(mask.rows(), mask.keys());
    lines.constants(topLeft);
    MaskShape bottomRight = MaskShape.bottomRight(mask.rows(), mask.keys());
    List<MaskShape> shapes =
        topLeft.equals(bottomRight) ? List.of(topLeft) : List.of(bottomRight, topLeft);
    if (!lines.diagonals.isEmpty()) {
      lines.fixedBands();
      shapes.forEach(lines::bands);
      lines.lines(topLeft);
      shapes.forEach(lines::steps);
      shapes.forEach(lines::verticalSlash);
      lines.blocks(shapes);
    }
  }

  private void constants(MaskShape shape) {
    guesses.accept(Masks.full(shape));
    guesses.accept(Masks.none(shape));
  }

  private void fixedBands() {
    if (rows != keys) {
      guesses.accept(Masks.causalBottomRight(rows, keys));
      guesses.accept(Masks.causalTopLeft(rows, keys));
    } else if (diagonals.last() == 0) {
      guesses.accept(Masks.causal(keys));
      guesses.accept(Masks.slidingWindow(keys, 1 - diagonals.first()));
    }
  }

  private void bands(MaskShape shape) {
    guesses.accept(Masks.diagonal(shape));
    guesses.accept(Masks.causal(shape));
    guesses.accept(Masks.strictlyCausal(shape));
    guesses.accept(Masks.antiCausal(shape));
    int back = shape.off() - diagonals.first();
    int ahead = diagonals.last() - shape.off();
    if (ahead >= 0) {
      guesses.accept(Masks.lookahead(shape, ahead));
    }
    if (back >= 0 && ahead >= 0) {
      guesses.accept(
          shape.isSquare() ? Masks.band(keys, back, ahead) : Masks.window(shape, back, ahead));
    }
  }

  private void lines(MaskShape shape) {
    RunBuffer seeing = new RunBuffer();
    RunBuffer all = new RunBuffer();
    for (int q = 0; q < rows; q++) {
      int seen = mask.row(q).cells();
      seeing.add(q, seen > 0 ? q + 1 : q);
      all.add(q, seen == keys ? q + 1 : q);
    }
    Runs top = mask.row(seeing.start(0));
    guesses.accept(Masks.keysValidTo(shape, top.end(top.count() - 1)));
    guesses.accept(Masks.keysValidFrom(shape, top.start(0)));
    guesses.accept(Masks.queriesValidTo(shape, seeing.end(0)));
    guesses.accept(Masks.columns(shape, top.start(0), top.end(0)));
    guesses.accept(Masks.rows(shape, seeing.start(0), seeing.end(0)));
    guesses.accept(
        Masks.rectangle(shape, seeing.start(0), seeing.end(0), top.start(0), top.end(0)));
    stripe(shape, top.toArray());
    guesses.accept(Masks.columnSet(shape, top.toArray()));
    guesses.accept(Masks.rowSet(shape, all.toRuns().toArray()));
    global(top, all.toRuns());
  }

  private void stripe(MaskShape shape, int[] row) {
    int step = row.length > 1 ? row[1] - row[0] : keys;
    if (row[0] < step) {
      guesses.accept(Masks.columnStripe(shape, step, row[0]));
    }
  }

  /** Looks for a band below whole rows and columns. */
  private void global(Runs top, Runs fullRows) {
    long[] counts = mask.keyCounts();
    int[] columns = Arrays.stream(top.toArray()).filter(k -> counts[k] == rows).toArray();
    int[] rowSet = fullRows.toArray();
    AttentionMask base = bandOutside(columns, rowSet);
    if (columns.length > 0 && columns.length < keys) {
      guesses.accept(Masks.globalKeys(base, columns));
      if (rows == keys && Arrays.equals(columns, rowSet)) {
        guesses.accept(Masks.globalTokens(base, columns));
      }
    }
    if (rowSet.length > 0 && rowSet.length < rows) {
      guesses.accept(Masks.globalQueries(base, rowSet));
    }
  }

  private AttentionMask bandOutside(int[] columns, int[] rowSet) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int q = 0; q < rows; q++) {
      if (Arrays.binarySearch(rowSet, q) < 0) {
        for (int k : mask.row(q).toArray()) {
          if (Arrays.binarySearch(columns, k) < 0) {
            low = Math.min(low, k - q);
            high = Math.max(high, k - q);
          }
        }
      }
    }
    return low > high
        ? Masks.none(MaskShape.topLeft(rows, keys))
        : new AttentionMask(BandRule.leaf(BandRule.of(rows, keys, low, high)));
  }

  private void steps(MaskShape shape) {
    int step = 0;
    for (int diagonal : diagonals) {
      step = gcd(step, Math.abs(diagonal - shape.off()));
    }
    if (step > 0) {
      guesses.accept(Masks.strided(shape, step));
      int back = (shape.off() - diagonals.first()) / step;
      int ahead = (diagonals.last() - shape.off()) / step;
      if (back >= 0 && ahead >= 0) {
        guesses.accept(Masks.dilated(shape, back, ahead, step));
      }
    }
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Takes all whole slashes and the columns they leave open, and the other way round. */
  private void verticalSlash(MaskShape shape) {
    if (diagonals.last() > shape.off()) {
      return;
    }
    AttentionMask causal = Masks.causal(shape);
    int[] distances =
        diagonals.stream()
            .mapToInt(diagonal -> shape.off() - diagonal)
            .filter(distance -> distance < keys && isWhole(causal.and(slash(shape, distance))))
            .sorted()
            .toArray();
    AttentionMask open = mask.minus(Masks.verticalSlash(shape, new int[0], distances));
    guesses.accept(Masks.verticalSlash(shape, used(open), distances));
    int[] columns =
        Arrays.stream(used(mask))
            .filter(k -> isWhole(causal.and(Masks.columns(shape, k, k + 1))))
            .toArray();
    AttentionMask rest = mask.minus(Masks.columnSet(shape, columns));
    int[] needed = Arrays.stream(distances).filter(d -> rest.intersects(slash(shape, d))).toArray();
    guesses.accept(Masks.verticalSlash(shape, columns, needed));
    AttentionMask unexplained = mask.minus(Masks.verticalSlash(shape, new int[0], needed));
    guesses.accept(Masks.verticalSlash(shape, used(unexplained), needed));
  }

  private static AttentionMask slash(MaskShape shape, int distance) {
    return Masks.verticalSlash(shape, new int[0], new int[] {distance});
  }

  private boolean isWhole(AttentionMask part) {
    return part.isSubsetOf(mask);
  }

  private static int[] used(AttentionMask part) {
    long[] counts = part.keyCounts();
    RunBuffer used = new RunBuffer();
    for (int k = 0; k < counts.length; k++) {
      used.add(k, counts[k] > 0 ? k + 1 : k);
    }
    return used.toRuns().toArray();
  }

  /** Tries every block size; a wrong one is found out within a few rows. */
  private void blocks(List<MaskShape> shapes) {
    for (MaskShape shape : shapes) {
      for (int size = 2; size < keys; size++) {
        guesses.accept(Masks.chunked(shape, size));
        guesses.accept(Masks.blockCausal(shape, size));
      }
    }
    for (int size = 2; rows == keys && 2 * size <= keys && size <= LARGEST_BLOCK; size++) {
      selected(size);
    }
    if (keys >= rows) {
      tree(keys - rows);
    }
  }

  /**
   * Selects every block of {@code size} x {@code size} cells that holds one, unless a row shows
   * that the cells are not made of such blocks.
   */
  private void selected(int size) {
    int[][] blocks = new int[(rows + size - 1) / size][];
    for (int block = 0; block < blocks.length; block++) {
      RunBuffer touched = new RunBuffer();
      for (int q = block * size; q < Math.min(rows, (block + 1) * size); q++) {
        Runs seen = mask.row(q);
        if (!hasBlocks(seen, q, size)) {
          return;
        }
        RunBuffer row = new RunBuffer();
        for (int i = 0; i < seen.count(); i++) {
          row.add(seen.start(i) / size, (seen.end(i) - 1) / size + 1);
        }
        RunBuffer joined = new RunBuffer();
        joined.merge(touched, row, Operator.OR.table(), keys);
        touched = joined;
      }
      blocks[block] = touched.toRuns().toArray();
    }
    guesses.accept(Masks.blockTopK(MaskShape.square(rows), size, size, blocks));
    int[][] others = new int[blocks.length][];
    for (int block = 0; block < blocks.length; block++) {
      int own = block;
      others[block] = Arrays.stream(blocks[block]).filter(seen -> seen != own).toArray();
    }
    guesses.accept(Masks.blockTopKWithOwn(MaskShape.square(rows), size, size, others));
  }

  /** Returns whether a row is made of whole blocks, of which the last may end at the query. */
  private static boolean hasBlocks(Runs row, int q, int size) {
    for (int i = 0; i < row.count(); i++) {
      int end = row.end(i);
      if (row.start(i) % size != 0 || end > q + 1 || (end % size != 0 && end != q + 1)) {
        return false;
      }
    }
    return true;
  }

  private void tree(int context) {
    ImmutableIntArray.Builder parents = ImmutableIntArray.builder();
    for (int v = 0; v < rows; v++) {
      int parent = -1;
      for (int k : mask.row(v).toArray()) {
        parent = k - context < v ? Math.max(parent, k - context) : parent;
      }
      parents.add(parent);
    }
    guesses.accept(Masks.tree(parents.build().toArray(), context));
  }
}
