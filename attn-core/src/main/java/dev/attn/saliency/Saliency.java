package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.CompensatedRow;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.List;
import java.util.Optional;

/**
 * Attention times gradient: how much the loss would change, to first order, if one weight were
 * taken away.
 *
 * <pre>
 * X(l, h, q, k) = A(l, h, q, k) · dLoss/dA(l, h, q, k)
 * </pre>
 *
 * The gradient treats every weight as a free variable: it does not go through the softmax. It
 * belongs to one input; a gradient added up over a batch cannot be split again.
 *
 * <p>The field combines the heads of a layer in more than one way, so each way has a name, {@link
 * Form}, and a factory. X is formed and added up in double: heads cancel, and X rounded to float
 * before the sum is off by up to 3e-4 of its value on real models.
 *
 * <p>Example: two heads with X = 0.2 and X = -0.5 in one cell give 0.2 and 0.5 per head, 0.3 for
 * absOfSum, 0.7 for sumOfAbs and -0.3 signed.
 *
 * <h2>Non-finite values</h2>
 *
 * What is stored in masked rows and blocked cells is never used: they are 0. A row that is not
 * attention under the mask, and a product that is not finite, are refused, with their place.
 *
 * @param map computed when it is read; one map per head, or one per layer
 * @param mask what the queries of every head may attend to
 * @param rowsUsed rows of all layers and heads that entered
 * @param rowsMasked rows of all layers and heads that are 0 because they are masked
 * @param cellsBlocked cells of the other rows, of all layers and heads, that are 0 because the mask
 *     blocks them
 * @param how what was computed
 * @shape the map is {@code [layers, heads, queries, keys]}, or {@code [layers, 1, queries, keys]}
 *     if heads are added up
 * @source Wang et al. 2023, Label Words are Anchors, arXiv:2305.14160. Its printed formula is
 *     sumOfAbs, its code absOfSum, which the authors call the right one
 * @cost one pass over weights and gradient now, and one for each time that rows are read; sums over
 *     heads of stored floats are kept from the first pass if they take at most a 32nd of the heap,
 *     and are then read without their file, be it open or closed
 */
public record Saliency(
    AttentionTensor map,
    AttentionMask mask,
    long rowsUsed,
    long rowsMasked,
    long cellsBlocked,
    AttributionProvenance how) {

  static final String ID = "sal.attention";

  /** How the heads of a layer are combined. */
  public enum Form {
    /** |X|, one map per head. */
    PER_HEAD_ABS,
    /** X, one map per head. */
    PER_HEAD_SIGNED,
    /** |Σ X| over the heads of a layer, which cancel if they disagree. */
    ABS_OF_SUM,
    /** Σ |X| over the heads of a layer; never below ABS_OF_SUM. */
    SUM_OF_ABS,
    /** Σ X over the heads of a layer. */
    SIGNED;

    boolean addsHeads() {
      return this == ABS_OF_SUM || this == SUM_OF_ABS || this == SIGNED;
    }
  }

  /**
   * The variant.
   *
   * @param form how heads are combined
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(Form form, RowSumPolicy rowSum) {

    /** Returns this form and UNIT. */
    public static Options of(Form form) {
      return new Options(form, RowSumPolicy.UNIT);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(form, newRowSum);
    }
  }

  /** Returns |X| for each head. */
  public static Saliency perHead(GradientSample sample) {
    return of(sample, Options.of(Form.PER_HEAD_ABS));
  }

  /** Returns X for each head. */
  public static Saliency perHeadSigned(GradientSample sample) {
    return of(sample, Options.of(Form.PER_HEAD_SIGNED));
  }

  /** Returns |Σ X| over the heads of each layer: the usual single map. */
  public static Saliency absOfSum(GradientSample sample) {
    return of(sample, Options.of(Form.ABS_OF_SUM));
  }

  /** Returns Σ |X| over the heads of each layer. */
  public static Saliency sumOfAbs(GradientSample sample) {
    return of(sample, Options.of(Form.SUM_OF_ABS));
  }

  /** Returns Σ X over the heads of each layer. */
  public static Saliency signed(GradientSample sample) {
    return of(sample, Options.of(Form.SIGNED));
  }

  /** Returns the saliency of one input. */
  public static Saliency of(GradientSample sample, Options options) {
    Form form = options.form();
    TensorShape shape = sample.weights().shape();
    checkArgument(
        shape.heads() > 0 || !form.addsHeads(), "heads must be at least 1 to be added up, got 0");
    GradientProducts products = new GradientProducts(sample, options.rowSum());
    Optional<double[][]> sums =
        form.addsHeads() ? products.checkedSums(form == Form.SUM_OF_ABS) : Optional.empty();
    if (sums.isEmpty()) {
      products.checkAll();
    }
    AttentionTensor map =
        form.addsHeads()
            ? AttentionTensor.computed(
                TensorShape.of(shape.layers(), 1, shape.queries(), shape.keys()),
                ElementType.F64,
                (l, h, q, row) -> {
                  if (sums.isPresent()) {
                    products.unpack(sums.get()[l * shape.queries() + q], q, row);
                    abs(row, form == Form.ABS_OF_SUM);
                  } else {
                    combine(products, form, l, q, row);
                  }
                })
            : AttentionTensor.computed(
                shape,
                ElementType.F64,
                (l, h, q, row) -> {
                  products.read(l, h, q, row);
                  abs(row, form == Form.PER_HEAD_ABS);
                });
    MaskedWeights rows = products.weights();
    long heads = (long) shape.layers() * shape.heads();
    return new Saliency(
        map,
        sample.mask(),
        heads * (shape.queries() - rows.maskedRows()),
        heads * rows.maskedRows(),
        heads * rows.blockedCells(),
        rows.provenance(ID, "form=" + form).over(List.of(sample)));
  }

  private static void combine(
      GradientProducts products, Form form, int layer, int query, double[] row) {
    if (products.fitFloat()) {
      products.readSum(layer, query, form == Form.SUM_OF_ABS, row);
      abs(row, form == Form.ABS_OF_SUM);
      return;
    }
    CompensatedRow sum = new CompensatedRow(row.length);
    for (int h = 0; h < products.weights().shape().heads(); h++) {
      products.read(layer, h, query, row);
      abs(row, form == Form.SUM_OF_ABS);
      sum.add(row, 1);
    }
    sum.read(row);
    abs(row, form == Form.ABS_OF_SUM);
  }

  private static void abs(double[] row, boolean wanted) {
    for (int k = 0; wanted && k < row.length; k++) {
      row[k] = Math.abs(row[k]);
    }
  }
}
