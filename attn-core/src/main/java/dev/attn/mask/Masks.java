package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;

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

  private static Argument distance(int value) {
    return new Argument.Distance(value);
  }

  /** Returns the mask in which every query sees all {@code n} keys. */
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

  /** Returns the mask in which no query sees a key. */
  public static AttentionMask none(int n) {
    return none(MaskShape.square(n));
  }

  /** Returns the mask in which no query sees a key. */
  public static AttentionMask none(MaskShape shape) {
    return band(Call.of("none", shape), shape, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  /** Returns the mask in which every query sees one key, itself. */
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
   * ###.
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
   * Returns the causal mask in which query {@code i} sees the first {@code i + 1} keys, at any two
   * lengths: k &le; i.
   *
   * <p>With a cache of earlier keys this is rarely what a decoder means; see {@link
   * #causalBottomRight}.
   *
   * <pre>
   * #....
   * ##...
   * ###..
   * </pre>
   */
  public static AttentionMask causalTopLeft(int queries, int keys) {
    MaskShape shape = MaskShape.topLeft(queries, keys);
    return band(Call.of("causalTopLeft", queries, keys), shape, Long.MIN_VALUE, 0);
  }

  /**
   * Returns the causal mask in which query {@code i} sees the first {@code i + 1 + keys - queries}
   * keys, so that the last query sees all of them.
   *
   * <p>If there are more queries than keys, the first {@code queries - keys} rows are empty.
   *
   * <pre>
   * ###..
   * ####.
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
   * Returns the mask in which the query at position {@code p} sees the {@code p} keys before it,
   * not itself: k &lt; p. The row at position 0 is empty.
   *
   * <pre>
   * ....
   * #...
   * ##..
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
   * Returns the mask in which the query at position {@code p} sees the {@code keys - p} keys from
   * itself on: k &ge; p. The square form is the transpose of {@link #causal(int)}.
   *
   * <pre>
   * ####
   * .###
   * ..##
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
   * their windows in other ways; {@code Windows} has an adapter for each.
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
   * Returns the streaming mask in which the query at position {@code p} sees {@code p + 1 + ahead}
   * keys, all before it and {@code ahead} after it: k &le; p + ahead.
   *
   * <pre>
   * ##...
   * ###..
   * ####.     lookahead(square(5), 1)
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
   * ##...
   * ##...     columns(square(3), 0, 2) has three such columns
   * ##...
   * </pre>
   */
  public static AttentionMask columns(MaskShape shape, int lo, int hi) {
    return columns(Call.of("columns", shape, lo, hi), shape, lo, hi);
  }

  private static AttentionMask columns(Call call, MaskShape shape, int lo, int hi) {
    Limits.range("key", lo, hi, shape.keys());
    return mask(IndexRule.named(call, shape, IndexRule.columns(shape, Runs.of(lo, hi))));
  }

  /** Returns the square mask in which every query sees the keys in {@code columns}. */
  public static AttentionMask columnSet(int n, int... columns) {
    return columnSet(MaskShape.square(n), columns);
  }

  /** Returns the mask in which every query sees the keys in {@code columns}; repeats count once. */
  public static AttentionMask columnSet(MaskShape shape, int... columns) {
    int[] sorted = Limits.sortedIndices("column", columns, shape.keys());
    Call call = Call.of("columnSet", shape, ImmutableIntArray.copyOf(columns));
    return mask(IndexRule.named(call, shape, IndexRule.columns(shape, Runs.ofSorted(sorted))));
  }

  /** Returns the mask in which the rows [lo, hi), counted from 0, see all keys, the others none. */
  public static AttentionMask rows(MaskShape shape, int lo, int hi) {
    Limits.range("row", lo, hi, shape.rows());
    Call call = Call.of("rows", shape, lo, hi);
    return mask(IndexRule.named(call, shape, IndexRule.rows(shape, Runs.of(lo, hi))));
  }

  /** Returns the mask in which the {@code rows}, counted from 0, see all keys, the others none. */
  public static AttentionMask rowSet(MaskShape shape, int... rows) {
    int[] sorted = Limits.sortedIndices("row", rows, shape.rows());
    Call call = Call.of("rowSet", shape, ImmutableIntArray.copyOf(rows));
    return mask(IndexRule.named(call, shape, IndexRule.rows(shape, Runs.ofSorted(sorted))));
  }

  /**
   * Returns the mask in which the rows [i0, i1) see the {@code k1 - k0} keys [k0, k1), the others
   * none.
   */
  public static AttentionMask rectangle(MaskShape shape, int i0, int i1, int k0, int k1) {
    Limits.range("row", i0, i1, shape.rows());
    Limits.range("key", k0, k1, shape.keys());
    Call call = Call.of("rectangle", shape, i0, i1, k0, k1);
    IndexRule rule = new IndexRule(shape.rows(), shape.keys(), Runs.of(i0, i1), Runs.of(k0, k1));
    return mask(IndexRule.named(call, shape, rule));
  }

  /** Returns the square mask that allows the listed cells, each a query and a key. */
  public static AttentionMask cells(int n, int[]... cells) {
    return cells(MaskShape.square(n), cells);
  }

  /**
   * Returns the mask that allows the listed cells, each a query and a key; repeats and order do not
   * matter.
   */
  public static AttentionMask cells(MaskShape shape, int[]... cells) {
    return listed(shape, CellLists.table(shape, cells));
  }

  private static AttentionMask listed(MaskShape shape, RunTable table) {
    return mask(Leaf.of(Call.of("cells", shape, new Argument.Cells(table)), shape, table));
  }

  /** Returns the mask with a copy of {@code cells[query][key]}; all rows must be of one length. */
  public static AttentionMask fromDense(boolean[][] cells) {
    RunTable table = CellLists.table(cells);
    return listed(MaskShape.topLeft(table.rows(), table.keys()), table);
  }

  /**
   * Returns the mask that {@link AttentionMask#toGrid} wrote: one line per query with {@code #} for
   * allowed and {@code .} for blocked, or the run form, which begins with the size. Space around
   * the lines does not matter.
   */
  public static AttentionMask parse(String grid) {
    RunTable table = GridText.parse(grid);
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
    Node body = Algebra.or(causal(n).node(), columns(n, 0, prefix).node());
    return mask(
        new Named(
            Call.of("prefixLm", n, prefix),
            body,
            Traits.of(shape, Trait.SELF_VISIBLE, Trait.NO_EMPTY_ROWS, Trait.PREFIX_STABLE)));
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
    Node first = columns(n, 0, Math.min(sinks, n)).node();
    Node last = slidingWindow(n, keys).node();
    Node body = Algebra.and(causal(n).node(), Algebra.or(first, last));
    return mask(
        new Named(
            Call.of("sinksAndWindow", n, sinks, keys),
            body,
            Traits.of(
                MaskShape.square(n),
                Trait.CAUSAL,
                Trait.SELF_VISIBLE,
                Trait.POSITION_ONLY,
                Trait.PREFIX_STABLE)));
  }

  /**
   * Returns the draft-tree mask in which a node sees {@code context + depth + 1} keys: the context,
   * its ancestors and itself.
   *
   * <p>There is a row for every node; the keys are the context and then the nodes. {@code tree(new
   * int[] {-1, 0, 0, 1}, 2)} is
   *
   * <pre>
   * ###...
   * ####..
   * ###.#.
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
   * @param paths a path for every node but the root; the prefixes of a path must be paths too
   * @param context number of keys before the tree, which every node sees
   * @source Cai et al. 2024, Medusa, arXiv 2401.10774
   */
  public static AttentionMask treeOfPaths(int[][] paths, int context) {
    ImmutableList<ImmutableIntArray> copy =
        Arrays.stream(paths)
            .map(ImmutableIntArray::copyOf)
            .collect(ImmutableList.toImmutableList());
    Call call = Call.of("treeOfPaths", new Argument.Lists(copy), context);
    return mask(Trees.leaf(call, Trees.parents(copy), context));
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

  /** Returns the masks side by side: the same queries, the keys of one after those of another. */
  public static AttentionMask hstack(AttentionMask... masks) {
    checkArgument(masks.length > 0, "masks must be at least 1, got 0");
    for (AttentionMask mask : masks) {
      checkArgument(
          mask.rows() == masks[0].rows(),
          "masks must have %s rows like the first, got %s",
          masks[0].rows(),
          mask.rows());
    }
    List<Node> nodes = Arrays.stream(masks).map(AttentionMask::node).toList();
    return masks.length == 1 ? masks[0] : mask(Beside.of(ImmutableList.copyOf(nodes)));
  }
}
