package dev.attn.render.figure;

/**
 * A frame of 2 px around one position.
 *
 * @param row position on the row axis
 * @param column position on the column axis
 * @param color {@code 0xRRGGBB}
 */
public record Outline(int row, int column, int color) implements Overlay {}
