package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import java.util.List;

/**
 * A saliency map split into three regions: from words to the class tokens that follow them, from
 * class tokens to the target, and the rest.
 *
 * <p>With the target query t, cells are (query, key) with key &lt; query ≤ t:
 *
 * <pre>
 * wordsToClasses   query in a class span, key before the start of that span     S_wp
 * classesToTarget  query t, key in a class span                                 S_pq
 * amongWords       every other cell                                             S_ww
 * </pre>
 *
 * Each is the mean of its cells. The diagonal, queries after t, masked rows and blocked cells never
 * enter.
 *
 * <p>Example: target 11 and classes at 3 and 6 give 9, 2 and 55 cells.
 *
 * <h2>Non-finite values</h2>
 *
 * A region without cells, or with a cell that is NaN, is NaN; see the counts.
 *
 * @param wordsToClasses information gathered by the class tokens
 * @param classesToTarget information that the target takes from them
 * @param amongWords information flow between all other pairs
 * @param cellsToClasses number of cells of the first region
 * @param cellsToTarget number of cells of the second region
 * @param cellsAmongWords number of cells of the third region
 * @param rowsUsed rows up to the target that are not masked
 * @param rowsMasked rows up to the target that were left out because they are masked
 * @param how what was computed
 * @source Wang et al. 2023, Label Words are Anchors, arXiv:2305.14160, section 2.1; its map is
 *     {@link Saliency#absOfSum}
 */
public record SaliencyRegions(
    double wordsToClasses,
    double classesToTarget,
    double amongWords,
    long cellsToClasses,
    long cellsToTarget,
    long cellsAmongWords,
    long rowsUsed,
    long rowsMasked,
    AttributionProvenance how) {

  static final String ID = "sal.regions";

  /**
   * Returns the three means of one layer.
   *
   * @param saliency one map per layer, as many queries as keys
   * @param target the query at which the prediction is made, after every class span
   * @param classes where the class tokens are; {@link Span#of} with one position for a single token
   */
  public static SaliencyRegions of(Saliency saliency, int layer, int target, List<Span> classes) {
    TensorShape shape = saliency.map().shape();
    checkArgument(
        shape.heads() == 1,
        "saliency must be one map per layer for %s, got %s heads; take Saliency.absOfSum",
        ID,
        shape.heads());
    checkArgument(
        layer >= 0 && layer < shape.layers(),
        "layer must be in [0, %s), got %s",
        shape.layers(),
        layer);
    AttributionProvenance of = saliency.how();
    String settings = "of=" + of.id() + "(" + of.settings() + ") layer=" + layer;
    return of(
        saliency.map().layer(layer).head(0),
        saliency.mask(),
        target,
        classes,
        new AttributionProvenance(ID, settings, of.mask(), of.rules(), of.type(), of.loss()));
  }

  /**
   * Returns the three means of one map from elsewhere.
   *
   * @param map saliency of one layer, as many queries as keys
   * @param mask says which rows are masked, and which cells are blocked
   * @param target the query at which the prediction is made, after every class span
   * @param classes where the class tokens are; {@link Span#of} with one position for a single token
   */
  public static SaliencyRegions of(
      AttentionMatrix map, AttentionMask mask, int target, List<Span> classes) {
    RowRules rules = RowRules.of(map.type(), map.keys()).withRowSum(RowSumPolicy.FREE);
    return of(
        map,
        mask,
        target,
        classes,
        AttributionProvenance.of(ID, "of=a given map", mask.toString(), rules, map.type()));
  }

  private static SaliencyRegions of(
      AttentionMatrix map,
      AttentionMask mask,
      int target,
      List<Span> classes,
      AttributionProvenance source) {
    check(map, target, classes);
    MaskAudit.requireShape(mask, map.queries(), map.keys());
    Region toClasses = new Region();
    Region toTarget = new Region();
    Region amongWords = new Region();
    long masked = 0;
    double[] row = new double[map.keys()];
    for (int q = 0; q <= target; q++) {
      Runs allowed = mask.row(q);
      if (allowed.isEmpty()) {
        masked++;
        continue;
      }
      map.row(q, row);
      int start = spanStart(classes, q);
      for (int run = 0; run < allowed.count(); run++) {
        for (int k = allowed.start(run); k < Math.min(q, allowed.end(run)); k++) {
          if (k < start) {
            toClasses.add(row[k]);
          } else if (q == target && spanStart(classes, k) >= 0) {
            toTarget.add(row[k]);
          } else {
            amongWords.add(row[k]);
          }
        }
      }
    }
    return new SaliencyRegions(
        toClasses.mean(),
        toTarget.mean(),
        amongWords.mean(),
        toClasses.cells,
        toTarget.cells,
        amongWords.cells,
        target + 1 - masked,
        masked,
        source.withSettings(source.settings() + " target=" + target + " classes=" + classes));
  }

  /** Returns where the class span that holds a position begins, or -1 if there is none. */
  private static int spanStart(List<Span> classes, int position) {
    for (Span span : classes) {
      if (span.contains(position)) {
        return span.from();
      }
    }
    return -1;
  }

  private static void check(AttentionMatrix map, int target, List<Span> classes) {
    checkArgument(
        map.queries() == map.keys(),
        "map must have as many queries as keys for %s, got [%s, %s]",
        ID,
        map.queries(),
        map.keys());
    Rows.checkQuery(target, map.queries());
    for (int i = 0; i < classes.size(); i++) {
      checkArgument(
          classes.get(i).to() <= target,
          "class spans must end before the target %s, got %s",
          target,
          classes.get(i));
      for (int j = 0; j < i; j++) {
        checkArgument(
            classes.get(i).to() <= classes.get(j).from()
                || classes.get(j).to() <= classes.get(i).from(),
            "class spans must not overlap, got %s and %s",
            classes.get(j),
            classes.get(i));
      }
    }
  }

  /** The running mean of the cells of one region. */
  private static final class Region {

    private final CompensatedSum sum = new CompensatedSum();
    private long cells;

    void add(double value) {
      sum.add(value);
      cells++;
    }

    double mean() {
      return sum.value() / cells;
    }
  }
}
