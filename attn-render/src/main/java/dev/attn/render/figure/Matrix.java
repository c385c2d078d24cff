package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Blocks in rows and columns, the cells of each row and column aligned.
 *
 * @param blocks one list per row, all of one length
 * @param gap what they keep between them
 * @param rowHeaders left of the rows, one each or none
 * @param columnHeaders above the columns, one each or none
 * @param headerAngle how the row headers are turned
 */
public record Matrix(
    List<List<Block>> blocks,
    Gap gap,
    List<String> rowHeaders,
    List<String> columnHeaders,
    LabelAngle headerAngle)
    implements Block {

  /** Copies the lists and checks their lengths. */
  public Matrix {
    requireNonNull(blocks, "blocks must not be null");
    requireNonNull(gap, "gap must not be null");
    requireNonNull(rowHeaders, "rowHeaders must not be null");
    requireNonNull(columnHeaders, "columnHeaders must not be null");
    requireNonNull(headerAngle, "headerAngle must not be null");
    blocks = PanelLists.copy(blocks);
    rowHeaders = ImmutableList.copyOf(rowHeaders);
    columnHeaders = ImmutableList.copyOf(columnHeaders);
    int columns = blocks.isEmpty() ? 0 : blocks.get(0).size();
    checkArgument(columns > 0, "matrix must hold at least one block, got 0");
    for (List<Block> row : blocks) {
      checkArgument(
          row.size() == columns,
          "rows of a matrix must have %s blocks like the first, got %s",
          columns,
          row.size());
    }
    checkHeaders("row", rowHeaders.size(), blocks.size());
    checkHeaders("column", columnHeaders.size(), columns);
  }

  private static void checkHeaders(String name, int headers, int count) {
    checkArgument(
        headers == 0 || headers == count,
        "%s headers must be %s, one each, got %s",
        name,
        count,
        headers);
  }

  /** Returns blocks without headers. */
  public static Matrix of(List<? extends List<? extends Block>> blocks, Gap gap) {
    requireNonNull(blocks, "blocks must not be null");
    return new Matrix(PanelLists.copy(blocks), gap, List.of(), List.of(), LabelAngle.UPRIGHT);
  }

  /** Returns these blocks with headers left of the rows. */
  public Matrix withRowHeaders(List<String> headers, LabelAngle angle) {
    requireNonNull(headers, "headers must not be null");
    requireNonNull(angle, "angle must not be null");
    return new Matrix(blocks, gap, headers, columnHeaders, angle);
  }

  /** Returns these blocks with headers above the columns. */
  public Matrix withColumnHeaders(List<String> headers) {
    requireNonNull(headers, "headers must not be null");
    return new Matrix(blocks, gap, rowHeaders, headers, headerAngle);
  }

  @Override
  public List<Panel> panels() {
    ImmutableList.Builder<Panel> panels = ImmutableList.builder();
    for (List<Block> row : blocks) {
      for (Block block : row) {
        panels.addAll(block.panels());
      }
    }
    return panels.build();
  }

  @Override
  public List<Grid> grids() {
    ImmutableList.Builder<Grid> grids = ImmutableList.builder();
    for (List<Block> row : blocks) {
      for (Block block : row) {
        grids.addAll(block.grids());
      }
    }
    return grids.build();
  }
}
