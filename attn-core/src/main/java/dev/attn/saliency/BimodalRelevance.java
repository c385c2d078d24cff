package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.Relevance.Update;
import dev.attn.tensor.AttentionMatrix;
import java.util.List;

/**
 * Gradient relevance of a model with two sequences, a target t and a source s: text and image, or
 * decoder and encoder.
 *
 * <p>Four maps start as R(tt) = I, R(ss) = I, R(ts) = 0 and R(st) = 0. Layers are applied in the
 * order in which the model runs them; each reads the maps as they were before it:
 *
 * <pre>
 * x attends to itself    R(xx) += E · R(xx)
 *                        R(xy) += E · R(xy)
 * x attends to y         R(xy) += N(R(xx))ᵀ · (E · N(R(yy)))
 *                        R(xx) += E · R(yx)
 * </pre>
 *
 * with E of {@link Relevance}, and N(R) = rownorm(R - I) + I, in which a row of zeros stays zero
 * and is counted.
 *
 * <p>Example: two source tokens that attend to themselves evenly with gradient 1 have R(ss) =
 * {@code {{1.5, 0.5}, {0.5, 1.5}}}. One target token that then reads the first of them with
 * gradient 2 has R(ts) = {@code (3, 1)}: E = (2, 0), and N(R(ss)) has the first row (1.5, 0.5).
 *
 * @param targetTarget R(tt)
 * @param targetSource R(ts): what the target took from the source, the usual result
 * @param sourceTarget R(st)
 * @param sourceSource R(ss)
 * @param rowsMasked rows, over all layers of all steps, that added nothing because they are masked
 * @param rowsZero rows that N could not normalise because nothing had been added to them yet, over
 *     all applications
 * @param how what was computed; its mask is {@code various} if the steps had different ones
 * @source Chefer, Gur and Wolf 2021, Generic Attention-model Explainability, arXiv:2103.15679,
 *     equations 5 to 11
 */
public record BimodalRelevance(
    AttentionMatrix targetTarget,
    AttentionMatrix targetSource,
    AttentionMatrix sourceTarget,
    AttentionMatrix sourceSource,
    long rowsMasked,
    long rowsZero,
    AttributionProvenance how) {

  static final String ID = "flow.relevance";

  /** What attends to what. */
  public enum Direction {
    /** The target attends to itself. */
    TARGET_SELF,
    /** The source attends to itself. */
    SOURCE_SELF,
    /** Queries of the target, keys of the source. */
    TARGET_TO_SOURCE,
    /** Queries of the source, keys of the target. */
    SOURCE_TO_TARGET,
    /** Both read each other at once: each sees the maps as they were before the layer. */
    MUTUAL
  }

  /**
   * One or more consecutive layers of one kind of attention, applied one after the other.
   *
   * @param direction what attends to what
   * @param samples weights and gradients of the layers; for MUTUAL first those of the target's
   *     queries, then those of the source's
   */
  public record Step(Direction direction, List<GradientSample> samples) {

    /** Checks the number of samples, and that both sides of MUTUAL have as many layers. */
    public Step {
      samples = List.copyOf(samples);
      int expected = direction == Direction.MUTUAL ? 2 : 1;
      checkArgument(
          samples.size() == expected,
          "samples must be %s for %s, got %s",
          expected,
          direction,
          samples.size());
      int first = samples.get(0).weights().shape().layers();
      int last = samples.get(expected - 1).weights().shape().layers();
      checkArgument(
          first == last, "both directions must have as many layers, got %s and %s", first, last);
    }

    /** Returns layers in which the target attends to itself. */
    public static Step targetSelf(GradientSample sample) {
      return new Step(Direction.TARGET_SELF, List.of(sample));
    }

    /** Returns layers in which the source attends to itself. */
    public static Step sourceSelf(GradientSample sample) {
      return new Step(Direction.SOURCE_SELF, List.of(sample));
    }

    /** Returns layers in which the target attends to the source. */
    public static Step targetToSource(GradientSample sample) {
      return new Step(Direction.TARGET_TO_SOURCE, List.of(sample));
    }

    /** Returns layers in which the source attends to the target. */
    public static Step sourceToTarget(GradientSample sample) {
      return new Step(Direction.SOURCE_TO_TARGET, List.of(sample));
    }

    /** Returns layers in which both attend to each other at once. */
    public static Step mutual(GradientSample targetToSource, GradientSample sourceToTarget) {
      return new Step(Direction.MUTUAL, List.of(targetToSource, sourceToTarget));
    }
  }

  /** Whether N divides, or leaves R as it is. */
  public enum Normalisation {
    /** N(R) = rownorm(R - I) + I. */
    ROWS,
    /** N(R) = R. */
    NONE
  }

  /**
   * The variant.
   *
   * @param update how a layer changes the relevance; NO_AGGREGATION needs Normalisation.NONE,
   *     because R then holds no I that could be taken away
   * @param normalisation what N does
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(Update update, Normalisation normalisation, RowSumPolicy rowSum) {

    /** Checks that update and normalisation fit. */
    public Options {
      checkArgument(
          update == Update.ADD || normalisation == Normalisation.NONE,
          "normalisation must be NONE with NO_AGGREGATION, got %s",
          normalisation);
    }

    /** Returns ADD, ROWS and UNIT. */
    public static Options defaults() {
      return new Options(Update.ADD, Normalisation.ROWS, RowSumPolicy.UNIT);
    }

    /** Returns NO_AGGREGATION, NONE and UNIT. */
    public static Options noAggregation() {
      return new Options(Update.NO_AGGREGATION, Normalisation.NONE, RowSumPolicy.UNIT);
    }

    /** Returns these options with another normalisation. */
    public Options withNormalisation(Normalisation newNormalisation) {
      return new Options(update, newNormalisation, rowSum);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(update, normalisation, newRowSum);
    }
  }

  /** Returns the relevance after all steps, with the default options. */
  public static BimodalRelevance of(List<Step> steps) {
    return of(steps, Options.defaults());
  }

  /**
   * Returns the relevance after all steps.
   *
   * @param steps in the order in which the model runs them; at least one goes across
   * @shape {@code [targets, targets]}, {@code [targets, sources]}, and so on
   * @cost for each layer up to six products of matrices with as many rows and columns as tokens
   */
  public static BimodalRelevance of(List<Step> steps, Options options) {
    BimodalMaps maps = BimodalMaps.start(steps, options);
    steps.forEach(maps::apply);
    return new BimodalRelevance(
        AttentionMatrix.copyOf(maps.target().own()),
        AttentionMatrix.copyOf(maps.target().other()),
        AttentionMatrix.copyOf(maps.source().other()),
        AttentionMatrix.copyOf(maps.source().own()),
        maps.rowsMasked(),
        maps.rowsZero(),
        provenance(steps, options));
  }

  private static AttributionProvenance provenance(List<Step> steps, Options options) {
    List<GradientSample> samples = steps.stream().flatMap(step -> step.samples().stream()).toList();
    String settings = "update=" + options.update() + " normalisation=" + options.normalisation();
    GradientSample first = samples.get(0);
    return new MaskedWeights(first.weights(), first.mask(), options.rowSum())
        .provenance(ID, settings)
        .over(samples);
  }
}
