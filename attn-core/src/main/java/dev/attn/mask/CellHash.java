package dev.attn.mask;

/**
 * The hash that random masks are made of: one number for every cell, the same on every machine.
 *
 * <p>A cell can be computed alone and in any order. The mixing steps are the finalizer of
 * SplitMix64.
 */
final class CellHash {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private CellHash() {}

  /** Returns the hash of cell {@code (a, b)}. */
  static long of(long seed, long a, long b) {
    return cell(row(seed, a), b);
  }

  /** Returns what all cells of row {@code a} share. */
  static long row(long seed, long a) {
    return mix(mix(seed + GOLDEN) + GOLDEN * (a + 1));
  }

  /** Returns the hash of key {@code b} in a row. */
  static long cell(long row, long b) {
    return mix(row + GOLDEN * (b + 1));
  }

  /** Returns a hash as a fraction in [0, 1). */
  static double fraction(long hash) {
    return (hash >>> 11) * 0x1p-53;
  }

  private static long mix(long value) {
    long z = value;
    z ^= z >>> 30;
    z *= 0xbf58476d1ce4e5b9L;
    z ^= z >>> 27;
    z *= 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return z;
  }
}
