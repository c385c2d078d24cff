package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Effective attention: the part of a head's weights that can reach its output at all.
 *
 * <p>Where there are more keys than the value vectors have independent directions, weights can
 * change without any change of the output A · V. What can be taken away without it is taken away:
 *
 * <pre>
 * PLAIN        A - A · N · Nᵀ      N an orthonormal basis of {n : nᵀ · V = 0}
 * MASK_AWARE   a(i) · V(i) · V(i)⁺ V(i) the values of the keys that query i may see
 * </pre>
 *
 * <p>Both keep A · V. PLAIN gives weight to keys that the mask forbids; MASK_AWARE does not, never
 * makes a row longer, and leaves a row alone if its values are independent. Both may give negative
 * weights, and row sums other than 1; {@link RowSums#KEEP} projects on {@code [V, 1]} instead,
 * which keeps the row sums too.
 *
 * <p>Example: three keys with the values 1, 1 and 0 and the weights {@code (0.6, 0.2, 0.2)} give
 * {@code (0.4, 0.4, 0)}: the output is 0.8 as before.
 *
 * <h2>Non-finite values</h2>
 *
 * Values that take part must be finite: of all keys for PLAIN, of the keys that some query may see
 * otherwise.
 *
 * @param map the effective weights; a masked row is 0
 * @param ranks for each query how many directions its values have
 * @param rowsMasked rows that are 0 because they are masked
 * @param how what was computed
 * @shape {@code [queries, keys]}
 * @source Brunner et al. 2020, On Identifiability in Transformers, arXiv:1908.04211 (PLAIN); Sun
 *     and Marasovic 2021, Effective Attention Sheds Light On Interpretability, arXiv:2105.08855
 * @cost one singular value decomposition of [keys, head width] for each query, or for all queries
 *     that may see the same keys one after the other
 */
public record EffectiveAttention(
    AttentionMatrix map, List<RowRank> ranks, long rowsMasked, AttributionProvenance how) {

  static final String ID = "val.effective";

  /** Keeps its own list. */
  public EffectiveAttention {
    ranks = List.copyOf(ranks);
  }

  /**
   * How many directions the values of one query have.
   *
   * @param keys number of value vectors
   * @param rank number of singular values above the tolerance
   * @param tolerance max(keys, columns) · 2⁻⁵² · the largest singular value
   */
  public record RowRank(int keys, int rank, double tolerance) {}

  /** Which keys a row may be projected on. */
  public enum Form {
    /** All keys, whatever the mask says. */
    PLAIN,
    /** The keys that the query may see. */
    MASK_AWARE
  }

  /** What happens to the sums of rows. */
  public enum RowSums {
    /** They change as the projection has it. */
    FREE,
    /** They are kept, as one more column of the output. */
    KEEP
  }

  /**
   * The variant.
   *
   * @param form which keys a row may be projected on
   * @param rowSums what happens to the sums of rows
   * @param rowSum what the rows of the head must add up to
   */
  public record Options(Form form, RowSums rowSums, RowSumPolicy rowSum) {

    /** Returns MASK_AWARE, FREE and UNIT. */
    public static Options defaults() {
      return new Options(Form.MASK_AWARE, RowSums.FREE, RowSumPolicy.UNIT);
    }

    /** Returns these options with another form. */
    public Options withForm(Form newForm) {
      return new Options(newForm, rowSums, rowSum);
    }

    /** Returns these options with another treatment of row sums. */
    public Options withRowSums(RowSums newRowSums) {
      return new Options(form, newRowSums, rowSum);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(form, rowSums, newRowSum);
    }
  }

  /** Returns the effective attention of one head, with the default options. */
  public static EffectiveAttention of(
      AttentionMatrix weights, AttentionMask mask, NumericArray values) {
    return of(weights, mask, values, Options.defaults());
  }

  /**
   * Returns the effective attention of one head.
   *
   * @param values the value vectors of the head, {@code [keys, head width]}
   */
  public static EffectiveAttention of(
      AttentionMatrix weights, AttentionMask mask, NumericArray values, Options options) {
    checkArgument(
        values.rank() == 2 && values.length(0) == weights.keys() && values.length(1) > 0,
        "values must have the shape [%s, head width], got %s",
        weights.keys(),
        values.shape());
    AttentionTensor tensor =
        AttentionTensor.computed(
            TensorShape.of(1, 1, weights.queries(), weights.keys()),
            weights.type(),
            (l, h, q, row) -> weights.row(q, row));
    MaskedWeights rows = new MaskedWeights(tensor, mask, options.rowSum());
    double[][] vectors = ValueHeads.square(values);
    checkFinite(vectors, mask, options.form());
    List<RowRank> ranks = new ArrayList<>();
    double[][] map = project(rows, vectors, options, ranks);
    String settings = "form=" + options.form() + " rowSums=" + options.rowSums();
    return new EffectiveAttention(
        AttentionMatrix.copyOf(map), ranks, rows.maskedRows(), rows.provenance(ID, settings));
  }

  private static double[][] project(
      MaskedWeights rows, double[][] vectors, Options options, List<RowRank> ranks) {
    double[][] map = new double[rows.shape().queries()][vectors.length];
    int[] all = IntStream.range(0, vectors.length).toArray();
    ValueSpace space = ValueSpace.of(vectors, new int[0], options.rowSums());
    for (int q = 0; q < map.length; q++) {
      int[] keys = options.form() == Form.PLAIN ? all : rows.allowed(q).toArray();
      if (!space.isOf(keys)) {
        space = ValueSpace.of(vectors, keys, options.rowSums());
      }
      rows.read(0, 0, q, map[q]);
      space.project(map[q]);
      ranks.add(space.rank());
    }
    return map;
  }

  private static void checkFinite(double[][] vectors, AttentionMask mask, Form form) {
    Runs unused = mask.unusedKeys();
    for (int k = 0; k < vectors.length; k++) {
      for (double component : vectors[k]) {
        if (!Double.isFinite(component) && (form == Form.PLAIN || !unused.contains(k))) {
          throw new IllegalArgumentException(
              "value vector must be finite, got " + component + " at [key " + k + "]");
        }
      }
    }
  }
}
