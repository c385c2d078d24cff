package dev.attn.mask;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the weights of all heads together are not zero: the first and last such key of each query,
 * and the last such query of each key. The families of masks that are tried are decided by these
 * alone.
 */
final class ZeroPattern {

  private final int queries;
  private final int keys;
  private final int[] firstKeys;
  private final int[] lastKeys;
  private final int[] lastQueries;

  private ZeroPattern(int queries, int keys) {
    this.queries = queries;
    this.keys = keys;
    this.firstKeys = filled(queries, keys);
    this.lastKeys = filled(queries, -1);
    this.lastQueries = filled(keys, -1);
  }

  private static int[] filled(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return values;
  }

  static ZeroPattern of(AttentionTensor weights) {
    TensorShape shape = weights.shape();
    ZeroPattern pattern = new ZeroPattern(shape.queries(), shape.keys());
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        pattern.add(weights.layer(l).head(h));
      }
    }
    return pattern;
  }

  private void add(AttentionMatrix head) {
    double[] row = new double[keys];
    for (int q = 0; q < queries; q++) {
      head.row(q, row);
      for (int k = 0; k < keys; k++) {
        if (row[k] != 0) {
          firstKeys[q] = Math.min(firstKeys[q], k);
          lastKeys[q] = Math.max(lastKeys[q], k);
          lastQueries[k] = Math.max(lastQueries[k], q);
        }
      }
    }
  }

  /** Returns causal or full by the rule of {@link MaskAudit#causalOrFull}. */
  static AttentionMask causalOrFull(AttentionTensor weights) {
    int queries = weights.shape().queries();
    int keys = weights.shape().keys();
    if (queries > keys) {
      return Masks.full(queries, keys);
    }
    ZeroPattern pattern = of(weights);
    boolean causal = queries == 1 || (pattern.isCausal() && pattern.readsBack());
    return causal ? pattern.causal() : Masks.full(queries, keys);
  }

  private int self(int q) {
    return q + keys - queries;
  }

  private boolean isCausal() {
    return ahead() <= 0;
  }

  private boolean readsBack() {
    for (int q = 0; q < queries; q++) {
      if (firstKeys[q] < self(q)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how far a query reaches before its own position, at least 0. */
  private int back() {
    int back = 0;
    for (int q = 0; q < queries; q++) {
      back = Math.max(back, self(q) - firstKeys[q]);
    }
    return back;
  }

  /** Returns how far a query reaches after its own position, at least 0. */
  private int ahead() {
    int ahead = 0;
    for (int q = 0; q < queries; q++) {
      ahead = Math.max(ahead, lastKeys[q] < 0 ? 0 : lastKeys[q] - self(q));
    }
    return ahead;
  }

  private AttentionMask causal() {
    return queries == keys ? Masks.causal(keys) : Masks.causalBottomRight(queries, keys);
  }

  /** Returns the smallest of the fitting masks, the first of equally large ones. */
  AttentionMask smallest() {
    AttentionMask best = Masks.full(queries, keys);
    for (AttentionMask mask : fitting()) {
      best = mask.cellCount() < best.cellCount() ? mask : best;
    }
    return best;
  }

  private List<AttentionMask> fitting() {
    List<AttentionMask> fitting = new ArrayList<>();
    MaskShape shape = MaskShape.bottomRight(queries, keys);
    boolean square = queries == keys;
    if (isCausal()) {
      fitting.add(causal());
      fitting.add(square ? Masks.slidingWindow(keys, back() + 1) : Masks.window(shape, back(), 0));
    }
    fitting.add(square ? Masks.band(keys, back(), ahead()) : Masks.window(shape, back(), ahead()));
    if (square) {
      if (isCausal()) {
        fitting.add(sinksAndWindow());
      }
      fitting.add(Masks.prefixLm(keys, prefix()));
      int[] lengths = documentLengths();
      fitting.add(Masks.documentsOfLengths(lengths));
      if (isCausal()) {
        fitting.add(Masks.packedCausal(lengths));
      }
      fitting.add(blockCausal());
    }
    return fitting;
  }

  /**
   * For every number of sinks there is one smallest window; this is the best pair of the two.
   *
   * <p>What a causal mask has more lies between the sinks and the window, so the smaller sum of
   * both wins, and of equal sums the one with fewer sinks.
   */
  private AttentionMask sinksAndWindow() {
    int bestSinks = 0;
    int bestKeys = keys;
    int window = 1;
    for (int sinks = keys; sinks >= 0; sinks--) {
      if (sinks < keys) {
        window = Math.max(window, lastQueries[sinks] - sinks + 1);
      }
      if ((long) sinks + window <= (long) bestSinks + bestKeys) {
        bestSinks = sinks;
        bestKeys = window;
      }
    }
    return Masks.sinksAndWindow(keys, bestSinks, Math.max(1, bestKeys));
  }

  private int prefix() {
    int prefix = 0;
    for (int q = 0; q < queries; q++) {
      prefix = lastKeys[q] > q ? Math.max(prefix, lastKeys[q] + 1) : prefix;
    }
    return prefix;
  }

  /** Returns the shortest documents that no weight crosses. */
  private int[] documentLengths() {
    int[] reach = new int[keys];
    for (int q = 0; q < keys; q++) {
      int from = Math.min(q, firstKeys[q]);
      reach[from] = Math.max(reach[from], Math.max(q, lastKeys[q]));
    }
    int[] lengths = new int[keys];
    int count = 0;
    int start = 0;
    int end = 0;
    for (int token = 0; token < keys; token++) {
      end = Math.max(end, reach[token]);
      if (end <= token) {
        lengths[count++] = token + 1 - start;
        start = token + 1;
        end = start;
      }
    }
    return Arrays.copyOf(lengths, count);
  }

  private AttentionMask blockCausal() {
    AttentionMask best = Masks.full(keys);
    for (int size = 1; size < keys; size++) {
      if (fitsBlocks(size)) {
        AttentionMask mask = Masks.blockCausal(MaskShape.square(keys), size);
        best = mask.cellCount() < best.cellCount() ? mask : best;
      }
    }
    return best;
  }

  private boolean fitsBlocks(int size) {
    for (int q = 0; q < queries; q++) {
      if (lastKeys[q] >= 0 && lastKeys[q] / size > q / size) {
        return false;
      }
    }
    return true;
  }
}
