package dev.attn.mask;

import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;

/**
 * Cells chosen by their row and their key alone: whole columns, whole rows, a rectangle, or any
 * other product of a set of rows with a set of keys.
 */
record IndexRule(int rowCount, int keyCount, Runs rows, Runs keys) implements Rule {

  /** Returns the rule of whole columns. */
  static IndexRule columns(MaskShape shape, Runs keys) {
    return new IndexRule(shape.rows(), shape.keys(), Runs.of(0, shape.rows()), keys);
  }

  /** Returns the rule of whole rows. */
  static IndexRule rows(MaskShape shape, Runs rows) {
    return new IndexRule(shape.rows(), shape.keys(), rows, Runs.of(0, shape.keys()));
  }

  boolean coversAllRows() {
    return rows.equals(Runs.of(0, rowCount));
  }

  boolean coversAllKeys() {
    return keys.equals(Runs.of(0, keyCount));
  }

  boolean isEmpty() {
    return rows.isEmpty() || keys.isEmpty();
  }

  IndexRule intersection(IndexRule other) {
    return new IndexRule(
        rowCount,
        keyCount,
        rows.combine(other.rows, Operator.AND, rowCount),
        keys.combine(other.keys, Operator.AND, keyCount));
  }

  /** Returns the union, or null if it is not a product of rows and keys. */
  @Nullable IndexRule union(IndexRule other) {
    if (rows.equals(other.rows)) {
      return new IndexRule(
          rowCount, keyCount, rows, keys.combine(other.keys, Operator.OR, keyCount));
    } else if (keys.equals(other.keys)) {
      return new IndexRule(
          rowCount, keyCount, rows.combine(other.rows, Operator.OR, rowCount), keys);
    }
    return null;
  }

  @Override
  public void row(int q, int count, RunBuffer out) {
    if (rows.contains(q)) {
      out.addAll(keys);
    }
  }

  @Override
  public boolean allows(int q, int k) {
    return rows.contains(q) && keys.contains(k);
  }

  @Override
  public String reason(Call call, int q, int k) {
    if (!rows.contains(q)) {
      return "query " + q + " is not in " + shown(rows);
    } else if (!keys.contains(k)) {
      return "key " + k + " is not in " + shown(keys);
    }
    String query = "query " + q + " is in " + shown(rows);
    String key = "key " + k + " is in " + shown(keys);
    return coversAllRows() ? key : coversAllKeys() ? query : query + ", " + key;
  }

  private static String shown(Runs set) {
    return set.isEmpty()
        ? "an empty set"
        : set.count() <= 8 ? set.toString() : "a set of " + set.cells();
  }

  @Override
  public long rowCells(int q, int count, RunBuffer scratch) {
    return rows.contains(q) ? keys.cells() : 0;
  }

  @Override
  public long cells(int ignoredRows, int ignoredKeys) {
    return (long) rows.cells() * keys.cells();
  }

  @Override
  public @Nullable Node transposed(int ignoredRows, int ignoredKeys) {
    return leaf(new IndexRule(keyCount, rowCount, keys, rows));
  }

  @Override
  public @Nullable Node sliced(Box box) {
    return leaf(
        new IndexRule(
            box.rows(),
            box.keys(),
            rows.inside(box.top(), box.bottom()),
            keys.inside(box.left(), box.right())));
  }

  /** Returns the mask under the plainest name that it has, or null if it has none. */
  static @Nullable Leaf leaf(IndexRule rule) {
    MaskShape shape = MaskShape.topLeft(rule.rowCount, rule.keyCount);
    Runs rows = rule.rows;
    Runs keys = rule.keys;
    if (rule.isEmpty() || (rule.coversAllRows() && rule.coversAllKeys())) {
      long high = rule.isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
      return BandRule.leaf(BandRule.of(rule.rowCount, rule.keyCount, Long.MIN_VALUE, high));
    } else if (rule.coversAllRows()) {
      return lines("columns", shape, rule, keys);
    } else if (rule.coversAllKeys()) {
      return lines("rows", shape, rule, rows);
    } else if (rows.count() == 1 && keys.count() == 1) {
      Call call =
          Call.of("rectangle", shape, rows.start(0), rows.end(0), keys.start(0), keys.end(0));
      return named(call, shape, rule);
    }
    return null;
  }

  private static @Nullable Leaf lines(String name, MaskShape shape, IndexRule rule, Runs lines) {
    if (lines.count() == 1) {
      return named(Call.of(name, shape, lines.start(0), lines.end(0)), shape, rule);
    } else if (lines.cells() > Argument.LONGEST_LIST) {
      return null;
    }
    String set = name.equals("columns") ? "columnSet" : "rowSet";
    return named(Call.of(set, shape, ImmutableIntArray.copyOf(lines.toArray())), shape, rule);
  }

  /** Returns the mask as written by {@code call}. */
  static Leaf named(Call call, MaskShape shape, IndexRule rule) {
    if (rule.coversAllRows()) {
      return rule.keys.isEmpty()
          ? Leaf.of(call, shape, rule, Trait.POSITION_ONLY)
          : new Leaf(
              call,
              shape.rows(),
              shape.keys(),
              rule,
              Sets.immutableEnumSet(Trait.NO_EMPTY_ROWS, Trait.POSITION_ONLY));
    }
    return Leaf.of(call, shape, rule);
  }
}
