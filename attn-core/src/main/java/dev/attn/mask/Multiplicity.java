package dev.attn.mask;

/** Counts how many masks allow a cell. */
final class Multiplicity {

  private Multiplicity() {}

  static void add(AttentionMask mask, int[][] counts) {
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < counts.length; q++) {
      mask.node().row(q, row);
      for (int i = 0; i < row.count(); i++) {
        for (int k = row.start(i); k < row.end(i); k++) {
          counts[q][k]++;
        }
      }
    }
  }
}
