package dev.attn.render.figure;

/**
 * A cell of a grid.
 *
 * @param row from 0
 * @param column from 0
 */
public record Position(int row, int column) {

  Position transposed() {
    return new Position(column, row);
  }
}
