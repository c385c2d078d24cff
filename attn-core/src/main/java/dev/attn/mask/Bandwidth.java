package dev.attn.mask;

/**
 * How far the allowed cells of a mask reach from the diagonal on which key and row number are
 * equal.
 *
 * @param back largest {@code q - k} of an allowed cell, 0 if no key lies before its row
 * @param ahead largest {@code k - q} of an allowed cell, 0 if no key lies after its row
 */
public record Bandwidth(int back, int ahead) {}
