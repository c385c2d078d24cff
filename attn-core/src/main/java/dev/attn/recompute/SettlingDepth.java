package dev.attn.recompute;

import dev.attn.tensor.NumericArray;

/**
 * For each position the first layer whose prediction is near the last one.
 *
 * @param depths layers, counted from 1; NaN where no layer is near, which cannot happen if the
 *     distance of the last layer is 0
 * @param layers the number of layers
 * @param positionsUsed positions that settle
 * @param positionsUndefined positions that never do
 * @param how what was computed
 * @shape the depths are {@code [positions]}
 * @source Chen et al. 2026, Think Deep, Not Just Long, arXiv:2602.13517
 */
public record SettlingDepth(
    NumericArray depths,
    int layers,
    long positionsUsed,
    long positionsUndefined,
    LensProvenance how) {}
