package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How the path around the attention, the residual connection, joins the fused weights F of a layer.
 *
 * <pre>
 * RENORM_THEN_MIX   B = r · rownorm(F) + (1 - r) · I
 * ADD_THEN_RENORM   B = rownorm(F + I)
 * NONE              B = rownorm(F)
 * COLUMN_SCALED     M = (F + I) / 2, then B(i, j) = M(i, j) / Σ{k} M(j, k)
 * </pre>
 *
 * <p>The first two differ where rows of F do not add up to 1. Example: the row {@code (0.8, 0.9)}
 * of query 1 becomes {@code (0.235294, 0.764706)} in the first and {@code (0.296296, 0.703704)} in
 * the second form.
 *
 * <p>COLUMN_SCALED repeats a slip of a published tool, which divides columns by the sums of rows;
 * its rows need not add up to 1. Use it only to compare with that tool.
 *
 * @param form which formula
 * @param attentionShare r, the part of the attention; 0.5 in the forms that add F and I as they
 *     are, 1 without a residual connection
 */
public record Residual(Form form, double attentionShare) {

  /** The formulas by which weights and identity are joined. */
  public enum Form {
    /** Rows are divided by their sums, then mixed with the identity. */
    RENORM_THEN_MIX,
    /** The identity is added, then rows are divided by their sums. */
    ADD_THEN_RENORM,
    /** No identity: the weights already contain the residual connection. */
    NONE,
    /** As in the tool vit-explain: columns are divided by the sums of rows. */
    COLUMN_SCALED
  }

  /** Checks that the share fits the form. */
  public Residual {
    checkArgument(
        attentionShare >= 0 && attentionShare <= 1,
        "attention share must be in [0, 1], got %s",
        attentionShare);
    double fixed = form == Form.NONE ? 1 : 0.5;
    checkArgument(
        form == Form.RENORM_THEN_MIX || attentionShare == fixed,
        "attention share must be %s for %s, got %s",
        fixed,
        form,
        attentionShare);
  }

  /** Returns RENORM_THEN_MIX with this share of attention; 0.5 is usual. */
  public static Residual renormThenMix(double attentionShare) {
    return new Residual(Form.RENORM_THEN_MIX, attentionShare);
  }

  /** Returns ADD_THEN_RENORM. */
  public static Residual addThenRenorm() {
    return new Residual(Form.ADD_THEN_RENORM, 0.5);
  }

  /** Returns NONE. */
  public static Residual none() {
    return new Residual(Form.NONE, 1);
  }

  /** Returns COLUMN_SCALED, for comparison with vit-explain. */
  public static Residual columnScaled() {
    return new Residual(Form.COLUMN_SCALED, 0.5);
  }

  /**
   * Joins the identity to fused weights, in place.
   *
   * @param sums of the rows, all positive
   */
  void join(double[][] fused, double[] sums) {
    switch (form) {
      case RENORM_THEN_MIX -> mix(fused, sums);
      case ADD_THEN_RENORM -> {
        addIdentity(fused);
        divide(fused, Rows.sums(fused));
      }
      case NONE -> divide(fused, sums);
      case COLUMN_SCALED -> {
        addIdentity(fused);
        scaleColumns(fused);
      }
    }
  }

  private void mix(double[][] fused, double[] sums) {
    Rows.forEach(
        fused.length,
        i -> {
          Rows.divide(fused[i], sums[i]);
          for (int k = 0; k < fused[i].length; k++) {
            fused[i][k] *= attentionShare;
          }
          fused[i][i] += 1 - attentionShare;
        });
  }

  private static void addIdentity(double[][] fused) {
    for (int i = 0; i < fused.length; i++) {
      fused[i][i] += 1;
    }
  }

  private static void divide(double[][] fused, double[] sums) {
    Rows.forEach(fused.length, i -> Rows.divide(fused[i], sums[i]));
  }

  /** Halving F + I first cancels in the quotient, so it is left out. */
  private static void scaleColumns(double[][] fused) {
    double[] sums = Rows.sums(fused);
    for (double[] row : fused) {
      for (int k = 0; k < row.length; k++) {
        row[k] /= sums[k];
      }
    }
  }

  /** Returns the form, with the share where it is free: {@code RENORM_THEN_MIX(0.5)}. */
  @Override
  public String toString() {
    return form == Form.RENORM_THEN_MIX ? form + "(" + attentionShare + ")" : form.toString();
  }
}
