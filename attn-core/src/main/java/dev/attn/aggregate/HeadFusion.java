package dev.attn.aggregate;

/**
 * How the heads of one layer become one matrix, cell by cell.
 *
 * <p>For heads whose rows add up to 1 each fusion has its own row sums, and none of them is
 * rescaled. A NaN in any head makes the fused cell NaN.
 *
 * <p>Example: two heads with 0.2 and 0.6 in one cell give 0.4, 0.6, 0.2 and 0.8.
 */
public enum HeadFusion {
  /** The mean; rows keep their sum of 1. */
  MEAN {
    @Override
    double add(double fused, double weight) {
      return fused + weight;
    }

    @Override
    double finish(double fused, int heads) {
      return fused / heads;
    }
  },
  /** The largest weight; rows add up to 1 or more. */
  MAX {
    @Override
    double add(double fused, double weight) {
      return Math.max(fused, weight);
    }
  },
  /** The smallest weight; rows add up to 1 or less. */
  MIN {
    @Override
    double add(double fused, double weight) {
      return Math.min(fused, weight);
    }
  },
  /** The sum; rows add up to the number of heads. */
  SUM {
    @Override
    double add(double fused, double weight) {
      return fused + weight;
    }
  };

  abstract double add(double fused, double weight);

  double finish(double fused, int heads) {
    return fused;
  }
}
