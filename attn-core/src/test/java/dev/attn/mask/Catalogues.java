package dev.attn.mask;

import static dev.attn.mask.MaskModels.contains;
import static dev.attn.mask.MaskModels.someOf;
import static dev.attn.mask.MaskModels.upTo;

import dev.attn.mask.MaskModels.Catalogue;
import dev.attn.mask.MaskModels.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
          Catalogues::dense);

  static final List<Catalogue> SQUARE =
      List.of(
          Catalogues::band,
          Catalogues::slidingWindow,
          Catalogues::prefixLm,
          Catalogues::sinksAndWindow,
          Catalogues::tree);

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
}
