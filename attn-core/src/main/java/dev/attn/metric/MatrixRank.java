package dev.attn.metric;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * How many directions a head really has: of the matrix of its valid rows, by singular values σ.
 *
 * @source Roy and Vetterli 2007, The Effective Rank, EUSIPCO, for the effective rank
 */
final class MatrixRank extends MatrixMetric {

  private static final MetricInfo EFFECTIVE =
      MetricInfo.of("mat.effectiveRank", "exp(-Σ s ln s) with s = σ / Σ σ, of the valid rows")
          .meaning("as many equal directions")
          .range("[1, rank]")
          .source("Roy and Vetterli 2007, EUSIPCO");

  private static final MetricInfo STABLE =
      MetricInfo.of("mat.stableRank", "Σ σ² / max σ², of the valid rows")
          .meaning("the same, hardly moved by small directions")
          .range("[1, rank]")
          .source("common in numerical linear algebra");

  private final Kind kind;

  private enum Kind {
    EFFECTIVE {
      @Override
      double of(double[] singular) {
        CompensatedSum total = new CompensatedSum();
        for (double value : singular) {
          total.add(value);
        }
        CompensatedSum entropy = new CompensatedSum();
        for (double value : singular) {
          double share = value / total.value();
          entropy.add(share == 0 ? 0 : -share * Math.log(share));
        }
        return Math.exp(entropy.value());
      }
    },
    STABLE {
      @Override
      double of(double[] singular) {
        CompensatedSum squares = new CompensatedSum();
        for (double value : singular) {
          double share = value / singular[0];
          squares.add(share * share);
        }
        return squares.value();
      }
    };

    abstract double of(double[] singular);
  }

  private MatrixRank(MetricInfo info, Kind kind) {
    super(info);
    this.kind = kind;
  }

  static MatrixRank effective() {
    return new MatrixRank(EFFECTIVE, Kind.EFFECTIVE);
  }

  static MatrixRank stable() {
    return new MatrixRank(STABLE, Kind.STABLE);
  }

  @Override
  Tally start(MetricContext context) {
    return new Rows(kind, context.keys());
  }

  /** Keeps the rows; the evaluation shows finite ones only, which the decomposition relies on. */
  private static final class Rows implements Tally {

    private final Kind kind;
    private final int keys;
    private final List<double[]> rows = new ArrayList<>();
    private double largest;

    Rows(Kind kind, int keys) {
      this.kind = kind;
      this.keys = keys;
    }

    @Override
    public void add(MetricRow row) {
      double[] full = new double[keys];
      for (int i = 0; i < row.count(); i++) {
        full[row.key(i)] = row.weight(i);
        largest = Math.max(largest, Math.abs(row.weight(i)));
      }
      rows.add(full);
    }

    @Override
    public List<PartScore> finish() {
      if (largest == 0) {
        return List.of(PartScore.whole(Double.NaN, 0));
      }
      double[] singular =
          new SingularValueDecomposition(
                  new Array2DRowRealMatrix(rows.toArray(double[][]::new), false))
              .getSingularValues();
      return List.of(PartScore.whole(kind.of(singular), rows.size()));
    }
  }
}
