package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The masks that models use, each under its usual name.
 *
 * <p>True means that the query may attend to the key, everywhere. In the formulas {@code i} is a
 * row, {@code p = i + off} its absolute position, {@code k} a key; divisions round down. A factory
 * that takes {@code n} is the square case of the one that takes a {@link MaskShape}. Intervals are
 * half-open. The pictures show {@code #} for allowed and {@code .} for blocked cells, one row per
 * query.
 *
 * <p>Arguments out of range give an {@link IllegalArgumentException} that names them. Empty shapes
 * are lawful.
 */
public final class Masks {

  /** The distance of a window side that has no limit. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private Masks() {}

  private static AttentionMask mask(Node node) {
    return new AttentionMask(Algebra.checkDepth(node));
  }

  private static AttentionMask band(Call call, MaskShape shape, long low, long high) {
    BandRule rule = BandRule.of(shape.rows(), shape.keys(), low, high);
    return mask(BandRule.named(call, rule));
  }

  private static AttentionMask leaf(Call call, MaskShape shape, Rule rule, Trait... traits) {
    return mask(Leaf.of(call, shape, rule, traits));
  }

  private static AttentionMask named(Call call, AttentionMask body) {
    return named(call, body, ImmutableSet.copyOf(body.traits()));
  }

  private static AttentionMask named(Call call, AttentionMask body, ImmutableSet<Trait> traits) {
    return mask(new Named(call, body.node(), traits));
  }

  private static Argument distance(int value) {
    return new Argument.Distance(value);
  }

  /**
   * Returns the mask in which every query sees all {@code n} keys.
   *
   * <pre>
   * ####
   * ####
   * ####     full(4)
   * ####
   * </pre>
   */
  public static AttentionMask full(int n) {
    return full(MaskShape.square(n));
  }

  /** Returns the mask in which every query sees all {@code keys} keys. */
  public static AttentionMask full(int queries, int keys) {
    return full(MaskShape.topLeft(queries, keys));
  }

  /** Returns the mask in which every query sees every key. */
  public static AttentionMask full(MaskShape shape) {
    return band(Call.of("full", shape), shape, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * Returns the mask in which no query sees a key.
   *
   * <pre>
   * ....
   * ....
   * ....     none(4)
   * ....
   * </pre>
   */
  public static AttentionMask none(int n) {
    return none(MaskShape.square(n));
  }

  /** Returns the mask in which no query sees a key. */
  public static AttentionMask none(MaskShape shape) {
    return band(Call.of("none", shape), shape, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  /**
   * Returns the mask in which every query sees one key, itself.
   *
   * <pre>
   * #...
   * .#..
   * ..#.     diagonal(4)
   * ...#
   * </pre>
   */
  public static AttentionMask diagonal(int n) {
    return diagonal(MaskShape.square(n));
  }

  /** Returns the mask in which every query sees at most one key, the one at its position: k = p. */
  public static AttentionMask diagonal(MaskShape shape) {
    return band(Call.of("diagonal", shape), shape, shape.off(), shape.off());
  }

  /**
   * Returns the mask in which query {@code p} sees {@code p + 1} keys, itself and all before it.
   *
   * <pre>
   * #...
   * ##..
   * ###.     causal(4)
   * ####
   * </pre>
   *
   * @source Vaswani et al. 2017, Attention Is All You Need, arXiv 1706.03762, section 3.2.3
   */
  public static AttentionMask causal(int n) {
    return causal(MaskShape.square(n));
  }

  /**
   * Returns the causal mask at any offset, in which the query at position {@code p} sees {@code
   * min(keys, max(0, p + 1))} keys: k &le; p.
   */
  public static AttentionMask causal(MaskShape shape) {
    return band(Call.of("causal", shape), shape, Long.MIN_VALUE, shape.off());
  }

  /**
   * Returns the causal mask in which query {@code i} sees the first {@code min(keys, i + 1)} keys,
   * at any two lengths: k &le; i.
   *
   * <p>With a cache of earlier keys this is rarely what a decoder means; see {@link
   * #causalBottomRight}.
   *
   * <pre>
   * #....
   * ##...     causalTopLeft(3, 5)
   * ###..
   * </pre>
   */
  public static AttentionMask causalTopLeft(int queries, int keys) {
    MaskShape shape = MaskShape.topLeft(queries, keys);
    return band(Call.of("causalTopLeft", queries, keys), shape, Long.MIN_VALUE, 0);
  }

  /**
   * Returns the causal mask in which query {@code i} sees the first {@code max(0, i + 1 + keys -
   * queries)} keys, so that the last query sees all of them.
   *
   * <p>If there are more queries than keys, the first {@code queries - keys} rows are empty.
   *
   * <pre>
   * ###..
   * ####.     causalBottomRight(3, 5)
   * #####
   * </pre>
   */
  public static AttentionMask causalBottomRight(int queries, int keys) {
    MaskShape shape = MaskShape.bottomRight(queries, keys);
    return band(Call.of("causalBottomRight", queries, keys), shape, Long.MIN_VALUE, shape.off());
  }

  /** Returns the mask in which query {@code p} sees the {@code p} keys before it. */
  public static AttentionMask strictlyCausal(int n) {
    return strictlyCausal(MaskShape.square(n));
  }

  /**
   * Returns the mask in which the query at position {@code p} sees the {@code min(keys, max(0, p))}
   * keys before it, not itself: k &lt; p. The row at position 0 is empty.
   *
   * <pre>
   * ....
   * #...
   * ##..     strictlyCausal(4)
   * ###.
   * </pre>
   */
  public static AttentionMask strictlyCausal(MaskShape shape) {
    return band(Call.of("strictlyCausal", shape), shape, Long.MIN_VALUE, shape.off() - 1L);
  }

  /** Returns the mask in which query {@code p} sees {@code n - p} keys, itself and all after it. */
  public static AttentionMask antiCausal(int n) {
    return antiCausal(MaskShape.square(n));
  }

  /**
   * Returns the mask in which the query at position {@code p} sees the {@code max(0, min(keys, keys
   * - p))} keys from itself on: k &ge; p. The square form is the transpose of {@link #causal(int)}.
   *
   * <pre>
   * ####
   * .###
   * ..##     antiCausal(4)
   * ...#
   * </pre>
   */
  public static AttentionMask antiCausal(MaskShape shape) {
    return band(Call.of("antiCausal", shape), shape, shape.off(), Long.MAX_VALUE);
  }

  /**
   * Returns the window in which a query away from the edges sees {@code back + 1 + ahead} keys: p -
   * back &le; k &le; p + ahead.
   *
   * <p>Both distances leave the query itself out, and either may be {@link #UNBOUNDED}. Tools count
   * their windows in other ways; {@link Windows} has an adapter for each.
   *
   * <pre>
   * ###...
   * .###..
   * ..###.     window(4x6+1, 1, 1)
   * ...###
   * </pre>
   *
   * @param back number of keys before the query, at least 0
   * @param ahead number of keys after the query, at least 0
   */
  public static AttentionMask window(MaskShape shape, int back, int ahead) {
    return window(Call.of("window", shape, distance(back), distance(ahead)), shape, back, ahead);
  }

  private static AttentionMask window(Call call, MaskShape shape, int back, int ahead) {
    Limits.atLeast("back", 0, back);
    Limits.atLeast("ahead", 0, ahead);
    return mask(BandRule.named(call, BandRule.window(shape, back, ahead)));
  }

  /**
   * Returns the two-sided window in which a query away from the edges sees {@code back + 1 + ahead}
   * keys: p - back &le; k &le; p + ahead.
   *
   * <pre>
   * ##....
   * ###...
   * ####..     band(6, 2, 1)
   * .####.
   * ..####
   * ...###
   * </pre>
   *
   * @param back number of keys before the query, at least 0, or {@link #UNBOUNDED}
   * @param ahead number of keys after the query, at least 0, or {@link #UNBOUNDED}
   * @source Beltagy et al. 2020, Longformer, arXiv 2004.05150
   */
  public static AttentionMask band(int n, int back, int ahead) {
    Call call = Call.of("band", n, distance(back), distance(ahead));
    return window(call, MaskShape.square(n), back, ahead);
  }

  /**
   * Causal window in which every query sees the last {@code keys} keys, itself included: p - keys
   * &lt; k &le; p.
   *
   * <p>The same as {@code band(n, keys - 1, 0)} and, for {@code keys >= n}, as {@code causal(n)}.
   *
   * <pre>
   * #.....
   * ##....
   * ###...     slidingWindow(6, 3)
   * .###..
   * ..###.
   * ...###
   * </pre>
   *
   * @param keys number of visible keys, at least 1
   * @source Jiang et al. 2023, Mistral 7B, arXiv 2310.06825
   */
  public static AttentionMask slidingWindow(int n, int keys) {
    Limits.atLeast("keys", 1, keys);
    return window(Call.of("slidingWindow", n, keys), MaskShape.square(n), keys - 1, 0);
  }

  /**
   * Returns the streaming mask in which the query at position {@code p} sees {@code min(keys,
   * max(0, p + 1 + ahead))} keys, all before it and up to {@code ahead} after it: k &le; p + ahead.
   *
   * <pre>
   * ##...
   * ###..
   * ####.     lookahead(5, 1)
   * #####
   * #####
   * </pre>
   */
  public static AttentionMask lookahead(MaskShape shape, int ahead) {
    Call call = Call.of("lookahead", shape, distance(ahead));
    return window(call, shape, UNBOUNDED, ahead);
  }

  /** Returns the square mask in which every query sees the {@code hi - lo} keys [lo, hi). */
  public static AttentionMask columns(int n, int lo, int hi) {
    return columns(MaskShape.square(n), lo, hi);
  }

  /**
   * Returns the mask in which every query sees the {@code hi - lo} keys [lo, hi): a prefix, sinks,
   * summary tokens.
   *
   * <pre>
   * ##..
   * ##..
   * ##..     columns(4, 0, 2)
   * ##..
   * </pre>
   */
  public static AttentionMask columns(MaskShape shape, int lo, int hi) {
    return columns(Call.of("columns", shape, lo, hi), shape, lo, hi);
  }

  private static AttentionMask columns(Call call, MaskShape shape, int lo, int hi) {
    Limits.range("key", lo, hi, shape.keys());
    return mask(IndexRule.named(call, shape, IndexRule.columns(shape, Runs.of(lo, hi))));
  }

  /**
   * Returns the square mask in which every query sees one key for each index in {@code columns}.
   */
  public static AttentionMask columnSet(int n, int... columns) {
    return columnSet(MaskShape.square(n), columns);
  }

  /**
   * Returns the mask in which every query sees one key for each index in {@code columns}; repeats
   * count once.
   *
   * <pre>
   * #.#.
   * #.#.
   * #.#.     columnSet(4, [0, 2])
   * #.#.
   * </pre>
   */
  public static AttentionMask columnSet(MaskShape shape, int... columns) {
    int[] sorted = Limits.sortedIndices("column", columns, shape.keys());
    Call call = Call.of("columnSet", shape, ImmutableIntArray.copyOf(columns));
    return mask(IndexRule.named(call, shape, IndexRule.columns(shape, Runs.ofSorted(sorted))));
  }

  /**
   * Returns the mask in which the rows [lo, hi), counted from 0, see all keys, the others none.
   *
   * <pre>
   * ....
   * ####
   * ####     rows(4, 1, 3)
   * ....
   * </pre>
   */
  public static AttentionMask rows(MaskShape shape, int lo, int hi) {
    Limits.range("row", lo, hi, shape.rows());
    Call call = Call.of("rows", shape, lo, hi);
    return mask(IndexRule.named(call, shape, IndexRule.rows(shape, Runs.of(lo, hi))));
  }

  /**
   * Returns the mask in which the {@code rows}, counted from 0, see all keys, the others none.
   *
   * <pre>
   * ####
   * ....
   * ....     rowSet(4, [0, 3])
   * ####
   * </pre>
   */
  public static AttentionMask rowSet(MaskShape shape, int... rows) {
    int[] sorted = Limits.sortedIndices("row", rows, shape.rows());
    Call call = Call.of("rowSet", shape, ImmutableIntArray.copyOf(rows));
    return mask(IndexRule.named(call, shape, IndexRule.rows(shape, Runs.ofSorted(sorted))));
  }

  /**
   * Returns the mask in which the rows [i0, i1) see the {@code k1 - k0} keys [k0, k1), the others
   * none.
   *
   * <pre>
   * ....
   * ##..
   * ##..     rectangle(4, 1, 3, 0, 2)
   * ....
   * </pre>
   */
  public static AttentionMask rectangle(MaskShape shape, int i0, int i1, int k0, int k1) {
    Limits.range("row", i0, i1, shape.rows());
    Limits.range("key", k0, k1, shape.keys());
    Call call = Call.of("rectangle", shape, i0, i1, k0, k1);
    IndexRule rule = new IndexRule(shape.rows(), shape.keys(), Runs.of(i0, i1), Runs.of(k0, k1));
    return mask(IndexRule.named(call, shape, rule));
  }

  /** Returns the square mask in which a query sees one key for each of its listed cells. */
  public static AttentionMask cells(int n, int[]... cells) {
    return cells(MaskShape.square(n), cells);
  }

  /**
   * Returns the mask in which a query sees one key for each of its listed cells, which are pairs of
   * a query and a key; repeats count once, and the order does not matter.
   *
   * <pre>
   * .#..
   * ....
   * ....     cells(4, [(0, 1), (3, 0)])
   * #...
   * </pre>
   */
  public static AttentionMask cells(MaskShape shape, int[]... cells) {
    return listed(shape, CellLists.table(shape, cells));
  }

  static AttentionMask listed(MaskShape shape, RowTable table) {
    return leaf(Call.of("cells", shape, new Argument.Cells(table)), shape, table);
  }

  /**
   * Returns the mask in which a query sees one key for every true in its row of {@code
   * cells[query][key]}; all rows must be of one length.
   *
   * <p>The cells {@code {{true, false, true}, {false, true, false}}} are
   *
   * <pre>
   * #.#
   * .#.     cells(2x3+0, [(0, 0), (0, 2), (1, 1)])
   * </pre>
   */
  public static AttentionMask fromDense(boolean[][] cells) {
    RowTable table = CellLists.table(cells);
    return listed(MaskShape.topLeft(table.rows(), table.keys()), table);
  }

  /**
   * Returns the mask that {@link AttentionMask#toGrid} wrote, in which a query sees one key for
   * every {@code #} in its line.
   *
   * <p>There is one line per query with {@code #} for allowed and {@code .} for blocked, or the run
   * form, which begins with the size. Space around the lines does not matter. The text {@code
   * "##.\n.##"} is
   *
   * <pre>
   * ##.
   * .##     cells(2x3+0, [(0, 0), (0, 1), (1, 1), (1, 2)])
   * </pre>
   */
  public static AttentionMask parse(String grid) {
    RowTable table = GridText.parse(grid);
    return listed(MaskShape.topLeft(table.rows(), table.keys()), table);
  }

  /**
   * Returns the mask that {@link AttentionMask#toString} wrote.
   *
   * <p>An expression joins factory calls by {@code !} (not), {@code &} (and), {@code -} (minus),
   * {@code ^} (xor), {@code |} (or) and {@code =>} (implies), listed from the tightest to the
   * loosest; parentheses group. A shape is {@code 8} or {@code 10x20+5}. Faults are reported with
   * the position of their character, counted from 1.
   *
   * <p>Example: {@code causal(8) & (slidingWindow(8, 3) | columns(8, 0, 1))}.
   *
   * @cost linear in the length of the text, whatever the size of the mask
   */
  public static AttentionMask parseExpression(String expression) {
    return ExpressionReader.read(expression);
  }

  /**
   * Returns the prefix mask in which query {@code p} sees {@code max(prefix, p + 1)} keys: k &le; p
   * or k &lt; prefix.
   *
   * <pre>
   * ###..
   * ###..
   * ###..     prefixLm(5, 3)
   * ####.
   * #####
   * </pre>
   *
   * @param prefix number of keys that everyone sees, from 0 to n
   * @source Raffel et al. 2019, T5, arXiv 1910.10683, section 3.2.1; Dong et al. 2019, UniLM, arXiv
   *     1905.03197
   */
  public static AttentionMask prefixLm(int n, int prefix) {
    MaskShape shape = MaskShape.square(n);
    Limits.between("prefix", 0, n, prefix);
    return named(
        Call.of("prefixLm", n, prefix),
        causal(n).or(columns(n, 0, prefix)),
        Traits.of(shape, Trait.SELF_VISIBLE, Trait.PREFIX_STABLE));
  }

  /**
   * Returns the streaming mask in which query {@code p} sees the last {@code min(p + 1, keys)} keys
   * and up to {@code sinks} keys at the start: k &le; p and (k &lt; sinks or p - k &lt; keys).
   *
   * <p>The method it is named after drops cache entries; this is the mask with the same effect.
   *
   * <pre>
   * #.....
   * ##....
   * ###...     sinksAndWindow(6, 1, 2)
   * #.##..
   * #..##.
   * #...##
   * </pre>
   *
   * @param sinks number of keys at the start that stay visible, at least 0
   * @param keys number of visible keys at the end, the query included, at least 1
   * @source Xiao et al. 2023, StreamingLLM, arXiv 2309.17453
   */
  public static AttentionMask sinksAndWindow(int n, int sinks, int keys) {
    Limits.atLeast("sinks", 0, sinks);
    Limits.atLeast("keys", 1, keys);
    return leaf(
        Call.of("sinksAndWindow", n, sinks, keys),
        MaskShape.square(n),
        new SparseRules.SinksAndWindow(sinks, keys),
        Trait.CAUSAL,
        Trait.SELF_VISIBLE,
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the draft-tree mask in which a node sees {@code context + depth + 1} keys: the context,
   * its ancestors and itself.
   *
   * <p>There is a row for every node; the keys are the context and then the nodes.
   *
   * <pre>
   * ###...
   * ####..
   * ###.#.     tree([-1, 0, 0, 1], 2)
   * ####.#
   * </pre>
   *
   * @param parents the parent of every node, smaller than the node; -1 for a root
   * @param context number of keys before the tree, which every node sees
   * @source Cai et al. 2024, Medusa, arXiv 2401.10774; Miao et al. 2023, SpecInfer, arXiv
   *     2305.09781
   */
  public static AttentionMask tree(int[] parents, int context) {
    ImmutableIntArray copy = ImmutableIntArray.copyOf(parents);
    return mask(Trees.leaf(Call.of("tree", copy, context), copy, context));
  }

  /**
   * Returns the draft-tree mask of Medusa's choices, in which a node sees {@code context + depth +
   * 1} keys.
   *
   * <p>A path names a node by the choice taken at every depth: {@code [0, 2]} is the third choice
   * below the first. The nodes are the root and then the paths by length and in lexicographic
   * order.
   *
   * <pre>
   * ###...
   * ####..
   * ###.#.     treeOfPaths([[0], [1], [0, 0]], 2)
   * ####.#
   * </pre>
   *
   * @param paths a path for every node but the root; the prefixes of a path must be paths too
   * @param context number of keys before the tree, which every node sees
   * @source Cai et al. 2024, Medusa, arXiv 2401.10774
   */
  public static AttentionMask treeOfPaths(int[][] paths, int context) {
    ImmutableList<ImmutableIntArray> copy = copyOf(paths);
    Call call = Call.of("treeOfPaths", new Argument.Lists(copy), context);
    return mask(Trees.leaf(call, Trees.parents(copy), context));
  }

  /**
   * Returns the window of a {@link Window}, in which a query away from the edges sees {@code
   * reach.back() + 1 + reach.ahead()} keys; {@link Windows} translates the numbers of other tools.
   */
  public static AttentionMask window(MaskShape shape, Window reach) {
    return window(shape, reach.back(), reach.ahead());
  }

  /**
   * Returns the window with gaps in which a query away from the edges sees {@code back + 1 + ahead}
   * keys, each {@code step} after the one before: (p - k) mod step = 0, p - k &le; back * step, k -
   * p &le; ahead * step.
   *
   * <p>{@code back} and {@code ahead} count keys, not distance; attention-gym counts distance. With
   * step 1 this is {@link #window}.
   *
   * <pre>
   * #.#.....
   * .#.#....
   * #.#.#...
   * .#.#.#..
   * #.#.#.#.     dilated(8, 2, 1, 2)
   * .#.#.#.#
   * ..#.#.#.
   * ...#.#.#
   * </pre>
   *
   * @param back number of keys before the query, at least 0, or {@link #UNBOUNDED}
   * @param ahead number of keys after the query, at least 0, or {@link #UNBOUNDED}
   * @param step distance between visible keys, at least 1
   * @cost a row has as many runs as visible keys
   * @source Beltagy et al. 2020, Longformer, arXiv 2004.05150; Hassani and Shi 2022, DiNAT, arXiv
   *     2209.15001
   */
  public static AttentionMask dilated(MaskShape shape, int back, int ahead, int step) {
    Limits.atLeast("back", 0, back);
    Limits.atLeast("ahead", 0, ahead);
    Limits.atLeast("step", 1, step);
    return mask(SteppedRule.leaf(shape, back, ahead, step));
  }

  /**
   * Returns the causal mask in which the query of a key {@code p} sees {@code p / step + 1} keys,
   * every {@code step}-th from itself back: k &le; p and (p - k) mod step = 0.
   *
   * <p>A query that stands before the keys sees none; one behind them sees every {@code step}-th of
   * those that there are.
   *
   * <pre>
   * #.......
   * .#......
   * ..#.....
   * #..#....
   * .#..#...     strided(8, 3)
   * ..#..#..
   * #..#..#.
   * .#..#..#
   * </pre>
   *
   * @param step distance between visible keys, at least 1
   * @cost a row has as many runs as visible keys
   */
  public static AttentionMask strided(MaskShape shape, int step) {
    Limits.atLeast("step", 1, step);
    return mask(SteppedRule.named(Call.of("strided", shape, step), shape, UNBOUNDED, 0, step));
  }

  /**
   * Returns the mask in which every query sees about {@code keys / step} keys, those with k mod
   * step = residue.
   *
   * <pre>
   * .#..#.
   * .#..#.
   * .#..#.
   * .#..#.     columnStripe(6, 3, 1)
   * .#..#.
   * .#..#.
   * </pre>
   *
   * @param step distance between the columns, at least 1
   * @param residue first of the columns, from 0 to step - 1
   * @cost a row has as many runs as visible keys
   */
  public static AttentionMask columnStripe(MaskShape shape, int step, int residue) {
    Limits.atLeast("step", 1, step);
    Limits.between("residue", 0, step - 1, residue);
    return leaf(
        Call.of("columnStripe", shape, step, residue),
        shape,
        new SparseRules.Stripe(step, residue),
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the mask in which a query sees as many keys as {@code predicate} allows.
   *
   * <p>It has no closed forms and its text cannot be read back. The predicate {@code (q, k) -> (q &
   * k) == 0} on 4 tokens is
   *
   * <pre>
   * ####
   * #.#.
   * ##..     cells(4, [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 2), (2, 0), (2, 1), (3, 0)])
   * #...
   * </pre>
   *
   * @param name what the text shows instead of the function, without quotes
   * @cost a row asks the predicate once for every key
   */
  public static AttentionMask fromPredicate(MaskShape shape, String name, CellPredicate predicate) {
    checkArgument(name.indexOf('"') < 0, "name must not contain quotes, got %s", name);
    Call call = Call.of("fromPredicate", shape, new Argument.Quoted(name));
    return leaf(call, shape, new SparseRules.Asked(predicate));
  }

  /**
   * Returns the mask of right padding, in which every query sees the first {@code length} keys: k
   * &lt; length.
   *
   * <pre>
   * ###.
   * ###.
   * ###.     keysValidTo(4, 3)
   * ###.
   * </pre>
   */
  public static AttentionMask keysValidTo(MaskShape shape, int length) {
    Limits.between("length", 0, shape.keys(), length);
    return columns(Call.of("keysValidTo", shape, length), shape, 0, length);
  }

  /**
   * Returns the mask of left padding, in which every query sees the last {@code keys - pad} keys: k
   * &ge; pad.
   *
   * <p>Joined with a causal mask, the first {@code pad} rows become empty.
   *
   * <pre>
   * .###
   * .###
   * .###     keysValidFrom(4, 1)
   * .###
   * </pre>
   */
  public static AttentionMask keysValidFrom(MaskShape shape, int pad) {
    Limits.between("pad", 0, shape.keys(), pad);
    return columns(Call.of("keysValidFrom", shape, pad), shape, pad, shape.keys());
  }

  /**
   * Returns the mask of query padding, in which the first {@code length} rows see all keys and the
   * others none: i &lt; length.
   *
   * <pre>
   * ####
   * ####
   * ####     queriesValidTo(4, 3)
   * ....
   * </pre>
   */
  public static AttentionMask queriesValidTo(MaskShape shape, int length) {
    Limits.between("length", 0, shape.rows(), length);
    IndexRule rule = IndexRule.rows(shape, Runs.of(0, length));
    return mask(IndexRule.named(Call.of("queriesValidTo", shape, length), shape, rule));
  }

  /**
   * Returns the mask in which a token sees as many keys as its document has tokens: id[p] = id[k]
   * and id[p] &ge; 0.
   *
   * <p>A token with a negative id is padding: it sees nothing and is seen by nobody. An id may
   * return later. Position numbers that restart are no ids.
   *
   * <pre>
   * ##..#
   * ##..#
   * ..#..     documents([0, 0, 1, -1, 0])
   * .....
   * ##..#
   * </pre>
   */
  public static AttentionMask documents(int... ids) {
    return documents(MaskShape.square(ids.length), ids);
  }

  /**
   * Returns the mask of documents at any shape, in which a row sees as many keys as its document
   * has among the keys; positions for which there is no id are padding.
   */
  public static AttentionMask documents(MaskShape shape, int... ids) {
    return mask(PackingRules.Documents.leaf(shape, ImmutableIntArray.copyOf(ids)));
  }

  /**
   * Returns the mask of documents one after the other, in which a token sees as many keys as its
   * document has tokens.
   *
   * <pre>
   * ###...
   * ###...
   * ###...
   * ...#..     documentsOfLengths(3, 1, 2)
   * ....##
   * ....##
   * </pre>
   *
   * @param lengths tokens of each document, at least 0
   */
  public static AttentionMask documentsOfLengths(int... lengths) {
    return leaf(
        Call.of("documentsOfLengths", new Argument.Rest(ImmutableIntArray.copyOf(lengths))),
        MaskShape.square(packedLength(lengths)),
        PackingRules.Packed.of(lengths, false),
        Trait.SYMMETRIC,
        Trait.EQUIVALENCE,
        Trait.SELF_VISIBLE,
        Trait.POSITION_ONLY);
  }

  /**
   * Returns the causal mask of documents one after the other, in which the j-th token of a document
   * sees {@code j + 1} keys, counted from 0: start &le; k &le; p.
   *
   * <pre>
   * #.....
   * ##....
   * ###...
   * ...#..     packedCausal(3, 1, 2)
   * ....#.
   * ....##
   * </pre>
   *
   * @param lengths tokens of each document, at least 0
   */
  public static AttentionMask packedCausal(int... lengths) {
    return leaf(
        Call.of("packedCausal", new Argument.Rest(ImmutableIntArray.copyOf(lengths))),
        MaskShape.square(packedLength(lengths)),
        PackingRules.Packed.of(lengths, true),
        Trait.CAUSAL,
        Trait.SELF_VISIBLE,
        Trait.POSITION_ONLY);
  }

  private static int packedLength(int[] lengths) {
    for (int length : lengths) {
      Limits.atLeast("length", 0, length);
    }
    return Limits.sum("lengths", lengths);
  }

  /**
   * Returns the causal mask of chunks in which the query of a key {@code p} sees {@code p mod size
   * + 1} keys, those of its chunk up to itself: p / size = k / size and k &le; p.
   *
   * <p>A query that stands before the keys sees none; one behind them sees the keys that its chunk
   * has.
   *
   * <pre>
   * #.....
   * ##....
   * ###...
   * ...#..     chunked(6, 3)
   * ...##.
   * ...###
   * </pre>
   *
   * @param size tokens of a chunk, at least 1
   */
  public static AttentionMask chunked(MaskShape shape, int size) {
    Limits.atLeast("size", 1, size);
    return leaf(
        Call.of("chunked", shape, size),
        shape,
        new PackingRules.Chunks(shape, size, 0, PackingRules.Extent.UP_TO_SELF),
        Trait.CAUSAL,
        Trait.SELF_VISIBLE,
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the causal mask of chunks that are counted from the first real token, in which the
   * query of a key {@code p} behind the padding sees {@code (p - pad) mod size + 1} keys: (p - pad)
   * / size = (k - pad) / size, k &le; p and k &ge; pad.
   *
   * <p>The rows of the padding and of positions before the keys are empty; a query behind the keys
   * sees those that its chunk has.
   *
   * <pre>
   * .......
   * .#.....
   * .##....
   * .###...     chunkedFrom(7, 3, 1)
   * ....#..
   * ....##.
   * ....###
   * </pre>
   *
   * @param size tokens of a chunk, at least 1
   * @param pad number of padding tokens on the left, at least 0
   */
  public static AttentionMask chunkedFrom(MaskShape shape, int size, int pad) {
    Limits.atLeast("size", 1, size);
    Limits.atLeast("pad", 0, pad);
    return leaf(
        Call.of("chunkedFrom", shape, size, pad),
        shape,
        new PackingRules.Chunks(shape, size, pad, PackingRules.Extent.UP_TO_SELF),
        Trait.CAUSAL,
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the mask in which the query at position {@code p} sees {@code min(keys, max(0, (p /
   * size + 1) * size))} keys, all up to the end of its block: k / size &le; p / size.
   *
   * <p>Size 1 is causal, a size of at least the number of keys is full.
   *
   * <pre>
   * ##....
   * ##....
   * ####..
   * ####..     blockCausal(6, 2)
   * ######
   * ######
   * </pre>
   *
   * @param size tokens of a block, at least 1
   */
  public static AttentionMask blockCausal(MaskShape shape, int size) {
    Limits.atLeast("size", 1, size);
    return leaf(
        Call.of("blockCausal", shape, size),
        shape,
        new PackingRules.Chunks(shape, size, 0, PackingRules.Extent.UP_TO_CHUNK_END),
        Trait.SELF_VISIBLE,
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the mask of segments in which a token sees {@code end} keys, those of its segment,
   * which ends before token {@code end}, and all before it; see {@link #segments(int[], int[])}.
   */
  public static AttentionMask segments(int... boundary) {
    ImmutableIntArray flags = ImmutableIntArray.copyOf(boundary);
    return segments(Call.of("segments", flags), boundary, Runs.of(0, boundary.length));
  }

  /**
   * Returns the mask of segments in which a valid token sees as many keys as there are valid tokens
   * up to the end of its segment: cum[k] &le; cum[p], both valid, where cum counts the flags up to
   * a token. Padding sees none.
   *
   * <p>All flags 1 is causal, all 0 is full, zeros and then ones is a prefix mask. The first flag
   * does not matter.
   *
   * <pre>
   * ##...
   * ##...
   * ####.     segments([1, 0, 1, 0, 1])
   * ####.
   * #####
   * </pre>
   *
   * @param boundary 1 for a token that begins a segment, else 0
   * @param valid 1 for a token, 0 for padding
   * @source Beyer et al. 2024, PaliGemma, arXiv 2407.07726
   */
  public static AttentionMask segments(int[] boundary, int[] valid) {
    checkArgument(
        boundary.length == valid.length,
        "valid must have %s flags like boundary, got %s",
        boundary.length,
        valid.length);
    RunBuffer tokens = new RunBuffer();
    for (int k = 0; k < valid.length; k++) {
      tokens.add(k, k + Limits.between("valid", 0, 1, valid[k]));
    }
    Call call =
        Call.of("segments", ImmutableIntArray.copyOf(boundary), ImmutableIntArray.copyOf(valid));
    return segments(call, boundary, tokens.toRuns());
  }

  private static AttentionMask segments(Call call, int[] boundary, Runs valid) {
    for (int flag : boundary) {
      Limits.between("boundary", 0, 1, flag);
    }
    MaskShape shape = MaskShape.square(boundary.length);
    Rule rule = PackingRules.Segments.of(boundary, valid);
    boolean padded = valid.cells() < boundary.length;
    return padded ? leaf(call, shape, rule) : leaf(call, shape, rule, Trait.SELF_VISIBLE);
  }

  /**
   * Returns the mask in which the tokens at {@code positions} see all {@code n} keys and are seen
   * by everyone, the others as in {@code base}: base or k in G or p in G.
   *
   * <p>It is symmetric if {@code base} is. For a decoder, join with a causal mask last: {@code
   * globalTokens(base, G).and(causal)} and {@code globalTokens(base.and(causal), G)} differ.
   *
   * <pre>
   * ###...
   * ###...
   * ######
   * ..###.     globalTokens(band(6, 1, 1), [2])
   * ..####
   * ..#.##
   * </pre>
   *
   * @param base a square mask
   * @source Beltagy et al. 2020, Longformer, arXiv 2004.05150
   */
  public static AttentionMask globalTokens(AttentionMask base, int... positions) {
    checkArgument(
        base.rows() == base.keys(),
        "base must be square, got [%s, %s]; use globalKeys and globalQueries",
        base.rows(),
        base.keys());
    MaskShape shape = MaskShape.square(base.rows());
    AttentionMask body = anyOf(base, columnSet(shape, positions), rowSet(shape, positions));
    return named(global("globalTokens", base, positions), body);
  }

  /**
   * Returns the mask in which a query sees the keys of {@code base} and one more for each index in
   * {@code columns} that it did not see yet.
   *
   * <pre>
   * ##....
   * ###...
   * ####..
   * #.###.     globalKeys(band(6, 1, 1), [0])
   * #..###
   * #...##
   * </pre>
   */
  public static AttentionMask globalKeys(AttentionMask base, int... columns) {
    MaskShape shape = MaskShape.topLeft(base.rows(), base.keys());
    return named(global("globalKeys", base, columns), base.or(columnSet(shape, columns)));
  }

  /**
   * Returns the mask in which the queries in {@code rows} see all keys, the others as in {@code
   * base}.
   *
   * <pre>
   * ######
   * ###...
   * .###..
   * ..###.     globalQueries(band(6, 1, 1), [0])
   * ...###
   * ....##
   * </pre>
   *
   * @source Ainslie et al. 2020, ETC, arXiv 2004.08483
   */
  public static AttentionMask globalQueries(AttentionMask base, int... rows) {
    MaskShape shape = MaskShape.topLeft(base.rows(), base.keys());
    return named(global("globalQueries", base, rows), base.or(rowSet(shape, rows)));
  }

  private static Call global(String name, AttentionMask base, int[] indices) {
    return Call.of(name, base.node(), ImmutableIntArray.copyOf(indices));
  }

  /**
   * Returns the mask of prior-fitted networks, in which a context token sees the {@code context}
   * context keys and a target token one more, itself: k &lt; context or k = p.
   *
   * <pre>
   * ##...
   * ##...
   * ###..     contextTarget(5, 2)
   * ##.#.
   * ##..#
   * </pre>
   *
   * @param context number of context tokens, from 0 to n
   * @source M&uuml;ller et al. 2021, arXiv 2112.10510; Nguyen and Grover 2022, Transformer Neural
   *     Processes, arXiv 2207.04179
   */
  public static AttentionMask contextTarget(int n, int context) {
    Limits.between("context", 0, n, context);
    AttentionMask body = columns(n, 0, context).or(diagonal(n));
    return named(
        Call.of("contextTarget", n, context),
        body,
        Traits.of(MaskShape.square(n), Trait.SELF_VISIBLE));
  }

  /**
   * Returns the local half of the strided Sparse Transformer, in which a query sees the last {@code
   * reach + 1} keys, itself included: max(0, p - reach) &le; k &le; p, as the paper defines it.
   *
   * <pre>
   * #.....
   * ##....
   * ###...
   * .###..     sparseStridedLocal(6, 2)
   * ..###.
   * ...###
   * </pre>
   *
   * @param reach the stride l of the paper, at least 1
   * @source Child et al. 2019, Sparse Transformer, arXiv 1904.10509
   */
  public static AttentionMask sparseStridedLocal(int n, int reach) {
    Limits.atLeast("reach", 1, reach);
    return window(Call.of("sparseStridedLocal", n, reach), MaskShape.square(n), reach, 0);
  }

  /**
   * Returns the local half of the strided Sparse Transformer as its published code has it, in which
   * a query sees the last {@code keys} keys, itself included: one less than in the paper.
   *
   * <pre>
   * #.....
   * ##....
   * .##...
   * ..##..     sparseStridedLocalOfCode(6, 2)
   * ...##.
   * ....##
   * </pre>
   *
   * @param keys the stride l of the paper, at least 1
   * @source Child et al. 2019, Sparse Transformer, arXiv 1904.10509, code
   */
  public static AttentionMask sparseStridedLocalOfCode(int n, int keys) {
    Limits.atLeast("keys", 1, keys);
    Call call = Call.of("sparseStridedLocalOfCode", n, keys);
    return window(call, MaskShape.square(n), keys - 1, 0);
  }

  /**
   * Returns the other half of the strided Sparse Transformer, in which query {@code p} sees {@code
   * p / step + 1} keys: k &le; p and (p - k) mod step = 0.
   *
   * <pre>
   * #.....
   * .#....
   * #.#...
   * .#.#..     sparseStridedStride(6, 2)
   * #.#.#.
   * .#.#.#
   * </pre>
   *
   * @param step the stride l of the paper, at least 1
   * @cost a row has as many runs as visible keys
   * @source Child et al. 2019, Sparse Transformer, arXiv 1904.10509
   */
  public static AttentionMask sparseStridedStride(int n, int step) {
    Limits.atLeast("step", 1, step);
    MaskShape shape = MaskShape.square(n);
    Call call = Call.of("sparseStridedStride", n, step);
    return mask(SteppedRule.named(call, shape, UNBOUNDED, 0, step));
  }

  /**
   * Returns the fixed Sparse Transformer pattern, in which query {@code p} sees {@code p mod block
   * + 1 + summary * (p / block)} keys: k &le; p and (k / block = p / block or k mod block &ge;
   * block - summary).
   *
   * <pre>
   * #.......
   * ##......
   * ###.....
   * ..##....
   * ..###...     sparseFixed(8, 3, 1)
   * ..####..
   * ..#..##.
   * ..#..###
   * </pre>
   *
   * @param block the block length l of the paper, at least 1
   * @param summary the keys c at the end of each block, from 0 to block
   * @cost a row has a run for every block before it
   * @source Child et al. 2019, Sparse Transformer, arXiv 1904.10509
   */
  public static AttentionMask sparseFixed(int n, int block, int summary) {
    Limits.atLeast("block", 1, block);
    Limits.between("summary", 0, block, summary);
    return leaf(
        Call.of("sparseFixed", n, block, summary),
        MaskShape.square(n),
        new SparseRules.Fixed(block, summary),
        Trait.CAUSAL,
        Trait.SELF_VISIBLE,
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the LogSparse mask, in which query {@code p} sees {@code 2 + floor(log2 p)} keys (one
   * at p = 0): itself, and keys before it at distances that are powers of two.
   *
   * <p>Published implementations often add a local window and restarts; this is the bare pattern.
   *
   * <pre>
   * #.......
   * ##......
   * ###.....
   * .###....
   * #.###...     logSparse(8)
   * .#.###..
   * ..#.###.
   * ...#.###
   * </pre>
   *
   * @source Li et al. 2019, LogSparse Transformer, arXiv 1907.00235
   */
  public static AttentionMask logSparse(int n) {
    return leaf(
        Call.of("logSparse", n),
        MaskShape.square(n),
        SparseRules.Distances.powersOfTwo(n),
        Trait.CAUSAL,
        Trait.SELF_VISIBLE,
        Trait.TOEPLITZ,
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the BigBird mask, in which a query sees the tokens of {@code 2 * reach + 1} blocks
   * around its own, of the global blocks, and of {@code random} more.
   *
   * <p>With a = p / block and b = k / block: |a - b| &le; reach, or a or b is global, or b is one
   * of the {@code random} blocks with the smallest hash h(seed, a, b) among those not yet allowed,
   * ties to the smaller b. Usual is reach 1 and the first and the last block as global ones.
   *
   * <pre>
   * ########
   * ####....
   * ####.#..
   * #.###.#.
   * ##.###..     bigBird(8, 1, 1, [0], 1, 42)
   * #...####
   * #..#.###
   * ##....##
   * </pre>
   *
   * <p>Implementations that gather a key block twice compute something else than a mask; see {@link
   * #multiplicity}.
   *
   * @param block tokens of a block, at least 1; the last block may be shorter; there may be at most
   *     4,194,304 blocks
   * @param reach blocks on either side, at least 0
   * @param globalBlocks numbers of the global blocks
   * @param random random blocks of every block row, at least 0
   * @cost a row ranks the hashes of all blocks
   * @source Zaheer et al. 2020, BigBird, arXiv 2007.14062
   */
  public static AttentionMask bigBird(
      int n, int block, int reach, int[] globalBlocks, int random, long seed) {
    MaskShape shape = MaskShape.square(n);
    Limits.atLeast("block", 1, block);
    Limits.atLeast("reach", 0, reach);
    Limits.atLeast("random", 0, random);
    int blocks = (int) ((n + (long) block - 1) / block);
    Limits.between("blocks", 0, RandomRules.MOST_RANKED, blocks);
    int[] global = Limits.sortedIndices("global block", globalBlocks, blocks);
    Call call =
        Call.of("bigBird", n, block, reach, ImmutableIntArray.copyOf(globalBlocks), random, seed);
    Rule rule = new RandomRules.BigBird(n, block, reach, Runs.ofSorted(global), random, seed);
    return leaf(call, shape, rule, Trait.SELF_VISIBLE);
  }

  /**
   * Returns the random mask in which a query sees about {@code density * keys} keys: u(seed, p, k)
   * &lt; density.
   *
   * <p>The same seed gives the same cells on every machine and in any order, and a higher density
   * only adds cells.
   *
   * <pre>
   * #.#..#
   * #..#..
   * #.#..#
   * #.#..#     bernoulli(6, 0.4, 42)
   * .#....
   * #.....
   * </pre>
   *
   * @param density probability of a cell, from 0 to 1
   * @cost a row hashes every key
   */
  public static AttentionMask bernoulli(MaskShape shape, double density, long seed) {
    checkArgument(density >= 0 && density <= 1, "density must be in [0, 1], got %s", density);
    return leaf(
        Call.of("bernoulli", shape, density, seed),
        shape,
        new RandomRules.Bernoulli(shape.off(), density, seed),
        Trait.POSITION_ONLY,
        Trait.PREFIX_STABLE);
  }

  /**
   * Returns the random mask in which every query sees {@code min(count, keys)} keys, those with the
   * smallest hashes h(seed, p, k), ties to the smaller k.
   *
   * <pre>
   * ..#..#
   * #..#..
   * #....#
   * #....#     randomPerRow(6, 2, 42)
   * .#..#.
   * ##....
   * </pre>
   *
   * @param shape of at most 4,194,304 keys
   * @param count keys per row, at least 0
   * @cost a row sorts the hashes of all keys
   */
  public static AttentionMask randomPerRow(MaskShape shape, int count, long seed) {
    Limits.atLeast("count", 0, count);
    Limits.between("keys", 0, RandomRules.MOST_RANKED, shape.keys());
    return leaf(
        Call.of("randomPerRow", shape, count, seed),
        shape,
        new RandomRules.Smallest(shape.off(), shape.keys(), count, seed));
  }

  /**
   * Returns one pattern of LongNet, in which the tokens of one residue see {@code ceil((segment -
   * residue) / dilation)} keys, all such of their segment, fewer if the last segment is cut: p / w
   * = k / w and (p mod w) mod r = (k mod w) mod r = residue.
   *
   * <p>Rows of other residues are empty unless the dilation is 1. In the paper head h has residue h
   * mod r; the released code gives contiguous groups of heads one residue each. LongNet weighs its
   * patterns by their softmax denominators, so a key that two patterns see counts twice; see {@link
   * #multiplicity}. For a decoder, join with a causal mask.
   *
   * <pre>
   * ........
   * .#.#....
   * ........
   * .#.#....
   * ........     longNet(8, 4, 2, 1)
   * .....#.#
   * ........
   * .....#.#
   * </pre>
   *
   * @param segment tokens of a segment (w), at least 1
   * @param dilation distance of visible tokens (r), at least 1
   * @param residue which of them, from 0 to dilation - 1
   * @source Ding et al. 2023, LongNet, arXiv 2307.02486
   */
  public static AttentionMask longNet(int n, int segment, int dilation, int residue) {
    Limits.atLeast("segment", 1, segment);
    Limits.atLeast("dilation", 1, dilation);
    Limits.between("residue", 0, dilation - 1, residue);
    Call call = Call.of("longNet", n, segment, dilation, residue);
    MaskShape shape = MaskShape.square(n);
    Rule rule = new SparseRules.LongNet(segment, dilation, residue);
    return dilation == 1
        ? leaf(
            call,
            shape,
            rule,
            Trait.SYMMETRIC,
            Trait.EQUIVALENCE,
            Trait.SELF_VISIBLE,
            Trait.POSITION_ONLY,
            Trait.PREFIX_STABLE)
        : leaf(call, shape, rule, Trait.SYMMETRIC, Trait.POSITION_ONLY, Trait.PREFIX_STABLE);
  }

  /**
   * Returns the axial mask of a grid, in which a token sees {@code height + width - 1} keys, those
   * of its grid row and its grid column: y = y' or x = x'.
   *
   * <p>Token y * width + x stands in row y and column x.
   *
   * <pre>
   * ####..
   * ###.#.
   * ###..#
   * #..###     axial(2, 3)
   * .#.###
   * ..####
   * </pre>
   *
   * @source Ho et al. 2019, Axial Attention, arXiv 1912.12180
   */
  public static AttentionMask axial(int height, int width) {
    return leaf(
        Call.of("axial", height, width),
        MaskShape.square(gridTokens(height, width)),
        new GridRules.Axial(width),
        Trait.SYMMETRIC,
        Trait.SELF_VISIBLE);
  }

  private static int gridTokens(int height, int width) {
    Limits.atLeast("height", 1, height);
    Limits.atLeast("width", 1, width);
    return Limits.product("height and width", height, width);
  }

  /**
   * Returns the local mask of a grid, in which a token away from the edges sees {@code (2 * yReach
   * + 1) * (2 * xReach + 1)} keys: |y - y'| &le; yReach and |x - x'| &le; xReach.
   *
   * <p>Windows are cut at the edges. Tools with a strict distance use a number one greater.
   *
   * <pre>
   * ##....
   * ###...
   * .##...
   * ...##.     local2d(2, 3, 0, 1)
   * ...###
   * ....##
   * </pre>
   *
   * @param yReach grid rows above and below, at least 0
   * @param xReach grid columns left and right, at least 0
   * @cost a row has a run for every grid row it sees
   * @source Ramachandran et al. 2019, arXiv 1906.05909
   */
  public static AttentionMask local2d(int height, int width, int yReach, int xReach) {
    int n = gridTokens(height, width);
    Limits.atLeast("y reach", 0, yReach);
    Limits.atLeast("x reach", 0, xReach);
    return leaf(
        Call.of("local2d", height, width, yReach, xReach),
        MaskShape.square(n),
        new GridRules.Product(
            ImmutableList.of(
                new GridRules.Near(height, yReach), new GridRules.Near(width, xReach))),
        Trait.SYMMETRIC,
        Trait.SELF_VISIBLE);
  }

  /**
   * Returns the neighbourhood mask of a grid of any number of axes, in which every token sees the
   * product of the kernels, or of the class lengths where they are shorter, fewer only near the
   * start of a causal axis.
   *
   * <p>On each axis a token sees coordinates of its own residue modulo the dilation. Let x be its
   * index in that class and m the length of the class: it sees s &le; x' &lt; s + K with s = max(0,
   * min(x - K / 2, m - K)), so the window moves inwards at the edges. On a causal axis it sees
   * max(0, x - K + 1) &le; x' &le; x. An even kernel reaches one farther to the left.
   *
   * <pre>
   * ###...
   * ###...
   * .###..
   * ..###.     neighbourhood([6], [3], [1], [0])
   * ...###
   * ...###
   * </pre>
   *
   * @param sizes length of every axis, the slowest first
   * @param kernel visible coordinates K of every axis, at least 1
   * @param dilation distance of visible coordinates on every axis, at least 1
   * @param causal 1 for a causal axis, else 0
   * @cost a row has a run for every line along the last axis that it sees
   * @source Hassani et al. 2022, NATTEN, arXiv 2204.07143; Hassani and Shi 2022, arXiv 2209.15001;
   *     Hassani et al. 2025, arXiv 2504.16922
   */
  public static AttentionMask neighbourhood(
      int[] sizes, int[] kernel, int[] dilation, int[] causal) {
    ImmutableList<GridRules.Axis> axes = GridRules.neighbours(sizes, kernel, dilation, causal);
    boolean allCausal = Arrays.stream(causal).allMatch(flag -> flag == 1);
    Call call =
        Call.of(
            "neighbourhood",
            ImmutableIntArray.copyOf(sizes),
            ImmutableIntArray.copyOf(kernel),
            ImmutableIntArray.copyOf(dilation),
            ImmutableIntArray.copyOf(causal));
    MaskShape shape = MaskShape.square(Limits.product("sizes", sizes));
    Rule rule = new GridRules.Product(axes);
    return allCausal
        ? leaf(call, shape, rule, Trait.CAUSAL, Trait.SELF_VISIBLE)
        : leaf(call, shape, rule, Trait.SELF_VISIBLE);
  }

  /**
   * Returns the shifted-window mask of a grid, in which a token sees up to {@code side * side}
   * keys, those of its window: floor((y - shift) / side) and floor((x - shift) / side) agree.
   *
   * <p>This is what rolling the grid, cutting it into windows and comparing region numbers comes
   * to. Shift 0 gives plain windows.
   *
   * <pre>
   * #.......
   * .##.....
   * .##.....
   * ...#....
   * ....#...     swin(2, 4, 2, 1)
   * .....##.
   * .....##.
   * .......#
   * </pre>
   *
   * @param height grid rows, a multiple of side
   * @param width grid columns, a multiple of side
   * @param side side of a window, at least 1
   * @param shift how far the windows are moved, from 0 to side - 1
   * @cost a row has a run for every grid row of its window
   * @source Liu et al. 2021, Swin Transformer, arXiv 2103.14030
   */
  public static AttentionMask swin(int height, int width, int side, int shift) {
    int n = gridTokens(height, width);
    Limits.atLeast("side", 1, side);
    Limits.between("shift", 0, side - 1, shift);
    checkArgument(height % side == 0, "height must be a multiple of side %s, got %s", side, height);
    checkArgument(width % side == 0, "width must be a multiple of side %s, got %s", side, width);
    return leaf(
        Call.of("swin", height, width, side, shift),
        MaskShape.square(n),
        new GridRules.Product(
            ImmutableList.of(
                new GridRules.Region(height, side, shift),
                new GridRules.Region(width, side, shift))),
        Trait.SYMMETRIC,
        Trait.EQUIVALENCE,
        Trait.SELF_VISIBLE);
  }

  /**
   * Returns the vertical-slash mask, in which query {@code p} sees up to {@code columns +
   * distances} keys: k &le; p and (k in columns or p - k in distances).
   *
   * <p>Columns {0..S-1} and distances {0..W-1} give {@link #sinksAndWindow}. This is our
   * definition; kernels that cover the pattern with whole blocks allow more.
   *
   * <pre>
   * #.....
   * ##....
   * #.#...
   * ##.#..     verticalSlash(6, [0], [0, 2])
   * #.#.#.
   * #..#.#
   * </pre>
   *
   * @param columns keys that every later query sees
   * @param distances distances at which every query sees a key, at least 0
   * @source after Jiang et al. 2024, MInference, arXiv 2407.02490
   */
  public static AttentionMask verticalSlash(MaskShape shape, int[] columns, int[] distances) {
    int[] sorted = Limits.sortedIndices("distance", distances, Integer.MAX_VALUE);
    Rule slashes = new SparseRules.Distances(shape.off(), Runs.ofSorted(sorted));
    Call call =
        Call.of(
            "verticalSlash",
            shape,
            ImmutableIntArray.copyOf(columns),
            ImmutableIntArray.copyOf(distances));
    Call part = Call.of("slashes", shape, ImmutableIntArray.copyOf(distances));
    AttentionMask diagonals = leaf(part, shape, slashes);
    AttentionMask body = causal(shape).and(columnSet(shape, columns).or(diagonals));
    boolean self = sorted.length > 0 && sorted[0] == 0;
    return named(
        call,
        body,
        Traits.of(
            shape,
            Trait.CAUSAL,
            Trait.POSITION_ONLY,
            self ? Trait.SELF_VISIBLE : Trait.POSITION_ONLY));
  }

  /**
   * Returns the mask of selected blocks, in which a query sees up to {@code keyBlock} keys for each
   * block selected for its block of rows, those up to itself: k &le; p and k / keyBlock in
   * selected[i / rowBlock].
   *
   * <p>The selection is data; {@link #fitBlockTopK} takes it from weights. This is our definition;
   * the papers differ in how they select and in what they add.
   *
   * <pre>
   * #.....
   * ##....
   * ..#...
   * ..##..     blockTopK(6, 2, 2, [[0], [1], [0]])
   * ##....
   * ##....
   * </pre>
   *
   * @param rowBlock rows of a block, at least 1
   * @param keyBlock keys of a block, at least 1
   * @param selected block numbers for every block of rows
   * @source after Tang et al. 2024, Quest, arXiv 2406.10774; Lu et al. 2025, MoBA, arXiv
   *     2502.13189; Gao et al. 2024, SeerAttention, arXiv 2410.13276
   */
  public static AttentionMask blockTopK(
      MaskShape shape, int rowBlock, int keyBlock, int[][] selected) {
    Call call = blockCall("blockTopK", shape, rowBlock, keyBlock, selected);
    AttentionMask blocks = selectedBlocks(shape, rowBlock, keyBlock, selected);
    ImmutableSet<Trait> traits = Traits.of(shape, Trait.CAUSAL);
    return named(call, causal(shape).and(blocks), traits);
  }

  /**
   * Returns the mask of selected blocks and the own one, in which a query sees up to {@code
   * keyBlock} keys for each selected block and for the block it stands in, those up to itself: k
   * &le; p and (k / keyBlock in selected[i / rowBlock] or k / keyBlock = p / keyBlock).
   *
   * <pre>
   * #.....
   * ##....
   * ..#...
   * ..##..     blockTopKWithOwn(6, 2, 2, [[0], [1], [0]])
   * ##..#.
   * ##..##
   * </pre>
   *
   * @see #blockTopK
   */
  public static AttentionMask blockTopKWithOwn(
      MaskShape shape, int rowBlock, int keyBlock, int[][] selected) {
    Call call = blockCall("blockTopKWithOwn", shape, rowBlock, keyBlock, selected);
    AttentionMask blocks = selectedBlocks(shape, rowBlock, keyBlock, selected);
    Rule chunk = new PackingRules.Chunks(shape, keyBlock, 0, PackingRules.Extent.WHOLE_CHUNK);
    AttentionMask own = leaf(Call.of("ownBlock", shape, keyBlock), shape, chunk);
    ImmutableSet<Trait> traits = Traits.of(shape, Trait.CAUSAL, Trait.SELF_VISIBLE);
    return named(call, causal(shape).and(blocks.or(own)), traits);
  }

  private static Call blockCall(
      String name, MaskShape shape, int rowBlock, int keyBlock, int[][] selected) {
    return Call.of(name, shape, rowBlock, keyBlock, new Argument.Lists(copyOf(selected)));
  }

  private static AttentionMask selectedBlocks(
      MaskShape shape, int rowBlock, int keyBlock, int[][] selected) {
    Limits.atLeast("row block", 1, rowBlock);
    Limits.atLeast("key block", 1, keyBlock);
    int rowBlocks = (int) ((shape.rows() + (long) rowBlock - 1) / rowBlock);
    int keyBlocks = (int) ((shape.keys() + (long) keyBlock - 1) / keyBlock);
    checkArgument(
        selected.length == rowBlocks,
        "selected must have %s lists, one for each block of rows, got %s",
        rowBlocks,
        selected.length);
    List<Runs> blocks = new ArrayList<>();
    for (int[] row : selected) {
      blocks.add(Runs.ofSorted(Limits.sortedIndices("selected block", row, keyBlocks)));
    }
    ImmutableList<Runs> keys = PackingRules.expand(blocks, keyBlock, shape.keys());
    Call part = blockCall("selectedBlocks", shape, rowBlock, keyBlock, selected);
    return leaf(part, shape, new SparseRules.Selected(rowBlock, keys));
  }

  private static ImmutableList<ImmutableIntArray> copyOf(int[][] lists) {
    return Arrays.stream(lists)
        .map(ImmutableIntArray::copyOf)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the mask in which a query sees as many keys as its row of a real attention matrix has
   * weights of at least {@code least}: w &ge; least.
   *
   * <pre>
   * 0.7  0.2  0.1     #..
   * 0.2  0.4  0.4     .##     threshold(weights, 0.4)
   * 0.3  0.4  0.3     .#.
   * </pre>
   *
   * @param least the smallest weight to keep, greater than 0; see {@link #thresholdOfAnySign}
   */
  public static AttentionMask threshold(AttentionMatrix weights, double least) {
    checkArgument(
        least > 0,
        "least must be greater than 0, got %s; thresholdOfAnySign would also allow masked cells",
        least);
    return thresholdOfAnySign(weights, least);
  }

  /**
   * Returns the mask in which a query sees as many keys as its row has values of at least {@code
   * least}, which may be 0 or negative: for scores, or when masked cells of weight 0 are meant to
   * be allowed.
   *
   * <pre>
   * 0.5   -1.0  -2.0     #..
   * -0.5   0.0  -2.0     ##.     thresholdOfAnySign(weights, -0.5)
   * -0.5   0.5   1.5     ###
   * </pre>
   */
  public static AttentionMask thresholdOfAnySign(AttentionMatrix weights, double least) {
    checkArgument(!Double.isNaN(least), "least must be a number, got NaN");
    return listed(shapeOf(weights), WeightMasks.threshold(weights, least));
  }

  /**
   * Returns the mask in which a query sees the {@code most} keys with the largest positive weights
   * of its row, fewer if fewer are positive; ties go to the smaller key.
   *
   * <pre>
   * 1.0  0.0  0.0     #..
   * 0.2  0.4  0.4     .##     topK(weights, 2)
   * 0.3  0.3  0.4     #.#
   * </pre>
   *
   * @param most keys per row, at least 0
   */
  public static AttentionMask topK(AttentionMatrix weights, int most) {
    Limits.atLeast("most", 0, most);
    return listed(shapeOf(weights), WeightMasks.topK(weights, most));
  }

  /**
   * Returns the mask in which a query sees the fewest keys whose positive weights together reach
   * {@code mass}, taken from the largest down, all of them if they do not reach it; ties go to the
   * smaller key.
   *
   * <pre>
   * 0.8   0.1    0.1       #..
   * 0.25  0.5    0.25      ##.     topP(weights, 0.75)
   * 0.5   0.375  0.125     ##.
   * </pre>
   *
   * @param mass the sum to reach, greater than 0
   */
  public static AttentionMask topP(AttentionMatrix weights, double mass) {
    checkArgument(mass > 0, "mass must be greater than 0, got %s", mass);
    return listed(shapeOf(weights), WeightMasks.topP(weights, mass));
  }

  private static MaskShape shapeOf(AttentionMatrix weights) {
    return MaskShape.topLeft(weights.queries(), weights.keys());
  }

  /**
   * Returns for every cell how many of the masks allow it, for methods that add the results of
   * several masks; the union of the masks is only where that is not 0.
   *
   * @cost refused above 67,108,864 cells or 4,194,304 rows
   */
  public static int[][] multiplicity(AttentionMask first, AttentionMask... others) {
    Limits.dense(first.rows(), first.keys(), Limits.LARGEST_DENSE);
    int[][] counts = new int[first.rows()][first.keys()];
    Multiplicity.add(first, counts);
    for (AttentionMask other : others) {
      first.checkSameShape(other);
      Multiplicity.add(other, counts);
    }
    return counts;
  }

  /** Returns the cells that all of the masks allow. */
  public static AttentionMask allOf(AttentionMask first, AttentionMask... others) {
    AttentionMask all = first;
    for (AttentionMask other : others) {
      all = all.and(other);
    }
    return all;
  }

  /** Returns the cells that at least one of the masks allows. */
  public static AttentionMask anyOf(AttentionMask first, AttentionMask... others) {
    AttentionMask any = first;
    for (AttentionMask other : others) {
      any = any.or(other);
    }
    return any;
  }

  /**
   * Returns the masks side by side: the same queries, the keys of one after those of another.
   *
   * <pre>
   * ###...
   * ####..
   * #####.     hstack(full(4x2+0), causal(4))
   * ######
   * </pre>
   */
  public static AttentionMask hstack(AttentionMask... masks) {
    for (AttentionMask mask : checkAny(masks)) {
      checkArgument(
          mask.rows() == masks[0].rows(),
          "masks must have %s rows like the first, got %s",
          masks[0].rows(),
          mask.rows());
    }
    return masks.length == 1 ? masks[0] : mask(Beside.of(nodes(masks)));
  }

  /**
   * Returns the masks one below the other: the same keys, the queries of one after those of
   * another.
   *
   * <pre>
   * ####
   * ####
   * #...
   * ##..     vstack(full(2x4+0), causal(4))
   * ###.
   * ####
   * </pre>
   */
  public static AttentionMask vstack(AttentionMask... masks) {
    for (AttentionMask mask : checkAny(masks)) {
      checkArgument(
          mask.keys() == masks[0].keys(),
          "masks must have %s keys like the first, got %s",
          masks[0].keys(),
          mask.keys());
    }
    return masks.length == 1 ? masks[0] : mask(Below.stacked(nodes(masks)));
  }

  /**
   * Returns the masks along the diagonal, each with queries and keys of its own; everything else is
   * blocked.
   *
   * <pre>
   * #....
   * ##...
   * ###..     blockDiagonal(causal(3), full(2))
   * ...##
   * ...##
   * </pre>
   */
  public static AttentionMask blockDiagonal(AttentionMask... masks) {
    checkAny(masks);
    return masks.length == 1 ? masks[0] : mask(Below.diagonal(nodes(masks)));
  }

  /**
   * Returns the vertical and slash pattern that holds the most weight: the {@code columns} keys and
   * the {@code distances} distances with the largest sums over all causal cells, as {@link
   * #verticalSlash}.
   *
   * <p>The last query stands at the last key. Sums are taken of all weights, also of those that a
   * column and a distance share. Ties go to the smaller index; NaN is rejected.
   *
   * @param columns number of keys, at most as many as there are
   * @param distances number of distances, at most as many as there are keys
   * @source after Jiang et al. 2024, MInference, arXiv 2407.02490, section 3
   */
  public static AttentionMask fitVerticalSlash(
      AttentionMatrix weights, int columns, int distances) {
    return SlashFit.of(weights, columns, distances);
  }

  /**
   * Returns the blocks that hold the most weight: for every block of rows the {@code most} blocks
   * of keys with the largest sums over their causal cells, fewer if fewer hold any, as {@link
   * #blockTopK}.
   *
   * <p>The last query stands at the last key; weights of later keys do not count. Ties go to the
   * earlier block; NaN is rejected. For the weights
   *
   * <pre>
   * 1.0  0.0  0.0  0.0
   * 0.5  0.5  0.0  0.0
   * 0.1  0.1  0.8  0.0     row blocks and key blocks of 2
   * 0.1  0.2  0.3  0.4
   * </pre>
   *
   * the sums are 2.0 and 0.0, then 0.5 and 1.5, so that one block each gives {@code blockTopK(4, 2,
   * 2, [[0], [1]])}.
   *
   * @param rowBlock rows of a block, at least 1
   * @param keyBlock keys of a block, at least 1
   * @param most blocks of keys for every block of rows, at least 0
   * @source after Tang et al. 2024, Quest, arXiv 2406.10774; Lu et al. 2025, MoBA, arXiv
   *     2502.13189; both choose by estimates, this by the weights themselves
   */
  public static AttentionMask fitBlockTopK(
      AttentionMatrix weights, int rowBlock, int keyBlock, int most) {
    return BlockFit.of(weights, rowBlock, keyBlock, most);
  }

  /** Returns the audit of all heads under one mask; see {@link MaskAudit}. */
  public static MaskAudit audit(AttentionTensor weights, AttentionMask mask) {
    return MaskAudit.of(weights, mask);
  }

  /** Returns the audit of one head, which is then layer 0, head 0; see {@link MaskAudit}. */
  public static MaskAudit audit(AttentionMatrix weights, AttentionMask mask) {
    return MaskAudit.of(weights, mask);
  }

  /** Returns causal or full, as {@link MaskAudit#causalOrFull} guesses it from the weights. */
  public static AttentionMask causalOrFull(AttentionTensor weights) {
    return MaskAudit.causalOrFull(weights);
  }

  /** Returns the smallest known mask that all weights other than zero fit in. */
  public static AttentionMask explainZeros(AttentionTensor weights) {
    return MaskAudit.explainZeros(weights);
  }

  /**
   * Returns the shortest expression found for a mask that is given cell by cell, or nothing if none
   * is shorter than the list of its cells.
   *
   * <p>Tried are the families of this class, with the numbers that the cells suggest, and then
   * unions of columns, rows, diagonals, rectangles and single cells, on their own, below the
   * diagonal or of the blocked cells. What is returned allows exactly the given cells. The length
   * is the number of names, numbers and operators; of equally long expressions the first in a fixed
   * order is taken. What has no rule comes back as pieces, if these are shorter, or not at all.
   *
   * @cost up to a few thousand walks over the cells: about a second for a thousand tokens
   */
  public static Optional<AttentionMask> recognise(boolean[][] cells) {
    return Recognition.of(fromDense(cells));
  }

  private static AttentionMask[] checkAny(AttentionMask[] masks) {
    checkArgument(masks.length > 0, "masks must be at least 1, got 0");
    return masks;
  }

  private static ImmutableList<Node> nodes(AttentionMask[] masks) {
    return Arrays.stream(masks).map(AttentionMask::node).collect(ImmutableList.toImmutableList());
  }
}
