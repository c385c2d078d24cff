package dev.attn.mask;

/** Cells on the diagonals from {@code low} to {@code high}, both included, counted as k - q. */
record Band(String text, int rows, int keys, long low, long high) implements Node {

  @Override
  public void row(int q, RunBuffer out) {
    out.clear();
    out.addClipped(q + low, q + high + 1, keys);
  }

  @Override
  public boolean allows(int q, int k) {
    long diagonal = (long) k - q;
    return low <= diagonal && diagonal <= high;
  }
}
