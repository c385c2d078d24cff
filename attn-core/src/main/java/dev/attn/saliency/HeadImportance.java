package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.List;

/**
 * How much the loss depends on each head: the slope of the loss in a factor on the head's weights.
 *
 * <pre>
 * I(h) = mean over samples of |Σ{q, k} A(q, k) · dLoss/dA(q, k)|
 * </pre>
 *
 * <p>The absolute value is taken for each input before the mean, so that inputs which pull in
 * opposite directions do not cancel: the sums 1 and -1 give 1. {@link Order#SUM_BEFORE_ABS} gives 0
 * there and exists for comparison with a published script.
 *
 * @param scores one for each head; NaN where scaling divides zero by zero
 * @param samples the number of inputs
 * @param rowsMasked rows of all heads and samples that were left out because they are masked
 * @param headsUndefined how many scores are NaN, because scaling divided zero by zero
 * @param how what was computed; its mask is {@code various} if the samples had different ones
 * @shape scores are {@code [layers, heads]}
 * @source Michel, Levy and Neubig 2019, Are Sixteen Heads Really Better than One, arXiv:1905.10650
 */
public record HeadImportance(
    NumericArray scores,
    int samples,
    long rowsMasked,
    long headsUndefined,
    AttributionProvenance how) {

  static final String ID = "sal.headImportance";

  /** Whether inputs may cancel each other. */
  public enum Order {
    /** The mean of the magnitudes. */
    ABS_PER_SAMPLE,
    /** The magnitude of the mean, as within a batch of the bertology script of transformers. */
    SUM_BEFORE_ABS
  }

  /** How scores are scaled within each layer. */
  public enum LayerScaling {
    /** Not at all. */
    NONE,
    /** Divided by the Euclidean norm of the scores of the layer; a layer of zeros is undefined. */
    L2,
    /** As L2, but a layer of zeros stays zero, as in the bertology script of transformers. */
    L2_ZERO_AS_ZERO
  }

  /** How the scores of all heads are scaled in the end. */
  public enum GlobalScaling {
    /** Not at all. */
    NONE,
    /** The smallest becomes 0, the largest 1. */
    MIN_MAX
  }

  /**
   * The variant.
   *
   * @param order whether inputs may cancel each other
   * @param perLayer scaling within each layer, which comes first
   * @param global scaling over all heads
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(
      Order order, LayerScaling perLayer, GlobalScaling global, RowSumPolicy rowSum) {

    /** Returns ABS_PER_SAMPLE, no scaling and UNIT. */
    public static Options defaults() {
      return new Options(
          Order.ABS_PER_SAMPLE, LayerScaling.NONE, GlobalScaling.NONE, RowSumPolicy.UNIT);
    }

    /**
     * Returns the settings of the bertology script of the transformers library, which sums the
     * samples of one batch, adds nothing for masked rows and scores a layer of zeros with 0.
     */
    public static Options bertology() {
      return new Options(
          Order.SUM_BEFORE_ABS,
          LayerScaling.L2_ZERO_AS_ZERO,
          GlobalScaling.MIN_MAX,
          RowSumPolicy.UNIT);
    }

    /** Returns these options with another order of magnitude and mean. */
    public Options withOrder(Order newOrder) {
      return new Options(newOrder, perLayer, global, rowSum);
    }

    /** Returns these options with another scaling within layers. */
    public Options withPerLayer(LayerScaling newPerLayer) {
      return new Options(order, newPerLayer, global, rowSum);
    }

    /** Returns these options with another scaling over all heads. */
    public Options withGlobal(GlobalScaling newGlobal) {
      return new Options(order, perLayer, newGlobal, rowSum);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(order, perLayer, global, newRowSum);
    }
  }

  /** Returns the importance for one input, with the default options. */
  public static HeadImportance of(GradientSample sample) {
    return of(List.of(sample), Options.defaults());
  }

  /**
   * Returns the importance over several inputs, which may differ in length and mask.
   *
   * @cost one pass over all weights and gradients
   */
  public static HeadImportance of(List<GradientSample> samples, Options options) {
    checkArgument(!samples.isEmpty(), "samples must be at least one, got none");
    TensorShape shape = samples.get(0).weights().shape();
    CompensatedSum[] totals = new CompensatedSum[shape.layers() * shape.heads()];
    Arrays.setAll(totals, i -> new CompensatedSum());
    long masked = 0;
    for (GradientSample sample : samples) {
      checkHeads(shape, sample.weights().shape());
      GradientProducts products = new GradientProducts(sample, options.rowSum());
      for (int i = 0; i < totals.length; i++) {
        double sum = headSum(products, i / shape.heads(), i % shape.heads());
        totals[i].add(options.order() == Order.ABS_PER_SAMPLE ? Math.abs(sum) : sum);
      }
      masked += (long) totals.length * products.weights().maskedRows();
    }
    double[] scores = new double[totals.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.abs(totals[i].value()) / samples.size();
    }
    long undefined = HeadScaling.apply(scores, shape.heads(), options);
    return new HeadImportance(
        NumericArray.copyOf(scores, shape.layers(), shape.heads()),
        samples.size(),
        masked,
        undefined,
        provenance(samples, options));
  }

  private static void checkHeads(TensorShape first, TensorShape next) {
    checkArgument(
        first.layers() == next.layers() && first.heads() == next.heads(),
        "samples must have as many layers and heads as the first, [%s, %s], got [%s, %s]",
        first.layers(),
        first.heads(),
        next.layers(),
        next.heads());
  }

  private static double headSum(GradientProducts products, int layer, int head) {
    TensorShape shape = products.weights().shape();
    double[] row = new double[shape.keys()];
    CompensatedSum sum = new CompensatedSum();
    for (int q = 0; q < shape.queries(); q++) {
      products.read(layer, head, q, row);
      for (double product : row) {
        sum.add(product);
      }
    }
    return sum.value();
  }

  private static AttributionProvenance provenance(List<GradientSample> samples, Options options) {
    GradientSample first = samples.get(0);
    String settings =
        "order="
            + options.order()
            + (" perLayer=" + options.perLayer() + " global=" + options.global());
    return new MaskedWeights(first.weights(), first.mask(), options.rowSum())
        .provenance(ID, settings)
        .over(samples);
  }
}
