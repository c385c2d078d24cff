package dev.attn.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random masks together with their cells, computed one by one from the definition. */
final class MaskModels {

  private static final List<Integer> EDGES = List.of(0, 1, 2, 63, 64, 65, 127, 128, 129);

  private MaskModels() {}

  /** A definition: row, key, absolute position of the row. */
  interface Definition {
    boolean allows(int i, int k, int p);
  }

  /** A mask and the cells that it should allow. */
  static final class Model {
    private final AttentionMask mask;
    private final boolean[][] cells;

    Model(AttentionMask mask, boolean[][] cells) {
      this.mask = mask;
      this.cells = cells;
    }

    AttentionMask mask() {
      return mask;
    }

    boolean[][] cells() {
      return cells;
    }

    static Model of(AttentionMask mask, MaskShape shape, Definition definition) {
      return new Model(mask, MaskModels.cells(shape, definition));
    }

    long count() {
      long count = 0;
      for (boolean[] row : cells) {
        for (boolean cell : row) {
          count += cell ? 1 : 0;
        }
      }
      return count;
    }

    @Override
    public String toString() {
      return mask.toString();
    }
  }

  /** Three masks of one shape. */
  record Three(Model m, Model n, Model p) {}

  static boolean[][] cells(MaskShape shape, Definition definition) {
    boolean[][] cells = new boolean[shape.rows()][shape.keys()];
    for (int i = 0; i < shape.rows(); i++) {
      for (int k = 0; k < shape.keys(); k++) {
        cells[i][k] = definition.allows(i, k, i + shape.off());
      }
    }
    return cells;
  }

  static Arbitrary<Integer> sizes() {
    return Arbitraries.frequencyOf(
        Tuple.of(12, Arbitraries.integers().between(0, 12)),
        Tuple.of(2, Arbitraries.of(EDGES)),
        Tuple.of(1, Arbitraries.integers().between(0, 200)));
  }

  static Arbitrary<MaskShape> shapes() {
    Arbitrary<MaskShape> squares = sizes().map(MaskShape::square);
    Arbitrary<MaskShape> others =
        Combinators.combine(sizes(), sizes(), Arbitraries.doubles().between(0, 1))
            .as((rows, keys, t) -> new MaskShape(rows, keys, (int) (t * (rows + keys)) - rows));
    return Arbitraries.oneOf(squares, others);
  }

  static Arbitrary<Model> leaves() {
    Arbitrary<Model> lines =
        Combinators.combine(shapes(), Arbitraries.longs())
            .as((shape, seed) -> leaf(shape, new Random(seed)));
    return Arbitraries.frequencyOf(Tuple.of(8, lines), Tuple.of(1, grids()));
  }

  static Arbitrary<Model> grids() {
    return Combinators.combine(Arbitraries.of(Catalogues.GRIDS), Arbitraries.longs())
        .as((family, seed) -> family.model(MaskShape.square(0), new Random(seed)));
  }

  static Arbitrary<Model> trees() {
    return Combinators.combine(shapes(), Arbitraries.longs(), Arbitraries.integers().between(0, 4))
        .as((shape, seed, depth) -> tree(shape, new Random(seed), depth));
  }

  static Arbitrary<Three> threes() {
    return Combinators.combine(shapes(), Arbitraries.longs(), Arbitraries.integers().between(0, 3))
        .as(
            (shape, seed, depth) -> {
              Random random = new Random(seed);
              return new Three(
                  tree(shape, random, depth), tree(shape, random, depth), tree(shape, random, 0));
            });
  }

  static Model tree(MaskShape shape, Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return leaf(shape, random);
    }
    if (random.nextInt(6) == 0) {
      Model part = tree(shape, random, depth - 1);
      return Model.of(part.mask().not(), shape, (i, k, p) -> !part.cells()[i][k]);
    }
    Model a = tree(shape, random, depth - 1);
    Model b = tree(shape, random, depth - 1);
    boolean[][] x = a.cells();
    boolean[][] y = b.cells();
    return switch (random.nextInt(5)) {
      case 0 -> Model.of(a.mask().and(b.mask()), shape, (i, k, p) -> x[i][k] && y[i][k]);
      case 1 -> Model.of(a.mask().or(b.mask()), shape, (i, k, p) -> x[i][k] || y[i][k]);
      case 2 -> Model.of(a.mask().minus(b.mask()), shape, (i, k, p) -> x[i][k] && !y[i][k]);
      case 3 -> Model.of(a.mask().xor(b.mask()), shape, (i, k, p) -> x[i][k] ^ y[i][k]);
      default -> Model.of(a.mask().implies(b.mask()), shape, (i, k, p) -> !x[i][k] || y[i][k]);
    };
  }

  /** Returns a random mask of the catalogue. */
  static Model leaf(MaskShape shape, Random random) {
    List<Catalogue> families = shape.isSquare() ? Catalogues.ALL : Catalogues.OF_ANY_SHAPE;
    return families.get(random.nextInt(families.size())).model(shape, random);
  }

  /** Returns whether an expression holds neither a long list nor a predicate. */
  static boolean canBeReadBack(String expression) {
    return !expression.contains(" entries, hash ") && !expression.contains("fromPredicate(");
  }

  /** A family of masks that can be built in the given shape. */
  interface Catalogue {
    Model model(MaskShape shape, Random random);
  }

  static int upTo(Random random, int most) {
    return random.nextInt(most + 1);
  }

  static int[] someOf(Random random, int size) {
    return random.ints(0, Math.max(size, 1)).limit(size == 0 ? 0 : random.nextInt(6)).toArray();
  }

  static boolean contains(int[] values, int value) {
    return Arrays.stream(values).anyMatch(each -> each == value);
  }
}
