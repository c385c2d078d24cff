package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Covers cells by whole columns, whole rows, whole diagonals, rectangles and single cells.
 *
 * <p>Greedy: a piece is taken if it is shorter than the list of the cells that it adds. Which kind
 * comes first makes a difference, so several orders are tried.
 */
final class CellCover {

  private static final int MOST_RECTANGLES = 64;
  private static final ImmutableList<ImmutableList<Kind>> ORDERS =
      ImmutableList.of(
          ImmutableList.of(Kind.COLUMNS, Kind.ROWS, Kind.DIAGONALS),
          ImmutableList.of(Kind.ROWS, Kind.COLUMNS, Kind.DIAGONALS),
          ImmutableList.of(Kind.DIAGONALS, Kind.COLUMNS, Kind.ROWS),
          ImmutableList.of(Kind.COLUMNS, Kind.DIAGONALS),
          ImmutableList.of(Kind.DIAGONALS, Kind.COLUMNS),
          ImmutableList.of(Kind.COLUMNS),
          ImmutableList.of(Kind.ROWS),
          ImmutableList.of(Kind.DIAGONALS),
          ImmutableList.of());

  private enum Kind {
    COLUMNS,
    ROWS,
    DIAGONALS
  }

  private final MaskShape shape;
  private final boolean[][] allowed;
  private final boolean[][] open;
  private final List<AttentionMask> pieces = new ArrayList<>();

  /** May cover {@code allowed} and must cover {@code needed}. */
  private CellCover(MaskShape shape, boolean[][] allowed, boolean[][] needed) {
    this.shape = shape;
    this.allowed = allowed;
    this.open = Arrays.stream(needed).map(boolean[]::clone).toArray(boolean[][]::new);
  }

  /** Offers unions for {@code mask}, unions below the diagonal, and complements of unions. */
  static void offer(AttentionMask mask, AttentionMask blocked, Consumer<AttentionMask> guesses) {
    MaskShape shape = MaskShape.topLeft(mask.rows(), mask.keys());
    AttentionMask causal = Masks.causal(MaskShape.bottomRight(mask.rows(), mask.keys()));
    boolean[][] cells = mask.toDense();
    unions(shape, cells, cells, guesses);
    if (mask.isSubsetOf(causal)) {
      AttentionMask written = mask.rows() == mask.keys() ? Masks.causal(mask.keys()) : causal;
      boolean[][] free = mask.or(causal.not()).toDense();
      unions(shape, free, cells, union -> guesses.accept(written.and(union)));
    }
    boolean[][] complement = blocked.toDense();
    unions(shape, complement, complement, union -> guesses.accept(union.not()));
  }

  /** Offers a union for every order of kinds that takes other lines than those before it. */
  private static void unions(
      MaskShape shape, boolean[][] allowed, boolean[][] needed, Consumer<AttentionMask> guesses) {
    Set<Set<Node>> known = new HashSet<>();
    for (ImmutableList<Kind> order : ORDERS) {
      CellCover cover = new CellCover(shape, allowed, needed);
      if (known.add(cover.lines(order))) {
        guesses.accept(cover.union());
      }
    }
  }

  private Set<Node> lines(ImmutableList<Kind> order) {
    for (Kind kind : order) {
      switch (kind) {
        case COLUMNS -> columns();
        case ROWS -> rows();
        case DIAGONALS -> diagonals();
      }
    }
    return pieces.stream().map(AttentionMask::node).collect(Collectors.toSet());
  }

  private AttentionMask union() {
    rectangles();
    AttentionMask rest = Masks.fromDense(open);
    AttentionMask union = Masks.none(shape);
    for (AttentionMask piece : pieces) {
      union = union.or(piece);
    }
    return rest.cellCount() == 0 ? union : union.or(rest);
  }

  private void columns() {
    RunBuffer whole = new RunBuffer();
    for (int k = 0; k < shape.keys(); k++) {
      whole.add(k, isWhole(0, k, 1, 0) ? k + 1 : k);
    }
    Runs runs = whole.toRuns();
    for (int i = 0; i < runs.count(); i++) {
      take(Masks.columns(shape, runs.start(i), runs.end(i)));
    }
  }

  private void rows() {
    RunBuffer whole = new RunBuffer();
    for (int q = 0; q < shape.rows(); q++) {
      whole.add(q, isWhole(q, 0, 0, 1) ? q + 1 : q);
    }
    Runs runs = whole.toRuns();
    for (int i = 0; i < runs.count(); i++) {
      take(Masks.rows(shape, runs.start(i), runs.end(i)));
    }
  }

  private void diagonals() {
    int low = 1 - shape.rows();
    int from = low;
    for (int diagonal = low; diagonal <= shape.keys(); diagonal++) {
      boolean whole =
          diagonal < shape.keys() && isWhole(Math.max(0, -diagonal), Math.max(0, diagonal), 1, 1);
      if (!whole) {
        if (from < diagonal) {
          BandRule band = BandRule.of(shape.rows(), shape.keys(), from, diagonal - 1L);
          take(new AttentionMask(BandRule.leaf(band)));
        }
        from = diagonal + 1;
      }
    }
  }

  /** Returns whether all cells from (q, k) on in the given direction may be covered. */
  private boolean isWhole(int q, int k, int down, int right) {
    int i = q;
    int j = k;
    while (i < shape.rows() && j < shape.keys()) {
      if (!allowed[i][j]) {
        return false;
      }
      i += down;
      j += right;
    }
    return true;
  }

  /** Takes a piece that is shorter than the cells that it adds. */
  private void take(AttentionMask piece) {
    long added = 0;
    for (int q = 0; q < shape.rows(); q++) {
      for (int k : piece.row(q).toArray()) {
        added += open[q][k] ? 1 : 0;
      }
    }
    if (2 * added > ExpressionLength.of(piece.node()) + 1) {
      pieces.add(piece);
      for (int q = 0; q < shape.rows(); q++) {
        for (int k : piece.row(q).toArray()) {
          open[q][k] = false;
        }
      }
    }
  }

  private void rectangles() {
    LargestRectangle search = new LargestRectangle(open);
    for (int i = 0; i < MOST_RECTANGLES; i++) {
      int before = pieces.size();
      Box box = search.find();
      take(Masks.rectangle(shape, box.top(), box.bottom(), box.left(), box.right()));
      if (pieces.size() == before) {
        return;
      }
      search.cleared(box);
    }
  }
}
