package dev.attn.mask;

/**
 * A cell in which two masks differ.
 *
 * @param query its row
 * @param key its column
 * @param here whether the mask that was asked allows it
 * @param there whether the other mask allows it
 */
public record CellDifference(int query, int key, boolean here, boolean there) {}
