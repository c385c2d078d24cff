package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

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
  private final double[] total;
  private final double[] targetLogit;
  private final double[] jensenShannon;
  private final double[] kullbackLeibler;
  private final double[] entropy;
  private final double[] rank;

  LensPasses(LensInput input, int[] targets) {
    this.input = input;
    this.layers = input.layers();
    this.positions = input.positions();
    this.targets = targets;
    int cells = Math.multiplyExact(layers, positions);
    this.largest = new double[cells];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    this.total = new double[cells];
    this.targetLogit = new double[cells];
    this.jensenShannon = new double[cells];
    this.kullbackLeibler = new double[cells];
    this.entropy = new double[cells];
    this.rank = new double[cells];
    Arrays.fill(rank, 1);
  }

  LensReading read(LogBase base) {
    blocks(this::sum);
    for (int cell = 0; cell < total.length; cell++) {
      checkArgument(
          total[cell] > 0,
          "logits must have a finite value at each position, got none at [layer %s, position %s]",
          cell / positions,
          cell % positions);
    }
    blocks(this::compare);
    double unit = base == LogBase.BITS ? Math.log(2) : 1;
    for (int cell = 0; cell < total.length; cell++) {
      jensenShannon[cell] /= unit;
      kullbackLeibler[cell] /= unit;
      entropy[cell] /= unit;
    }
    return new LensReading(
        array(jensenShannon),
        array(kullbackLeibler),
        array(entropy),
        targets.length == 0 ? Optional.empty() : Optional.of(array(rank)),
        input.states().map(LensPasses::cosineDistance),
        base,
        input.toString());
  }

  private NumericArray array(double[] values) {
    return NumericArray.copyOf(values, layers, positions);
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
      total[cell] = total[cell] * Math.exp(largest[cell] - logit) + 1;
      largest[cell] = logit;
    } else if (logit > Double.NEGATIVE_INFINITY) {
      total[cell] += Math.exp(logit - largest[cell]);
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
          jensenShannon[cell] += LogitLens.cell(layer[v], last[v]);
          kullbackLeibler[cell] +=
              LogitLens.relativeCell(last[v], lastLog[v], layer[v], layerLog[v]);
          entropy[cell] -= layer[v] == 0 ? 0 : layer[v] * layerLog[v];
        }
      }
    }
  }

  /** Writes the chances of some logits, and replaces the logits by the logarithms of those. */
  private void predict(int cell, double[] chances, double[] logits) {
    double log = Math.log(total[cell]);
    for (int v = 0; v < chances.length; v++) {
      double above = logits[v] - largest[cell];
      chances[v] = Math.exp(above) / total[cell];
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

  private static NumericArray cosineDistance(NumericArray states) {
    int layers = states.length(0);
    int positions = states.length(1);
    double[] distance = new double[layers * positions];
    double[] last = new double[states.length(2)];
    double[] state = new double[last.length];
    for (int t = 0; t < positions; t++) {
      direction(states, layers - 1, t, last);
      for (int l = 0; l < layers; l++) {
        direction(states, l, t, state);
        double sum = 0;
        for (int c = 0; c < state.length; c++) {
          sum += (state[c] - last[c]) * (state[c] - last[c]);
        }
        distance[l * positions + t] = sum / 2;
      }
    }
    return NumericArray.copyOf(distance, layers, positions);
  }

  /** Reads a state at unit length: half the square of a difference loses nothing near 0. */
  private static void direction(NumericArray states, int layer, int position, double[] target) {
    states.read(((long) layer * states.length(1) + position) * target.length, target);
    double square = 0;
    for (double x : target) {
      square += x * x;
    }
    double length = Math.sqrt(square);
    for (int c = 0; c < target.length; c++) {
      target[c] /= length;
    }
  }
}
