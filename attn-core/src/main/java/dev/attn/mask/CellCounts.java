package dev.attn.mask;

/**
 * What the single cells of audited weights hold, over all rows in which the mask allows a key.
 *
 * @param leaking blocked cells that hold a number other than 0
 * @param leakedMass what those cells add up to, each taken as positive
 * @param zeroRows rows that hold nothing but zeros
 * @param unused allowed cells that hold no more than the tolerance
 * @param unusedMass what those cells add up to, each taken as positive
 * @param nonFinite cells that hold NaN or an infinity
 * @param negative cells that hold a finite number below 0
 */
public record CellCounts(
    long leaking,
    double leakedMass,
    long zeroRows,
    long unused,
    double unusedMass,
    long nonFinite,
    long negative) {

  static final CellCounts NONE = new CellCounts(0, 0, 0, 0, 0, 0, 0);

  /** Returns what one row holds. */
  static CellCounts of(double[] row, Runs allowed, double tolerance) {
    if (allowed.isEmpty()) {
      return NONE;
    }
    long leaking = 0;
    double leakedMass = 0;
    long unused = 0;
    double unusedMass = 0;
    long nonFinite = 0;
    long negative = 0;
    boolean isZero = true;
    int run = 0;
    for (int k = 0; k < row.length; k++) {
      while (run < allowed.count() && allowed.end(run) <= k) {
        run++;
      }
      double weight = row[k];
      isZero = isZero && weight == 0;
      if (!Double.isFinite(weight)) {
        nonFinite++;
        continue;
      }
      negative += weight < 0 ? 1 : 0;
      double size = Math.abs(weight);
      if (run == allowed.count() || allowed.start(run) > k) {
        leaking += size > 0 ? 1 : 0;
        leakedMass += size;
      } else if (size <= tolerance) {
        unused++;
        unusedMass += size;
      }
    }
    return new CellCounts(
        leaking, leakedMass, isZero ? 1 : 0, unused, unusedMass, nonFinite, negative);
  }

  CellCounts plus(CellCounts other) {
    return new CellCounts(
        leaking + other.leaking,
        leakedMass + other.leakedMass,
        zeroRows + other.zeroRows,
        unused + other.unused,
        unusedMass + other.unusedMass,
        nonFinite + other.nonFinite,
        negative + other.negative);
  }

  /** Returns the counts in one line. */
  @Override
  public String toString() {
    return leaking
        + " blocked cells leak "
        + leakedMass
        + ", "
        + unused
        + " allowed cells are unused and hold "
        + unusedMass
        + ", "
        + zeroRows
        + " rows of zeros, "
        + nonFinite
        + " non-finite and "
        + negative
        + " negative cells";
  }
}
