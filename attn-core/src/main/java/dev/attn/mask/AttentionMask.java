package dev.attn.mask;

/**
 * Which keys each query may attend to: true means that it may.
 *
 * <p>Rows are queries, columns are keys. A mask is immutable, computes its rows when they are asked
 * for and stores no cells, so a mask over a million tokens costs a few bytes. Two masks are equal
 * if they have the same shape and allow the same cells, however they were written.
 *
 * @shape {@code [queries, keys]}
 */
public final class AttentionMask {

  private final Node node;

  AttentionMask(Node node) {
    this.node = node;
  }

  /** Returns the number of query rows. */
  public int rows() {
    return node.rows();
  }

  /** Returns the number of key columns. */
  public int keys() {
    return node.keys();
  }

  /** Returns whether query {@code q} may attend to key {@code k}. */
  public boolean allows(int q, int k) {
    Limits.index("query", q, rows());
    Limits.index("key", k, keys());
    return node.allows(q, k);
  }

  /** Returns the keys that query {@code q} may attend to. */
  public Runs row(int q) {
    Limits.index("query", q, rows());
    RunBuffer buffer = new RunBuffer();
    node.row(q, buffer);
    return buffer.toRuns();
  }

  /** Returns the number of allowed cells. */
  public long cellCount() {
    RunBuffer buffer = new RunBuffer();
    long cells = 0;
    for (int q = 0; q < rows(); q++) {
      node.row(q, buffer);
      cells += buffer.cells();
    }
    return cells;
  }

  @Override
  public boolean equals(Object object) {
    if (!(object instanceof AttentionMask other)
        || rows() != other.rows()
        || keys() != other.keys()) {
      return false;
    }
    RunBuffer left = new RunBuffer();
    RunBuffer right = new RunBuffer();
    for (int q = 0; q < rows(); q++) {
      node.row(q, left);
      other.node.row(q, right);
      if (!left.sameAs(right)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows() + keys()) + (rows() == 0 ? 0 : row(rows() - 1).hashCode());
  }

  /** Returns the expression that makes this mask, for example {@code causal(8)}. */
  @Override
  public String toString() {
    return node.text();
  }
}
