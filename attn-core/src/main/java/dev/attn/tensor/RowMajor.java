package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

/** Flattening of nested arrays, with the error for a ragged one. */
final class RowMajor {

  private RowMajor() {}

  static float[] flatten(String place, float[][] rows, int keys) {
    float[] flat = new float[Math.multiplyExact(rows.length, keys)];
    for (int q = 0; q < rows.length; q++) {
      checkArgument(
          rows[q].length == keys,
          "%squery %s must have %s keys like the first, got %s",
          place,
          q,
          keys,
          rows[q].length);
      System.arraycopy(rows[q], 0, flat, q * keys, keys);
    }
    return flat;
  }
}
