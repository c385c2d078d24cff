package dev.attn.tensor;

/**
 * One layer of an {@link AttentionTensor}: a view of its heads, made by {@link
 * AttentionTensor#layer}.
 *
 * @shape {@code [heads, queries, keys]}
 */
public final class AttentionLayer {

  private final TensorShape shape;
  private final Elements elements;
  private final long offset;

  AttentionLayer(TensorShape shape, Elements elements, long offset) {
    this.shape = shape;
    this.elements = elements;
    this.offset = offset;
  }

  /** Returns the number of heads. */
  public int heads() {
    return shape.heads();
  }

  /** Returns the number of query rows. */
  public int queries() {
    return shape.queries();
  }

  /** Returns the number of key columns. */
  public int keys() {
    return shape.keys();
  }

  /** Returns one head as a view. */
  public AttentionMatrix head(int head) {
    Bounds.index("head", head, shape.heads());
    return AttentionMatrix.view(
        shape.queries(), shape.keys(), elements, offset + head * shape.headCells());
  }

  /** Returns format and shape, for example {@code f32 [12, 13, 13]}. */
  @Override
  public String toString() {
    return elements.type() + " [" + heads() + ", " + queries() + ", " + keys() + "]";
  }
}
