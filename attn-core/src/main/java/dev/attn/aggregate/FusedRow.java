package dev.attn.aggregate;

/** One row that rows of several heads or layers enter, one after the other. */
final class FusedRow {

  private final HeadFusion kind;
  private final CompensatedRow sum;
  private final double[] extreme;
  private int entered;

  FusedRow(HeadFusion kind, int length) {
    this.kind = kind;
    this.sum = new CompensatedRow(kind.adds() ? length : 0);
    this.extreme = new double[kind.adds() ? 0 : length];
  }

  /** Adds a row; extremes take no factor. */
  void add(double[] row, double factor) {
    if (kind.adds()) {
      sum.add(row, factor);
    } else {
      for (int k = 0; k < extreme.length; k++) {
        extreme[k] = entered == 0 ? row[k] : chosen(extreme[k], row[k]);
      }
    }
    entered++;
  }

  private double chosen(double one, double other) {
    return kind == HeadFusion.MAX ? Math.max(one, other) : Math.min(one, other);
  }

  int entered() {
    return entered;
  }

  /** Writes the fused row. */
  void read(double[] target) {
    if (!kind.adds()) {
      System.arraycopy(extreme, 0, target, 0, extreme.length);
      return;
    }
    sum.read(target);
    if (kind == HeadFusion.MEAN) {
      for (int k = 0; k < target.length; k++) {
        target[k] /= entered;
      }
    }
  }
}
