package dev.attn.recompute;

import dev.attn.metric.BlockMeasure;
import dev.attn.metric.CompensatedSum;
import dev.attn.recompute.StreamKernel.Context;
import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.List;

/** The attention from each segment of queries to each segment of keys. */
final class SegmentFold implements RowFold {

  private final Context context;
  private final BlockMeasure measure;
  private final List<Span> from;
  private final List<Span> to;
  private final List<Block> blocks = new ArrayList<>();

  SegmentFold(Context context, BlockMeasure measure) {
    this.context = context;
    this.measure = measure;
    this.from = context.options().inputs().querySegments().orElseThrow();
    this.to = context.options().inputs().keySegments().orElseThrow();
    for (int i = 0; i < from.size() * to.size(); i++) {
      blocks.add(new Block());
    }
  }

  @Override
  public int width() {
    return 2 * to.size();
  }

  /**
   * Takes one row.
   *
   * @param numbers for each segment of keys its weight, then for each how many of its keys the row
   *     may see
   */
  @Override
  public void take(int query, double[] numbers) {
    long allowed = context.mask().row(query).cells();
    for (int s = 0; s < from.size(); s++) {
      for (int t = 0; from.get(s).contains(query) && t < to.size(); t++) {
        double cells = numbers[to.size() + t];
        blocks.get(s * to.size() + t).add(numbers[t], (long) cells, allowed);
      }
    }
  }

  @Override
  public List<Part> finish() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      parts.add(blocks.get(i).score(measure, to.get(i % to.size()).size()));
    }
    return parts;
  }

  /** The rows of one segment on the keys of another. */
  private static final class Block {

    private final CompensatedSum mass = new CompensatedSum();
    private final CompensatedSum uniform = new CompensatedSum();
    private long rows;
    private long rowsThatSee;
    private long cells;

    void add(double weight, long ownCells, long allowed) {
      mass.add(weight);
      uniform.add((double) ownCells / allowed);
      rows++;
      rowsThatSee += ownCells > 0 ? 1 : 0;
      cells += ownCells;
    }

    Part score(BlockMeasure measure, int keys) {
      return switch (measure) {
        case MASS -> Part.mean(mass.value(), rows);
        case FULL_AREA -> Part.mean(mass.value() / keys, rows);
        case DENSITY -> Part.share(mass.value(), (double) cells, rowsThatSee);
        case LIFT -> Part.share(mass.value(), uniform.value(), rows);
      };
    }
  }
}
