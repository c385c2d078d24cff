package dev.attn.mask;

import static dev.attn.mask.MaskModels.contains;
import static dev.attn.mask.MaskModels.someOf;
import static dev.attn.mask.MaskModels.upTo;

import dev.attn.mask.MaskModels.Catalogue;
import dev.attn.mask.MaskModels.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every family of masks with its definition, cell by cell. */
final class Catalogues {

  static final List<Catalogue> OF_ANY_SHAPE =
      List.of(
          (s, r) -> Model.of(Masks.full(s), s, (i, k, p) -> true),
          (s, r) -> Model.of(Masks.none(s), s, (i, k, p) -> false),
          (s, r) -> Model.of(Masks.diagonal(s), s, (i, k, p) -> k == p),
          (s, r) -> Model.of(Masks.causal(s), s, (i, k, p) -> k <= p),
          (s, r) -> Model.of(Masks.causalTopLeft(s.rows(), s.keys()), s, (i, k, p) -> k <= i),
          (s, r) ->
              Model.of(
                  Masks.causalBottomRight(s.rows(), s.keys()),
                  s,
                  (i, k, p) -> k <= i + s.keys() - s.rows()),
          (s, r) -> Model.of(Masks.strictlyCausal(s), s, (i, k, p) -> k < p),
          (s, r) -> Model.of(Masks.antiCausal(s), s, (i, k, p) -> k >= p),
          Catalogues::window,
          Catalogues::lookahead,
          Catalogues::columns,
          Catalogues::columnSet,
          Catalogues::rows,
          Catalogues::rowSet,
          Catalogues::rectangle,
          Catalogues::cells,
          Catalogues::dense,
          Catalogues::dilated,
          Catalogues::strided,
          Catalogues::columnStripe,
          Catalogues::predicate,
          Catalogues::padding,
          Catalogues::documents,
          Catalogues::chunked,
          Catalogues::chunkedFrom,
          Catalogues::blockCausal,
          Catalogues::globalKeysAndQueries,
          Catalogues::bernoulli,
          Catalogues::randomPerRow,
          Catalogues::verticalSlash,
          Catalogues::blockTopK);

  static final List<Catalogue> SQUARE =
      List.of(
          Catalogues::band,
          Catalogues::slidingWindow,
          Catalogues::prefixLm,
          Catalogues::sinksAndWindow,
          Catalogues::tree,
          Catalogues::squareDocuments,
          Catalogues::documentsOfLengths,
          Catalogues::packedCausal,
          Catalogues::segments,
          Catalogues::globalTokens,
          Catalogues::contextTarget,
          Catalogues::sparseStrided,
          Catalogues::sparseFixed,
          Catalogues::logSparse,
          Catalogues::bigBird,
          Catalogues::longNet);

  /** Grids have a size of their own and ignore the shape they are asked for. */
  static final List<Catalogue> GRIDS =
      List.of(Catalogues::axial, Catalogues::local2d, Catalogues::neighbourhood, Catalogues::swin);

  static final List<Catalogue> ALL = Stream.concat(OF_ANY_SHAPE.stream(), SQUARE.stream()).toList();

  private Catalogues() {}

  private static int distance(Random random, int size) {
    return random.nextInt(5) == 0 ? Masks.UNBOUNDED : upTo(random, size + 2);
  }

  private static Model window(MaskShape s, Random r) {
    int back = distance(r, s.keys());
    int ahead = distance(r, s.keys());
    return Model.of(
        Masks.window(s, back, ahead),
        s,
        (i, k, p) -> (long) p - back <= k && k <= (long) p + ahead);
  }

  private static Model lookahead(MaskShape s, Random r) {
    int ahead = upTo(r, s.keys());
    return Model.of(Masks.lookahead(s, ahead), s, (i, k, p) -> k <= p + ahead);
  }

  private static Model columns(MaskShape s, Random r) {
    int lo = upTo(r, s.keys());
    int hi = lo + upTo(r, s.keys() - lo);
    return Model.of(Masks.columns(s, lo, hi), s, (i, k, p) -> lo <= k && k < hi);
  }

  private static Model columnSet(MaskShape s, Random r) {
    int[] columns = someOf(r, s.keys());
    return Model.of(Masks.columnSet(s, columns), s, (i, k, p) -> contains(columns, k));
  }

  private static Model rows(MaskShape s, Random r) {
    int lo = upTo(r, s.rows());
    int hi = lo + upTo(r, s.rows() - lo);
    return Model.of(Masks.rows(s, lo, hi), s, (i, k, p) -> lo <= i && i < hi);
  }

  private static Model rowSet(MaskShape s, Random r) {
    int[] rows = someOf(r, s.rows());
    return Model.of(Masks.rowSet(s, rows), s, (i, k, p) -> contains(rows, i));
  }

  private static Model rectangle(MaskShape s, Random r) {
    int i0 = upTo(r, s.rows());
    int i1 = i0 + upTo(r, s.rows() - i0);
    int k0 = upTo(r, s.keys());
    int k1 = k0 + upTo(r, s.keys() - k0);
    return Model.of(
        Masks.rectangle(s, i0, i1, k0, k1), s, (i, k, p) -> i0 <= i && i < i1 && k0 <= k && k < k1);
  }

  private static Model cells(MaskShape s, Random r) {
    boolean any = s.rows() > 0 && s.keys() > 0;
    int[][] cells =
        IntStream.range(0, any ? r.nextInt(8) : 0)
            .mapToObj(c -> new int[] {r.nextInt(s.rows()), r.nextInt(s.keys())})
            .toArray(int[][]::new);
    return Model.of(
        Masks.cells(s, cells),
        s,
        (i, k, p) -> Arrays.stream(cells).anyMatch(c -> c[0] == i && c[1] == k));
  }

  private static Model dense(MaskShape s, Random r) {
    boolean[][] cells = MaskModels.cells(s, (i, k, p) -> r.nextInt(3) == 0);
    boolean keepsKeys = s.rows() > 0 || s.keys() == 0;
    return new Model(keepsKeys ? Masks.fromDense(cells) : Masks.none(s), cells);
  }

  private static Model band(MaskShape s, Random r) {
    int back = distance(r, s.keys());
    int ahead = distance(r, s.keys());
    return Model.of(
        Masks.band(s.rows(), back, ahead),
        s,
        (i, k, p) -> (long) p - back <= k && k <= (long) p + ahead);
  }

  private static Model slidingWindow(MaskShape s, Random r) {
    int keys = 1 + upTo(r, s.keys());
    return Model.of(Masks.slidingWindow(s.rows(), keys), s, (i, k, p) -> p - keys < k && k <= p);
  }

  private static Model prefixLm(MaskShape s, Random r) {
    int prefix = upTo(r, s.rows());
    return Model.of(Masks.prefixLm(s.rows(), prefix), s, (i, k, p) -> k <= p || k < prefix);
  }

  private static Model sinksAndWindow(MaskShape s, Random r) {
    int sinks = upTo(r, s.rows() + 1);
    int keys = 1 + upTo(r, s.rows());
    return Model.of(
        Masks.sinksAndWindow(s.rows(), sinks, keys),
        s,
        (i, k, p) -> k <= p && (k < sinks || p - k < keys));
  }

  private static Model tree(MaskShape s, Random r) {
    int[] parents = IntStream.range(0, s.rows()).map(v -> r.nextInt(v + 1) - 1).toArray();
    return Model.of(
        Masks.tree(parents, 0),
        s,
        (i, k, p) -> {
          int v = i;
          while (v > k) {
            v = parents[v];
          }
          return v == k;
        });
  }

  private static Model dilated(MaskShape s, Random r) {
    int back = distance(r, 6);
    int ahead = distance(r, 6);
    int step = 1 + r.nextInt(5);
    return Model.of(
        Masks.dilated(s, back, ahead, step),
        s,
        (i, k, p) ->
            Math.floorMod(p - k, step) == 0
                && p - k <= (long) back * step
                && k - p <= (long) ahead * step);
  }

  private static Model strided(MaskShape s, Random r) {
    int step = 1 + r.nextInt(5);
    return Model.of(
        Masks.strided(s, step), s, (i, k, p) -> k <= p && Math.floorMod(p - k, step) == 0);
  }

  private static Model columnStripe(MaskShape s, Random r) {
    int step = 1 + r.nextInt(5);
    int residue = r.nextInt(step);
    return Model.of(Masks.columnStripe(s, step, residue), s, (i, k, p) -> k % step == residue);
  }

  private static Model predicate(MaskShape s, Random r) {
    int sum = 1 + r.nextInt(5);
    CellPredicate predicate = (i, k) -> (i + k) % sum == 0;
    return Model.of(Masks.fromPredicate(s, "sum", predicate), s, (i, k, p) -> (i + k) % sum == 0);
  }

  private static Model padding(MaskShape s, Random r) {
    int keys = upTo(r, s.keys());
    int pad = upTo(r, s.keys());
    int rows = upTo(r, s.rows());
    return switch (r.nextInt(3)) {
      case 0 -> Model.of(Masks.keysValidTo(s, keys), s, (i, k, p) -> k < keys);
      case 1 -> Model.of(Masks.keysValidFrom(s, pad), s, (i, k, p) -> k >= pad);
      default -> Model.of(Masks.queriesValidTo(s, rows), s, (i, k, p) -> i < rows);
    };
  }

  private static int[] ids(Random r, int count) {
    return r.ints(count, -1, 3).sorted().map(id -> r.nextInt(9) == 0 ? 1 : id).toArray();
  }

  private static Model documents(MaskShape s, Random r) {
    int[] ids = ids(r, upTo(r, s.keys() + 2));
    return Model.of(
        Masks.documents(s, ids),
        s,
        (i, k, p) -> p >= 0 && p < ids.length && k < ids.length && ids[p] >= 0 && ids[p] == ids[k]);
  }

  private static Model squareDocuments(MaskShape s, Random r) {
    int[] ids = ids(r, s.rows());
    return Model.of(Masks.documents(ids), s, (i, k, p) -> ids[p] >= 0 && ids[p] == ids[k]);
  }

  private static int[] lengths(Random r, int n) {
    int[] lengths = new int[r.nextInt(4) + 1];
    int rest = n;
    for (int i = 1; i < lengths.length; i++) {
      lengths[i] = upTo(r, rest);
      rest -= lengths[i];
    }
    lengths[0] = rest;
    return lengths;
  }

  /** Returns the document of each token. */
  static int[] documentOf(int[] lengths) {
    return IntStream.range(0, lengths.length)
        .flatMap(d -> IntStream.generate(() -> d).limit(lengths[d]))
        .toArray();
  }

  private static Model documentsOfLengths(MaskShape s, Random r) {
    int[] lengths = lengths(r, s.rows());
    int[] document = documentOf(lengths);
    return Model.of(Masks.documentsOfLengths(lengths), s, (i, k, p) -> document[p] == document[k]);
  }

  private static Model packedCausal(MaskShape s, Random r) {
    int[] lengths = lengths(r, s.rows());
    int[] document = documentOf(lengths);
    return Model.of(
        Masks.packedCausal(lengths), s, (i, k, p) -> document[p] == document[k] && k <= p);
  }

  private static Model chunked(MaskShape s, Random r) {
    int c = 1 + r.nextInt(6);
    return Model.of(Masks.chunked(s, c), s, (i, k, p) -> Math.floorDiv(p, c) == k / c && k <= p);
  }

  private static Model chunkedFrom(MaskShape s, Random r) {
    int c = 1 + r.nextInt(6);
    int pad = r.nextInt(5);
    return Model.of(
        Masks.chunkedFrom(s, c, pad),
        s,
        (i, k, p) -> Math.floorDiv(p - pad, c) == Math.floorDiv(k - pad, c) && k <= p && k >= pad);
  }

  private static Model blockCausal(MaskShape s, Random r) {
    int c = 1 + r.nextInt(6);
    return Model.of(Masks.blockCausal(s, c), s, (i, k, p) -> k / c <= Math.floorDiv(p, c));
  }

  private static Model globalKeysAndQueries(MaskShape s, Random r) {
    int[] keys = someOf(r, s.keys());
    int[] rows = someOf(r, s.rows());
    return r.nextBoolean()
        ? Model.of(
            Masks.globalKeys(Masks.causal(s), keys), s, (i, k, p) -> k <= p || contains(keys, k))
        : Model.of(
            Masks.globalQueries(Masks.causal(s), rows),
            s,
            (i, k, p) -> k <= p || contains(rows, i));
  }

  private static Model globalTokens(MaskShape s, Random r) {
    int[] tokens = someOf(r, s.rows());
    return Model.of(
        Masks.globalTokens(Masks.band(s.rows(), 1, 1), tokens),
        s,
        (i, k, p) -> Math.abs(p - k) <= 1 || contains(tokens, k) || contains(tokens, p));
  }

  private static Model bernoulli(MaskShape s, Random r) {
    double density = r.nextDouble();
    long seed = r.nextLong();
    return Model.of(
        Masks.bernoulli(s, density, seed),
        s,
        (i, k, p) -> (CellHash.of(seed, p, k) >>> 11) * 0x1p-53 < density);
  }

  /** Returns which candidates of row {@code a} are among the {@code count} smallest hashes. */
  private static boolean[] smallest(
      long seed, int a, IntPredicate candidates, int count, int size) {
    boolean[] chosen = new boolean[size];
    IntStream.range(0, size)
        .filter(candidates)
        .boxed()
        .sorted((x, y) -> Long.compareUnsigned(CellHash.of(seed, a, x), CellHash.of(seed, a, y)))
        .limit(count)
        .forEach(b -> chosen[b] = true);
    return chosen;
  }

  private static Model randomPerRow(MaskShape s, Random r) {
    int count = r.nextInt(5);
    long seed = r.nextLong();
    boolean[][] chosen = new boolean[s.rows()][];
    for (int i = 0; i < s.rows(); i++) {
      chosen[i] = smallest(seed, i + s.off(), b -> true, count, s.keys());
    }
    return new Model(Masks.randomPerRow(s, count, seed), chosen);
  }

  private static Model bigBird(MaskShape s, Random r) {
    int n = s.rows();
    int block = 1 + r.nextInt(5);
    int reach = r.nextInt(3);
    int random = r.nextInt(4);
    long seed = r.nextLong();
    int blocks = (n + block - 1) / block;
    int[] global = someOf(r, blocks);
    boolean[][] visible = new boolean[blocks][];
    for (int a = 0; a < blocks; a++) {
      int row = a;
      IntPredicate fixed =
          b -> Math.abs(row - b) <= reach || contains(global, row) || contains(global, b);
      visible[a] = smallest(seed, a, fixed.negate(), random, blocks);
      for (int b = 0; b < blocks; b++) {
        visible[a][b] |= fixed.test(b);
      }
    }
    return Model.of(
        Masks.bigBird(n, block, reach, global, random, seed),
        s,
        (i, k, p) -> visible[p / block][k / block]);
  }

  private static Model verticalSlash(MaskShape s, Random r) {
    int[] columns = someOf(r, s.keys());
    int[] distances = someOf(r, s.keys() + 2);
    return Model.of(
        Masks.verticalSlash(s, columns, distances),
        s,
        (i, k, p) -> k <= p && (contains(columns, k) || contains(distances, p - k)));
  }

  private static Model blockTopK(MaskShape s, Random r) {
    int rowBlock = 1 + r.nextInt(4);
    int keyBlock = 1 + r.nextInt(4);
    int rowBlocks = (s.rows() + rowBlock - 1) / rowBlock;
    int keyBlocks = (s.keys() + keyBlock - 1) / keyBlock;
    int[][] selected =
        IntStream.range(0, rowBlocks).mapToObj(b -> someOf(r, keyBlocks)).toArray(int[][]::new);
    return r.nextBoolean()
        ? Model.of(
            Masks.blockTopK(s, rowBlock, keyBlock, selected),
            s,
            (i, k, p) -> k <= p && contains(selected[i / rowBlock], k / keyBlock))
        : Model.of(
            Masks.blockTopKWithOwn(s, rowBlock, keyBlock, selected),
            s,
            (i, k, p) ->
                k <= p
                    && (contains(selected[i / rowBlock], k / keyBlock)
                        || k / keyBlock == Math.floorDiv(p, keyBlock)));
  }

  private static Model segments(MaskShape s, Random r) {
    int[] boundary = r.ints(s.rows(), 0, 2).toArray();
    int[] valid = r.ints(s.rows(), 0, 4).map(v -> Math.min(v, 1)).toArray();
    int[] cum = boundary.clone();
    for (int p = 1; p < cum.length; p++) {
      cum[p] += cum[p - 1];
    }
    return r.nextBoolean()
        ? Model.of(Masks.segments(boundary), s, (i, k, p) -> cum[k] <= cum[p])
        : Model.of(
            Masks.segments(boundary, valid),
            s,
            (i, k, p) -> cum[k] <= cum[p] && valid[k] == 1 && valid[p] == 1);
  }

  private static Model contextTarget(MaskShape s, Random r) {
    int context = upTo(r, s.rows());
    return Model.of(Masks.contextTarget(s.rows(), context), s, (i, k, p) -> k < context || k == p);
  }

  private static Model sparseStrided(MaskShape s, Random r) {
    int l = 1 + r.nextInt(6);
    return switch (r.nextInt(3)) {
      case 0 ->
          Model.of(Masks.sparseStridedLocal(s.rows(), l), s, (i, k, p) -> p - l <= k && k <= p);
      case 1 ->
          Model.of(
              Masks.sparseStridedLocalOfCode(s.rows(), l), s, (i, k, p) -> p - l < k && k <= p);
      default ->
          Model.of(
              Masks.sparseStridedStride(s.rows(), l), s, (i, k, p) -> k <= p && (p - k) % l == 0);
    };
  }

  private static Model sparseFixed(MaskShape s, Random r) {
    int l = 1 + r.nextInt(6);
    int c = upTo(r, l);
    return Model.of(
        Masks.sparseFixed(s.rows(), l, c),
        s,
        (i, k, p) -> k <= p && (k / l == p / l || k % l >= l - c));
  }

  private static Model logSparse(MaskShape s, Random r) {
    return Model.of(
        Masks.logSparse(s.rows()),
        s,
        (i, k, p) -> k == p || (k < p && Integer.bitCount(p - k) == 1));
  }

  private static Model longNet(MaskShape s, Random r) {
    int w = 1 + r.nextInt(9);
    int d = 1 + r.nextInt(4);
    int residue = r.nextInt(d);
    return Model.of(
        Masks.longNet(s.rows(), w, d, residue),
        s,
        (i, k, p) -> p / w == k / w && p % w % d == residue && k % w % d == residue);
  }

  private static Model axial(MaskShape ignored, Random r) {
    int height = 1 + r.nextInt(5);
    int width = 1 + r.nextInt(5);
    return Model.of(
        Masks.axial(height, width),
        MaskShape.square(height * width),
        (i, k, p) -> p / width == k / width || p % width == k % width);
  }

  private static Model local2d(MaskShape ignored, Random r) {
    int height = 1 + r.nextInt(5);
    int width = 1 + r.nextInt(5);
    int y = r.nextInt(3);
    int x = r.nextInt(3);
    return Model.of(
        Masks.local2d(height, width, y, x),
        MaskShape.square(height * width),
        (i, k, p) -> Math.abs(p / width - k / width) <= y && Math.abs(p % width - k % width) <= x);
  }

  private static Model swin(MaskShape ignored, Random r) {
    int side = 1 + r.nextInt(3);
    int height = side * (1 + r.nextInt(3));
    int width = side * (1 + r.nextInt(3));
    int shift = r.nextInt(side);
    return Model.of(
        Masks.swin(height, width, side, shift),
        MaskShape.square(height * width),
        (i, k, p) ->
            Math.floorDiv(p / width - shift, side) == Math.floorDiv(k / width - shift, side)
                && Math.floorDiv(p % width - shift, side)
                    == Math.floorDiv(k % width - shift, side));
  }

  private static Model neighbourhood(MaskShape ignored, Random r) {
    int axes = 1 + r.nextInt(3);
    int[] sizes = r.ints(axes, 1, 7).toArray();
    int[] kernel = r.ints(axes, 1, 6).toArray();
    int[] dilation = r.ints(axes, 1, 4).toArray();
    int[] causal = r.ints(axes, 0, 2).toArray();
    return Model.of(
        Masks.neighbourhood(sizes, kernel, dilation, causal),
        MaskShape.square(Arrays.stream(sizes).reduce(1, (a, b) -> a * b)),
        (i, k, p) -> {
          int query = p;
          int key = k;
          boolean allowed = true;
          for (int a = axes - 1; a >= 0; a--) {
            allowed &=
                isNeighbour(
                    query % sizes[a], key % sizes[a], sizes[a], kernel[a], dilation[a], causal[a]);
            query /= sizes[a];
            key /= sizes[a];
          }
          return allowed;
        });
  }

  /** The definition for one axis, over the list of coordinates of the same residue. */
  private static boolean isNeighbour(int x, int y, int size, int kernel, int dilation, int causal) {
    int[] group = IntStream.range(0, size).filter(c -> c % dilation == x % dilation).toArray();
    int own = Arrays.binarySearch(group, x);
    int other = Arrays.binarySearch(group, y);
    if (other < 0) {
      return false;
    } else if (causal == 1) {
      return Math.max(0, own - kernel + 1) <= other && other <= own;
    }
    int start = Math.max(0, Math.min(own - kernel / 2, group.length - kernel));
    return start <= other && other < start + kernel;
  }
}
