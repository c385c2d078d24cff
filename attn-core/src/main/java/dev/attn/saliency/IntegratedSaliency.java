package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.CompensatedRow;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.List;

/**
 * Integrated saliency: weights times the mean of their gradient on the way from no attention to all
 * of it.
 *
 * <pre>
 * Attr = A · ∫{0..1} dF(t·A)/dA dt
 * </pre>
 *
 * where all heads of one layer are scaled by t together and the other layers are left alone. The
 * caller runs the model with the weights scaled as {@link PathRule#points} says, and hands over one
 * gradient for each point.
 *
 * <p>Unlike one gradient, it is complete: it adds up to F(A) - F(0), up to the error of the rule,
 * which {@link #completeness} reports.
 *
 * <p>Example: for F = Σ w·a² the gradient at t is 2·t·w·a. With 64 points LEFT attributes 63/64 of
 * F, RIGHT 65/64, MIDPOINT all of it.
 *
 * <h2>Non-finite values</h2>
 *
 * A NaN in the gradient of an allowed cell stays NaN in that cell. Cells outside the mask are 0.
 *
 * @param attribution computed when it is read
 * @param rule the rule of integration
 * @param steps the number of gradients
 * @param rowsMasked rows of all heads that are 0 because they are masked
 * @param how what was computed
 * @shape the attribution is {@code [layers, heads, queries, keys]}
 * @source Hao et al. 2021, Self-Attention Attribution, arXiv:2004.11207
 * @cost one pass over the weights now; reading a row reads it in every gradient
 */
public record IntegratedSaliency(
    AttentionTensor attribution,
    PathRule rule,
    int steps,
    long rowsMasked,
    AttributionProvenance how) {

  static final String ID = "sal.integrated";

  /**
   * How well the attribution of one layer adds up.
   *
   * @param attributed the sum over the layer
   * @param difference F(A) - F(0), which it should be
   */
  public record Completeness(double attributed, double difference) {

    /** Returns what is attributed too much, or if negative, too little. */
    public double residual() {
      return attributed - difference;
    }
  }

  /**
   * The variant.
   *
   * @param rule the rule whose points were used
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(PathRule rule, RowSumPolicy rowSum) {

    /** Returns this rule and UNIT. */
    public static Options of(PathRule rule) {
      return new Options(rule, RowSumPolicy.UNIT);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(rule, newRowSum);
    }
  }

  /**
   * Returns the integrated saliency.
   *
   * @param weights the weights at t = 1
   * @param mask what the queries of every head may attend to
   * @param gradients one for each of {@code rule.points(gradients.size())}, in that order
   * @param options the rule whose points were used
   */
  public static IntegratedSaliency of(
      AttentionTensor weights,
      AttentionMask mask,
      List<AttentionTensor> gradients,
      Options options) {
    PathRule rule = options.rule();
    List<PathRule.Point> points = rule.points(gradients.size());
    List<AttentionTensor> own = List.copyOf(gradients);
    own.forEach(gradient -> GradientSample.requireShape(weights, gradient));
    MaskedWeights rows = new MaskedWeights(weights, mask, options.rowSum());
    rows.checkAll();
    TensorShape shape = weights.shape();
    AttentionTensor attribution =
        AttentionTensor.computed(
            shape,
            ElementType.F64,
            (l, h, q, row) -> {
              rows.read(l, h, q, row);
              multiply(row, rows.allowed(q), meanSlope(own, points, l, h, q));
            });
    return new IntegratedSaliency(
        attribution,
        rule,
        points.size(),
        (long) shape.layers() * shape.heads() * rows.maskedRows(),
        rows.provenance(ID, "rule=" + rule + " steps=" + points.size()));
  }

  private static double[] meanSlope(
      List<AttentionTensor> gradients,
      List<PathRule.Point> points,
      int layer,
      int head,
      int query) {
    double[] slope = new double[gradients.get(0).shape().keys()];
    CompensatedRow mean = new CompensatedRow(slope.length);
    for (int i = 0; i < points.size(); i++) {
      gradients.get(i).layer(layer).head(head).row(query, slope);
      mean.add(slope, points.get(i).weight());
    }
    mean.read(slope);
    return slope;
  }

  private static void multiply(double[] row, Runs allowed, double[] slope) {
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        row[k] *= slope[k];
      }
    }
  }

  /**
   * Returns how well the attribution of one layer adds up.
   *
   * @param layer the layer whose weights were scaled
   * @param atWeights F(A), the output of the model as it is
   * @param atZero F(0), its output with all weights of this layer set to 0
   * @cost reads the layer once
   */
  public Completeness completeness(int layer, double atWeights, double atZero) {
    TensorShape shape = attribution.shape();
    checkArgument(
        layer >= 0 && layer < shape.layers(),
        "layer must be in [0, %s), got %s",
        shape.layers(),
        layer);
    CompensatedSum sum = new CompensatedSum();
    for (int h = 0; h < shape.heads(); h++) {
      for (int q = 0; q < shape.queries(); q++) {
        for (double cell : attribution.layer(layer).head(h).row(q)) {
          sum.add(cell);
        }
      }
    }
    return new Completeness(sum.value(), atWeights - atZero);
  }
}
