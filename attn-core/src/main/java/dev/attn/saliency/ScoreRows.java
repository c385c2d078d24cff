package dev.attn.saliency;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;

/**
 * Scores of keys that are at least 0, made into rows that add up to 1, and multiplied over layers.
 */
final class ScoreRows {

  private final AttentionTensor scores;
  private final AttentionMask mask;

  ScoreRows(AttentionTensor scores, AttentionMask mask) {
    this.scores = scores;
    this.mask = mask;
  }

  /** Returns the number of rows that are all zero though they are not masked. */
  long undefined() {
    TensorShape shape = scores.shape();
    double[] row = new double[shape.keys()];
    long undefined = 0;
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        for (int q = 0; q < shape.queries(); q++) {
          scores.layer(l).head(h).row(q, row);
          undefined += !mask.row(q).isEmpty() && Rows.sum(row) == 0 ? 1 : 0;
        }
      }
    }
    return undefined;
  }

  /** Returns the number of rows of all layers and heads that are masked. */
  long masked() {
    TensorShape shape = scores.shape();
    return (long) shape.layers() * shape.heads() * mask.emptyRows().cells();
  }

  /** Returns rows divided by their sums: NaN where the sum is zero, zeros where masked. */
  AttentionTensor normalised() {
    return AttentionTensor.computed(
        scores.shape(),
        ElementType.F64,
        (l, h, q, row) -> {
          scores.layer(l).head(h).row(q, row);
          if (mask.row(q).isEmpty()) {
            Arrays.fill(row, 0);
          } else {
            Rows.divide(row, Rows.sum(row));
          }
        });
  }

  /** Returns the rollout of the rows; the residual connection is in the scores already. */
  Rollout rollout(String id) {
    Rollout.Options options =
        Rollout.Options.defaults().withResidual(Residual.none()).withRowSum(RowSumPolicy.FREE);
    Rollout rollout = Rollout.of(scores, mask, options);
    AttributionProvenance how = rollout.how();
    return new Rollout(
        rollout.map(),
        rollout.rowsMasked(),
        rollout.rowsEmptied(),
        rollout.rowsZero(),
        AttributionProvenance.of(
            how.id(), "of=" + id + " " + how.settings(), how.mask(), how.rules(), how.type()));
  }
}
