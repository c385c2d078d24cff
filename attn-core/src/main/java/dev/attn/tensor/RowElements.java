package dev.attn.tensor;

/** Elements of an attention tensor that are computed row by row when they are read. */
final class RowElements implements Elements {

  private final TensorShape shape;
  private final ElementType type;
  private final RowFunction rows;

  RowElements(TensorShape shape, ElementType type, RowFunction rows) {
    this.shape = shape;
    this.type = type;
    this.rows = rows;
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public long size() {
    return shape.cells();
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    if (count > 0 && count == shape.keys() && count == target.length && from % count == 0) {
      compute(from / count, target);
      return;
    }
    double[] row = new double[shape.keys()];
    long next = from;
    int done = 0;
    while (done < count) {
      int key = (int) (next % shape.keys());
      compute(next / shape.keys(), row);
      int part = Math.min(shape.keys() - key, count - done);
      System.arraycopy(row, key, target, offset + done, part);
      done += part;
      next += part;
    }
  }

  private void compute(long flatRow, double[] row) {
    int query = (int) (flatRow % shape.queries());
    long head = flatRow / shape.queries();
    rows.row((int) (head / shape.heads()), (int) (head % shape.heads()), query, row);
  }
}
