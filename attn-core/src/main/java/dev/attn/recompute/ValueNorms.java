package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.KeyHeadMap;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Runs;
import dev.attn.tensor.NumericArray;

/** The norms of the values that each query head reads. */
final class ValueNorms {

  private final NumericArray norms;
  private final KeyHeadMap valueHeads;

  private ValueNorms(NumericArray norms, KeyHeadMap valueHeads) {
    this.norms = norms;
    this.valueHeads = valueHeads;
  }

  static ValueNorms of(
      NumericArray norms, int layers, int heads, AttentionMask mask, RecomputeOptions options) {
    checkArgument(
        norms.rank() == 3 && norms.length(0) == layers && norms.length(2) == mask.keys(),
        "norms must have shape [%s, heads, %s] like queries and keys, got %s",
        layers,
        mask.keys(),
        norms.shape());
    int given = norms.length(1);
    boolean oneForEach =
        given == heads && options.keyHeads().map(map -> map.groups() != heads).orElse(true);
    ValueNorms values =
        new ValueNorms(
            norms,
            oneForEach
                ? KeyHeadMap.contiguous(heads, heads)
                : Recompute.keyHeads("norms", given, heads, options));
    values.check(mask.unusedKeys());
    return values;
  }

  /** Checks the norms of all keys that some query may see. */
  private void check(Runs unused) {
    for (int l = 0; l < norms.length(0); l++) {
      for (int h = 0; h < norms.length(1); h++) {
        double[] keys = norms.slice(l).slice(h).toDoubles();
        for (int k = 0; k < keys.length; k++) {
          checkArgument(
              (keys[k] >= 0 && Double.isFinite(keys[k])) || unused.contains(k),
              "norm must be finite and at least 0, got %s at [layer %s, head %s, key %s]",
              keys[k],
              l,
              h,
              k);
        }
      }
    }
  }

  /** Returns one norm for each key that a query head reads. */
  double[] of(int layer, int head) {
    return norms.slice(layer).slice(valueHeads.keyHead(head)).toDoubles();
  }
}
