package dev.attn.recompute;

import dev.attn.aggregate.CompensatedRow;
import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.Set;

/** Means of vectors, with padded positions left out and left alone. */
final class VectorMeans {

  private final NumericArray like;
  private final double[] values;
  private final int heads;
  private final int tokens;
  private final int width;
  private final boolean[] padded;

  VectorMeans(NumericArray vectors, Set<Integer> paddedPositions) {
    like = vectors;
    values = vectors.toDoubles();
    heads = vectors.length(1);
    tokens = vectors.length(2);
    width = vectors.length(3);
    padded = flags(paddedPositions, tokens);
  }

  private static boolean[] flags(Set<Integer> positions, int tokens) {
    Permutations.checkPlaces(positions, tokens);
    boolean[] flags = new boolean[tokens];
    positions.forEach(position -> flags[position] = true);
    return flags;
  }

  NumericArray overTokens() {
    for (int head = 0; head < values.length; head += tokens * width) {
      for (int c = 0; c < width; c++) {
        CompensatedSum sum = new CompensatedSum();
        int count = 0;
        for (int t = 0; t < tokens; t++) {
          if (!padded[t]) {
            sum.add(values[head + t * width + c]);
            count++;
          }
        }
        for (int t = 0; t < tokens; t++) {
          if (!padded[t]) {
            values[head + t * width + c] = sum.value() / count;
          }
        }
      }
    }
    return Vectors.copy(values, like);
  }

  NumericArray overEarlierTokens() {
    for (int head = 0; head < values.length; head += tokens * width) {
      for (int c = 0; c < width; c++) {
        CompensatedSum sum = new CompensatedSum();
        int count = 0;
        for (int t = 0; t < tokens; t++) {
          if (!padded[t]) {
            sum.add(values[head + t * width + c]);
            count++;
            values[head + t * width + c] = sum.value() / count;
          }
        }
      }
    }
    return Vectors.copy(values, like);
  }

  NumericArray overHeads() {
    int head = tokens * width;
    for (int layer = 0; layer < values.length; layer += heads * head) {
      for (int at = 0; at < head; at++) {
        if (!padded[at / width]) {
          CompensatedSum sum = new CompensatedSum();
          for (int h = 0; h < heads; h++) {
            sum.add(values[layer + h * head + at]);
          }
          for (int h = 0; h < heads; h++) {
            values[layer + h * head + at] = sum.value() / heads;
          }
        }
      }
    }
    return Vectors.copy(values, like);
  }

  static NumericArray overSamples(
      NumericArray vectors, List<NumericArray> runs, List<Set<Integer>> padded) {
    double[] mean = vectors.toDoubles();
    CompensatedRow sum = new CompensatedRow(mean.length);
    int tokens = vectors.length(2);
    int width = vectors.length(3);
    int[] counts = new int[tokens];
    for (int run = 0; run < runs.size(); run++) {
      Vectors.checkLike("run " + run, runs.get(run), vectors);
      boolean[] left = flags(padded.get(run), tokens);
      double[] values = runs.get(run).toDoubles();
      for (int t = 0; t < tokens; t++) {
        counts[t] += left[t] ? 0 : 1;
      }
      for (int at = 0; at < values.length; at++) {
        sum.add(at, left[at / width % tokens] ? 0 : values[at]);
      }
    }
    for (int at = 0; at < mean.length; at++) {
      int count = counts[at / width % tokens];
      mean[at] = count == 0 ? mean[at] : sum.value(at) / count;
    }
    return Vectors.copy(mean, vectors);
  }
}
