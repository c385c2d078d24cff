package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/** The elements of a square tensor whose rows came in blocks, each with the keys so far. */
final class GeneratedElements implements Elements {

  private final ImmutableList<AttentionTensor> blocks;

  /** The first query of each block, and after the last of these the number of queries. */
  private final int[] firstQuery;

  private final TensorShape shape;

  private GeneratedElements(
      ImmutableList<AttentionTensor> blocks, int[] firstQuery, TensorShape shape) {
    this.blocks = blocks;
    this.firstQuery = firstQuery;
    this.shape = shape;
  }

  static GeneratedElements of(AttentionTensor prefill, List<AttentionTensor> steps) {
    TensorShape first = prefill.shape();
    checkArgument(
        first.queries() == first.keys(),
        "prefill must have as many keys as queries, got %s",
        first);
    int[] firstQuery = new int[steps.size() + 2];
    firstQuery[1] = first.queries();
    for (int i = 0; i < steps.size(); i++) {
      checkStep(i, prefill, steps.get(i), firstQuery[i + 1]);
      firstQuery[i + 2] = steps.get(i).shape().keys();
    }
    int n = firstQuery[steps.size() + 1];
    return new GeneratedElements(
        ImmutableList.<AttentionTensor>builder().add(prefill).addAll(steps).build(),
        firstQuery,
        TensorShape.of(first.layers(), first.heads(), n, n));
  }

  private static void checkStep(int i, AttentionTensor prefill, AttentionTensor step, int before) {
    TensorShape first = prefill.shape();
    TensorShape got = step.shape();
    checkArgument(
        got.layers() == first.layers() && got.heads() == first.heads(),
        "step %s must have %s layers and %s heads like the prefill, got %s",
        i,
        first.layers(),
        first.heads(),
        got);
    checkArgument(got.queries() >= 1, "step %s must have at least one row, got %s", i, got);
    checkArgument(
        got.keys() == before + (long) got.queries(),
        "step %s must have %s keys, the %s so far and its own %s, got %s",
        i,
        before + (long) got.queries(),
        before,
        got.queries(),
        got.keys());
    checkArgument(
        step.type() == prefill.type(),
        "step %s must be of type %s like the prefill, got %s",
        i,
        prefill.type(),
        step.type());
  }

  TensorShape shape() {
    return shape;
  }

  @Override
  public ElementType type() {
    return blocks.get(0).type();
  }

  @Override
  public long size() {
    return shape.cells();
  }

  @Override
  public boolean fitsFloat() {
    return blocks.stream().allMatch(AttentionTensor::fitsFloat);
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    for (int done = 0; done < count; ) {
      Part part = part(from + done, count - done);
      part.block().read(part.from(), target, offset + done, part.stored());
      Arrays.fill(target, offset + done + part.stored(), offset + done + part.length(), 0);
      done += part.length();
    }
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    for (int done = 0; done < count; ) {
      Part part = part(from + done, count - done);
      part.block().read(part.from(), target, offset + done, part.stored());
      Arrays.fill(target, offset + done + part.stored(), offset + done + part.length(), 0);
      done += part.length();
    }
  }

  /**
   * What is to be read of one row.
   *
   * @param block where it is stored
   * @param from the first element to read there
   * @param stored how many elements there are to read
   * @param length how many are wanted: those after the stored ones are keys yet to come
   */
  private record Part(AttentionTensor block, long from, int stored, int length) {}

  private Part part(long element, int wanted) {
    int n = shape.keys();
    int key = (int) (element % n);
    long row = element / n;
    int query = (int) (row % n);
    int found = Arrays.binarySearch(firstQuery, 1, firstQuery.length - 1, query + 1);
    int index = (found >= 0 ? found : -found - 1) - 1;
    AttentionTensor block = blocks.get(index);
    TensorShape own = block.shape();
    long ownRow = row / n * own.queries() + query - firstQuery[index];
    int length = Math.min(n - key, wanted);
    int stored = Math.max(0, Math.min(own.keys() - key, length));
    return new Part(block, ownRow * own.keys() + key, stored, length);
  }
}
