package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;

/** Which value head a query head reads, and arrays of three axes as nested ones. */
final class ValueHeads {

  private ValueHeads() {}

  static void check(int valueHeads, int heads) {
    checkArgument(
        valueHeads > 0 && heads % valueHeads == 0,
        "value heads must divide the %s query heads, got %s",
        heads,
        valueHeads);
  }

  static int of(int head, int valueHeads, int heads) {
    return (int) ((long) head * valueHeads / heads);
  }

  static double[][][] cube(NumericArray array) {
    double[][][] cube = new double[array.length(0)][][];
    for (int i = 0; i < cube.length; i++) {
      cube[i] = square(array.slice(i));
    }
    return cube;
  }

  static double[][] square(NumericArray array) {
    double[][] rows = new double[array.length(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = array.slice(i).toDoubles();
    }
    return rows;
  }
}
