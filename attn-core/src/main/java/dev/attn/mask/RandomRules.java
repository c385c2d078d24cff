package dev.attn.mask;

import java.util.Arrays;

/** The rules of random patterns, all made of {@link CellHash}. */
final class RandomRules {

  /** A row ranks no more keys or blocks than this, so that its hashes fit in memory. */
  static final int MOST_RANKED = 1 << 22;

  private RandomRules() {}

  /** Every cell with the same probability. */
  record Bernoulli(int off, double density, long seed) implements Rule {

    @Override
    public void row(int q, int keys, RunBuffer out) {
      long row = CellHash.row(seed, (long) q + off);
      for (int k = 0; k < keys; k++) {
        out.add(k, CellHash.fraction(CellHash.cell(row, k)) < density ? k + 1 : k);
      }
    }

    @Override
    public boolean allows(int q, int k) {
      return CellHash.fraction(CellHash.of(seed, (long) q + off, k)) < density;
    }

    @Override
    public String reason(Call call, int q, int k) {
      double fraction = CellHash.fraction(CellHash.of(seed, (long) q + off, k));
      return "hash " + fraction + ", density " + density;
    }
  }

  /** The {@code count} keys of the row with the smallest hashes. */
  record Smallest(int off, int keys, int count, long seed) implements Rule {

    @Override
    public void row(int q, int ignored, RunBuffer out) {
      boolean[] candidates = new boolean[keys];
      Arrays.fill(candidates, true);
      out.addAll(smallest(CellHash.row(seed, (long) q + off), candidates, count));
    }

    @Override
    public boolean allows(int q, int k) {
      long row = CellHash.row(seed, (long) q + off);
      long own = CellHash.cell(row, k);
      int before = 0;
      for (int other = 0; other < keys && before < count; other++) {
        int order = Long.compareUnsigned(CellHash.cell(row, other), own);
        before += order < 0 || (order == 0 && other < k) ? 1 : 0;
      }
      return before < count;
    }

    @Override
    public String reason(Call call, int q, int k) {
      return (allows(q, k) ? "one of " : "none of ") + Math.min(count, keys) + " chosen keys";
    }

    @Override
    public long rowCells(int q, int ignored, RunBuffer scratch) {
      return Math.min(count, keys);
    }
  }

  /** Returns the {@code count} candidates with the smallest hashes, ties to the smaller one. */
  static Runs smallest(long row, boolean[] candidates, int count) {
    long[] hashes = new long[candidates.length];
    int found = 0;
    for (int b = 0; b < candidates.length; b++) {
      if (candidates[b]) {
        hashes[found++] = CellHash.cell(row, b) ^ Long.MIN_VALUE;
      }
    }
    long[] sorted = Arrays.copyOf(hashes, found);
    Arrays.sort(sorted);
    int taken = Math.min(count, found);
    RunBuffer out = new RunBuffer();
    if (taken == 0) {
      return out.toRuns();
    }
    long limit = sorted[taken - 1];
    int ties = taken;
    for (int i = 0; i < taken; i++) {
      ties -= sorted[i] < limit ? 1 : 0;
    }
    for (int b = 0; b < candidates.length; b++) {
      long hash = CellHash.cell(row, b) ^ Long.MIN_VALUE;
      if (candidates[b] && (hash < limit || (hash == limit && ties-- > 0))) {
        out.add(b, b + 1);
      }
    }
    return out.toRuns();
  }

  /** Blocks near the diagonal, global blocks, and a few random blocks for every block of rows. */
  record BigBird(int n, int block, int reach, Runs global, int random, long seed) implements Rule {

    private int blocks() {
      return (int) ((n + (long) block - 1) / block);
    }

    private boolean isFixed(int a, int b) {
      return Math.abs((long) a - b) <= reach || global.contains(a) || global.contains(b);
    }

    /** Returns the blocks that block row {@code a} sees. */
    private boolean[] visible(int a) {
      boolean[] visible = new boolean[blocks()];
      boolean[] candidates = new boolean[blocks()];
      for (int b = 0; b < visible.length; b++) {
        visible[b] = isFixed(a, b);
        candidates[b] = !visible[b];
      }
      Runs chosen = smallest(CellHash.row(seed, a), candidates, random);
      for (int b : chosen.toArray()) {
        visible[b] = true;
      }
      return visible;
    }

    @Override
    public void row(int q, int keys, RunBuffer out) {
      boolean[] visible = visible(q / block);
      for (int b = 0; b < visible.length; b++) {
        if (visible[b]) {
          out.addClipped((long) b * block, (b + 1L) * block, keys);
        }
      }
    }

    @Override
    public boolean allows(int q, int k) {
      return isFixed(q / block, k / block) || visible(q / block)[k / block];
    }

    @Override
    public String reason(Call call, int q, int k) {
      int a = q / block;
      int b = k / block;
      String blocks = "block of " + q + " is " + a + ", block of " + k + " is " + b;
      return isFixed(a, b) ? blocks + ", near or global" : blocks + ", neither near nor global";
    }
  }
}
