package dev.attn.metric;

import java.util.List;

/**
 * How many directions a head really has: of the matrix of its valid rows, by singular values σ.
 *
 * @cost one decomposition for each head, which the metrics of one evaluation share: it grows with
 *     the cube of the number of tokens, a fraction of a second at 128 and several at 512, and holds
 *     some matrices of the size of the head
 * @source Roy and Vetterli 2007, The Effective Rank, EUSIPCO, for the effective rank
 */
final class MatrixRank extends MatrixMetric {

  private static final String COST =
      "takes a singular value decomposition for each head: seconds at 512 tokens, growing with the cube";

  private static final MetricInfo EFFECTIVE =
      MetricInfo.of("mat.effectiveRank", "exp(-Σ s ln s) with s = σ / Σ σ, of the valid rows")
          .meaning("as many equal directions")
          .range("[1, rank]")
          .source("Roy and Vetterli 2007, EUSIPCO")
          .variants(COST);

  private static final MetricInfo STABLE =
      MetricInfo.of("mat.stableRank", "Σ σ² / max σ², of the valid rows")
          .meaning("the same, hardly moved by small directions")
          .range("[1, rank]")
          .source("common in numerical linear algebra")
          .variants(COST);

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
    return start(new SingularValues(context.keys()));
  }

  /** Returns the start of the computation for one head, whose decomposition others may share. */
  Tally start(SingularValues head) {
    return new Tally() {

      @Override
      public void add(MetricRow row) {
        head.add(row);
      }

      @Override
      public List<PartScore> finish() {
        double[] singular = head.values();
        return List.of(
            singular.length == 0
                ? PartScore.whole(Double.NaN, 0)
                : PartScore.whole(kind.of(singular), head.rows()));
      }
    };
  }
}
