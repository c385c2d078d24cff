package dev.attn.render.scene;

/**
 * A corner of the pixel grid.
 *
 * @param x distance from the left edge of the picture
 * @param y distance from its top edge
 * @unit px
 */
public record Point(int x, int y) {}
