package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Blocks side by side, their cells aligned at the top.
 *
 * @param blocks from left to right
 * @param gap what they keep between them
 */
public record Row(List<Block> blocks, Gap gap) implements Block {

  /** Copies the blocks. */
  public Row {
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
