package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.attn.tensor.NumericArray;
import java.util.List;

/** The query, key or value vectors of all heads: rows of an array of rank 4. */
final class Vectors {

  private final NumericArray array;
  private final int heads;
  private final int tokens;
  private final int width;

  private Vectors(NumericArray array) {
    this.array = array;
    this.heads = array.length(1);
    this.tokens = array.length(2);
    this.width = array.length(3);
  }

  static Vectors of(Target target, NumericArray array, List<Intervention> interventions) {
    NumericArray changed = array;
    for (Intervention intervention : interventions) {
      if (intervention.target() == target) {
        changed = intervention.apply(changed);
      }
    }
    return new Vectors(changed);
  }

  static void checkRank(String name, NumericArray array) {
    checkArgument(
        array.rank() == 4,
        "%s must have shape [layers, heads, tokens, width], got %s",
        name,
        array.shape());
  }

  static NumericArray copy(double[] values, NumericArray like) {
    return NumericArray.copyOf(values, Ints.toArray(like.shape()));
  }

  int width() {
    return width;
  }

  void read(int layer, int head, int token, double[] vector) {
    array.read((((long) layer * heads + head) * tokens + token) * width, vector);
  }

  /** Returns the key head that a query head reads: contiguous groups of equal size. */
  int group(int queryHead, int queryHeads) {
    return (int) ((long) queryHead * heads / queryHeads);
  }
}
