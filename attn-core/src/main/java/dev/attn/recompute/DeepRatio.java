package dev.attn.recompute;

/**
 * The share of positions that settle in the deep layers of a model.
 *
 * @param value the share, in [0, 1]; NaN if no position settles
 * @param deepFrom the first deep layer, counted from 1
 * @param positionsDeep positions that settle there or later
 * @param positionsUsed positions that settle at all
 * @param positionsUndefined positions that never settle; they are left out
 * @param how what was computed
 * @source Chen et al. 2026, Think Deep, Not Just Long, arXiv:2602.13517
 */
public record DeepRatio(
    double value,
    int deepFrom,
    long positionsDeep,
    long positionsUsed,
    long positionsUndefined,
    LensProvenance how) {}
