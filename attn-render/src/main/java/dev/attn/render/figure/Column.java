package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Blocks one below the other, their cells aligned at the left.
 *
 * @param blocks from top to bottom
 * @param gap what they keep between them
 */
public record Column(List<Block> blocks, Gap gap) implements Block {

  /** Copies the blocks. */
  public Column {
    requireNonNull(blocks, "blocks must not be null");
    requireNonNull(gap, "gap must not be null");
    blocks = ImmutableList.copyOf(blocks);
  }

  @Override
  public List<Panel> panels() {
    return blocks.stream().flatMap(block -> block.panels().stream()).toList();
  }

  @Override
  public List<Grid> grids() {
    return blocks.stream().flatMap(block -> block.grids().stream()).toList();
  }
}
