package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attention weights compared with the mask they should obey: the state of every row of every head.
 *
 * <p>Which rows are masked is for the mask alone to say. The stored values cannot tell: depending
 * on how a model writes "blocked", a row without an allowed key holds NaN, a uniform distribution
 * or what looks like ordinary attention.
 *
 * <p>Example: under {@code Masks.causal(2)} the weights {@code {{1, 0}, {0.25, 0.5}}} have a valid
 * (and degenerate) row 0 and a row 1 that is broken, because it adds up to 0.75.
 *
 * @cost one pass over the weights; keeps nine bytes per row
 */
public final class MaskAudit {

  private static final ImmutableList<RowFault> FAULTS = ImmutableList.copyOf(RowFault.values());
  private static final byte MASKED = 0;
  private static final byte VALID = 1;
  private static final byte DEGENERATE = 2;
  private static final byte FIRST_FAULT = 3;

  private final TensorShape shape;
  private final RowRules rules;
  private final byte[][] rows;
  private final double[][] leaked;
  private final CellCounts[] cells;
  private final WorstLeaks worst = new WorstLeaks();

  private MaskAudit(TensorShape shape, RowRules rules) {
    this.shape = shape;
    this.rules = rules;
    this.rows = new byte[Math.multiplyExact(shape.layers(), shape.heads())][shape.queries()];
    this.leaked = new double[rows.length][shape.queries()];
    this.cells = new CellCounts[rows.length];
  }

  /** Audits all heads under one mask, with the rules that follow from the number format. */
  public static MaskAudit of(AttentionTensor weights, AttentionMask mask) {
    return of(weights, mask, RowRules.of(weights.type(), weights.shape().keys()));
  }

  /** Audits all heads under one mask. */
  public static MaskAudit of(AttentionTensor weights, AttentionMask mask, RowRules rules) {
    TensorShape shape = weights.shape();
    requireShape(mask, shape.queries(), shape.keys());
    MaskAudit audit = new MaskAudit(shape, rules);
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        audit.judge(l, h, weights.layer(l).head(h), mask);
      }
    }
    return audit;
  }

  /** Audits one head, which is then layer 0, head 0, with the rules of its number format. */
  public static MaskAudit of(AttentionMatrix weights, AttentionMask mask) {
    return of(weights, mask, RowRules.of(weights.type(), weights.keys()));
  }

  /** Audits one head, which is then layer 0, head 0. */
  public static MaskAudit of(AttentionMatrix weights, AttentionMask mask, RowRules rules) {
    requireShape(mask, weights.queries(), weights.keys());
    MaskAudit audit = new MaskAudit(TensorShape.of(1, 1, weights.queries(), weights.keys()), rules);
    audit.judge(0, 0, weights, mask);
    return audit;
  }

  /** Checks that {@code mask} has as many rows and keys as the weights it is used with. */
  public static void requireShape(AttentionMask mask, int queries, int keys) {
    checkArgument(
        mask.rows() == queries && mask.keys() == keys,
        "mask shape must be [%s, %s] like the weights, got [%s, %s]; build it with %s",
        queries,
        keys,
        mask.rows(),
        mask.keys(),
        queries == keys
            ? "Masks.causal(" + queries + ")"
            : "Masks.causalBottomRight(" + queries + ", " + keys + ")");
  }

  /**
   * Returns the mask that the weights seem to have been computed under: causal or full.
   *
   * <p>The rule, for {@code off = keys - queries}: causal (bottom-right) if every weight of every
   * head right of key {@code query + off} is exactly zero and some weight left of that key is not,
   * or if there is one query, for which both masks are the same; full otherwise, and always if
   * there are more queries than keys. It is a guess about the whole tensor and never about single
   * rows; give the mask yourself where you know it.
   *
   * @cost at most one pass over the weights
   */
  public static AttentionMask causalOrFull(AttentionTensor weights) {
    return ZeroPattern.causalOrFull(weights);
  }

  /**
   * Returns the smallest mask of a few families that allows every weight other than exactly zero,
   * in any head.
   *
   * <p>Tried in this order, and of equally large masks the first is taken: full, causal, sliding
   * window, two-sided window, sinks and window, prefix, documents, packed causal, block causal. All
   * but the first four need as many queries as keys. It is a guess about what the zeros are due to;
   * a weight that a softmax rounded to zero looks the same. NaN counts as not zero.
   *
   * @cost one pass over the weights, and as many steps as weights in a head
   */
  public static AttentionMask explainZeros(AttentionTensor weights) {
    return ZeroPattern.of(weights).smallest();
  }

  private void judge(int layer, int head, AttentionMatrix weights, AttentionMask mask) {
    int flat = flat(layer, head);
    double tolerance = rules.tolerance().orElse(0);
    double[] row = new double[weights.keys()];
    CellCounts counts = CellCounts.NONE;
    for (int q = 0; q < weights.queries(); q++) {
      weights.row(q, row);
      Runs allowed = mask.row(q);
      RowVerdict verdict = rules.judge(row, allowed);
      rows[flat][q] = code(verdict);
      leaked[flat][q] = verdict.leaked();
      counts = counts.plus(CellCounts.of(row, allowed, tolerance));
      worst.add(layer, head, q, row, allowed);
    }
    cells[flat] = counts;
  }

  private static byte code(RowVerdict verdict) {
    return switch (verdict.state()) {
      case MASKED -> MASKED;
      case VALID -> verdict.allowedKeys() == 1 ? DEGENERATE : VALID;
      case BROKEN -> (byte) (FIRST_FAULT + FAULTS.indexOf(verdict.fault().orElseThrow()));
    };
  }

  /** Returns the shape of the audited weights. */
  public TensorShape shape() {
    return shape;
  }

  /** Returns the rules by which the rows were judged. */
  public RowRules rules() {
    return rules;
  }

  /** Returns the state of one row. */
  public RowState state(int layer, int head, int query) {
    byte code = code(layer, head, query);
    if (code == MASKED) {
      return RowState.MASKED;
    }
    return code < FIRST_FAULT ? RowState.VALID : RowState.BROKEN;
  }

  /** Returns why one row is broken, or nothing if it is not. */
  public Optional<RowFault> fault(int layer, int head, int query) {
    byte code = code(layer, head, query);
    return code < FIRST_FAULT ? Optional.empty() : Optional.of(FAULTS.get(code - FIRST_FAULT));
  }

  /** Returns whether one row is valid and may see a single key. */
  public boolean isDegenerate(int layer, int head, int query) {
    return code(layer, head, query) == DEGENERATE;
  }

  private byte code(int layer, int head, int query) {
    int flat = flat(layer, head);
    Limits.index("query", query, shape.queries());
    return rows[flat][query];
  }

  private int flat(int layer, int head) {
    Limits.index("layer", layer, shape.layers());
    Limits.index("head", head, shape.heads());
    return layer * shape.heads() + head;
  }

  /** Returns how many rows of one head have which state. */
  public RowCounts counts(int layer, int head) {
    int flat = flat(layer, head);
    return count(flat, flat + 1);
  }

  /** Returns how many rows of all heads have which state. */
  public RowCounts counts() {
    return count(0, rows.length);
  }

  private RowCounts count(int from, int to) {
    long[] byCode = new long[FIRST_FAULT + FAULTS.size()];
    for (int head = from; head < to; head++) {
      for (byte code : rows[head]) {
        byCode[code]++;
      }
    }
    Map<RowFault, Long> broken = new EnumMap<>(RowFault.class);
    for (RowFault fault : FAULTS) {
      broken.put(fault, byCode[FIRST_FAULT + FAULTS.indexOf(fault)]);
    }
    long degenerate = byCode[DEGENERATE];
    return new RowCounts(byCode[VALID] + degenerate, degenerate, byCode[MASKED], broken);
  }

  /**
   * Returns the weight that one head puts on blocked keys, over all rows that are not masked; NaN
   * if a blocked cell holds NaN.
   */
  public double leakedMass(int layer, int head) {
    return Arrays.stream(leaked[flat(layer, head)]).sum();
  }

  /** Returns the weight that one row of one head puts on blocked keys; 0 for a masked row. */
  public double leakedMass(int layer, int head, int query) {
    int flat = flat(layer, head);
    Limits.index("query", query, shape.queries());
    return leaked[flat][query];
  }

  /** Returns the weight that all heads put on blocked keys; NaN if a blocked cell holds NaN. */
  public double leakedMass() {
    return Arrays.stream(leaked).flatMapToDouble(Arrays::stream).sum();
  }

  /**
   * Returns the blocked cells that hold weight, the largest weights first, at most 64 of them;
   * {@link #cells()} has their number. NaN is not listed here.
   */
  public List<LeakedCell> worstLeaks() {
    return worst.worstFirst();
  }

  /** Returns what the cells of one head hold, rows without an allowed key left out. */
  public CellCounts cells(int layer, int head) {
    return cells[flat(layer, head)];
  }

  /** Returns what the cells of all heads hold, rows without an allowed key left out. */
  public CellCounts cells() {
    return Arrays.stream(cells).reduce(CellCounts.NONE, CellCounts::plus);
  }

  /** Returns counts and rules in one line. */
  @Override
  public String toString() {
    String exactness =
        rules.tolerance().isPresent()
            ? "tolerance " + rules.tolerance().getAsDouble()
            : "sums UNCHECKED";
    return "audit of " + shape + ": " + counts() + "; " + rules.rowSum() + ", " + exactness;
  }
}
