package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.attn.tensor.NumericArray;

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

  /**
   * Returns the vectors with all interventions on them, and rotated if that is asked for.
   *
   * @param first the position of token 0
   */
  static Vectors of(Target target, NumericArray array, RecomputeOptions options, int first) {
    boolean rotates = options.rotary().isPresent() && target != Target.VALUE;
    NumericArray changed = array;
    for (Intervention intervention : options.interventions()) {
      if (intervention.target() == target && intervention.stage() == Stage.BEFORE_ROTARY) {
        checkArgument(
            rotates || target == Target.VALUE,
            "stage must be AFTER_ROTARY for vectors that are not rotated here, got %s; rotate them"
                + " with RecomputeOptions.withRotary",
            intervention.stage());
        changed = intervention.apply(changed);
      }
    }
    if (rotates) {
      changed = options.rotary().orElseThrow().apply(changed, first);
    }
    for (Intervention intervention : options.interventions()) {
      if (intervention.target() == target && intervention.stage() == Stage.AFTER_ROTARY) {
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

  static void checkLike(String name, NumericArray array, NumericArray vectors) {
    checkArgument(
        array.shape().equals(vectors.shape()),
        "%s must have shape %s like the vectors, got %s",
        name,
        vectors.shape(),
        array.shape());
  }

  static NumericArray copy(double[] values, NumericArray like) {
    return NumericArray.copyOf(values, Ints.toArray(like.shape()));
  }

  int width() {
    return width;
  }

  /** Reads the vectors of neighbouring tokens, as many as {@code target} has room for. */
  void read(int layer, int head, int token, double[] target) {
    array.read((((long) layer * heads + head) * tokens + token) * width, target);
  }
}
