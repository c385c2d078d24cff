package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.CompensatedSum;
import dev.attn.metric.LogBase;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Optional;

/**
 * Two passes over blocks of the vocabulary: first the logarithm of each sum, then the cells.
 *
 * <p>Every sum runs over the tokens one by one, so that the size of the blocks changes nothing.
 */
final class LensPasses {

  private final LensInput input;
  private final int layers;
  private final int positions;
  private final int[] targets;
  private final double[] largest;
  private final CompensatedSum[] total;
  private final double[] targetLogit;
  private final CompensatedSum[] jensenShannon;
  private final CompensatedSum[] kullbackLeibler;
  private final CompensatedSum[] entropy;
  private final double[] rank;

  LensPasses(LensInput input, int[] targets) {
    this.input = input;
    this.layers = input.layers();
    this.positions = input.positions();
    this.targets = targets;
    int cells = Math.multiplyExact(layers, positions);
    this.largest = new double[cells];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    this.total = sums(cells);
    this.targetLogit = new double[cells];
    this.jensenShannon = sums(cells);
    this.kullbackLeibler = sums(cells);
    this.entropy = sums(cells);
    this.rank = new double[cells];
    Arrays.fill(rank, 1);
  }

  private static CompensatedSum[] sums(int count) {
    CompensatedSum[] sums = new CompensatedSum[count];
    Arrays.setAll(sums, i -> new CompensatedSum());
    return sums;
  }

  LensReading read(LogBase base) {
    blocks(this::sum);
    for (int cell = 0; cell < total.length; cell++) {
      checkArgument(
          total[cell].value() > 0,
          "logits must have a finite value at each position, got none at [layer %s, position %s]",
          cell / positions,
          cell % positions);
    }
    blocks(this::compare);
    String unit = LensMap.name(base);
    double nats = base == LogBase.BITS ? Math.log(2) : 1;
    return new LensReading(
        map(LensCatalogue.JSD, values(jensenShannon, nats), unit),
        map(LensCatalogue.KL, values(kullbackLeibler, nats), unit),
        map(LensCatalogue.ENTROPY, values(entropy, nats), unit),
        targets.length == 0 ? Optional.empty() : Optional.of(map(LensCatalogue.RANK, rank, "")),
        input.states().map(states -> map(LensCatalogue.COSINE, cosineDistance(states), "")));
  }

  private static double[] values(CompensatedSum[] sums, double unit) {
    return Arrays.stream(sums).mapToDouble(sum -> sum.value() / unit).toArray();
  }

  private LensMap map(String id, double[] values, String unit) {
    return LensMap.counted(
        NumericArray.copyOf(values, layers, positions),
        new LensProvenance(id, "", input.toString(), input.type(), unit));
  }

  private interface Step {
    void take(LensInput.Block block, int from, double[][] buffers);
  }

  private void blocks(Step step) {
    int vocabulary = input.vocabulary();
    for (int from = 0; from < vocabulary; ) {
      int size = Math.min(input.block(), vocabulary - from);
      step.take(input.block(from, from + size), from, new double[4][size]);
      from += size;
    }
  }

  private void sum(LensInput.Block block, int from, double[][] buffers) {
    double[] logits = buffers[0];
    for (int cell = 0; cell < total.length; cell++) {
      int position = cell % positions;
      block.read(cell / positions, position, logits);
      for (int v = 0; v < logits.length; v++) {
        add(cell, logits[v], from + v);
      }
      if (targets.length > 0) {
        int target = targets[position] - from;
        if (target >= 0 && target < logits.length) {
          targetLogit[cell] = logits[target];
        }
      }
    }
  }

  private void add(int cell, double logit, int token) {
    checkArgument(
        logit < Double.POSITIVE_INFINITY,
        "logit must be a number below infinity, got %s at [layer %s, position %s, token %s]",
        logit,
        cell / positions,
        cell % positions,
        token);
    if (logit > largest[cell]) {
      total[cell].multiply(Math.exp(largest[cell] - logit));
      total[cell].add(1);
      largest[cell] = logit;
    } else if (logit > Double.NEGATIVE_INFINITY) {
      total[cell].add(Math.exp(logit - largest[cell]));
    }
  }

  private void compare(LensInput.Block block, int from, double[][] buffers) {
    double[] last = buffers[0];
    double[] lastLog = buffers[1];
    double[] layer = buffers[2];
    double[] layerLog = buffers[3];
    for (int t = 0; t < positions; t++) {
      int lastCell = (layers - 1) * positions + t;
      block.read(layers - 1, t, lastLog);
      predict(lastCell, last, lastLog);
      for (int cell = t; cell < total.length; cell += positions) {
        block.read(cell / positions, t, layerLog);
        rank[cell] += targets.length == 0 ? 0 : ahead(cell, from, layerLog);
        predict(cell, layer, layerLog);
        for (int v = 0; v < layer.length; v++) {
          jensenShannon[cell].add(LogitLens.cell(layer[v], last[v]));
          kullbackLeibler[cell].add(
              LogitLens.relativeCell(last[v], lastLog[v], layer[v], layerLog[v]));
          entropy[cell].add(layer[v] == 0 ? 0 : -layer[v] * layerLog[v]);
        }
      }
    }
  }

  /** Writes the chances of some logits, and replaces the logits by the logarithms of those. */
  private void predict(int cell, double[] chances, double[] logits) {
    double sum = total[cell].value();
    double log = Math.log(sum);
    for (int v = 0; v < chances.length; v++) {
      double above = logits[v] - largest[cell];
      chances[v] = Math.exp(above) / sum;
      logits[v] = above - log;
    }
  }

  private int ahead(int cell, int from, double[] logits) {
    int target = targets[cell % positions];
    double own = targetLogit[cell];
    int ahead = 0;
    for (int v = 0; v < logits.length; v++) {
      boolean earlier = logits[v] == own && from + v < target;
      ahead += logits[v] > own || earlier ? 1 : 0;
    }
    return ahead;
  }

  private static double[] cosineDistance(NumericArray states) {
    int layers = states.length(0);
    int positions = states.length(1);
    double[] distance = new double[layers * positions];
    double[] last = new double[states.length(2)];
    double[] state = new double[last.length];
    for (int t = 0; t < positions; t++) {
      direction(states, layers - 1, t, last);
      for (int l = 0; l < layers; l++) {
        direction(states, l, t, state);
        CompensatedSum sum = new CompensatedSum();
        for (int c = 0; c < state.length; c++) {
          sum.add((state[c] - last[c]) * (state[c] - last[c]));
        }
        distance[l * positions + t] = sum.value() / 2;
      }
    }
    return distance;
  }

  /** Reads a state at unit length: half the square of a difference loses nothing near 0. */
  private static void direction(NumericArray states, int layer, int position, double[] target) {
    states.read(((long) layer * states.length(1) + position) * target.length, target);
    CompensatedSum square = new CompensatedSum();
    for (double x : target) {
      square.add(x * x);
    }
    double length = Math.sqrt(square.value());
    for (int c = 0; c < target.length; c++) {
      target[c] /= length;
    }
  }
}
