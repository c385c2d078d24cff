package dev.attn.metric;

import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.List;

/** The attention from each segment of queries to each segment of keys. */
final class SegmentBlocks extends MatrixMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "seg.block",
              "MASS Σ a / rows; DENSITY Σ a / allowed cells; LIFT MASS / MASS of a = 1/n; FULL_AREA"
                  + " Σ a / (rows · keys); each over the valid rows of s and the keys of t")
          .meaning("who reads whom")
          .range("MASS [0, 1], rows add up to 1 if segments cover every key once; LIFT at least 0")
          .source("common")
          .variants("MASS (default), DENSITY, LIFT, FULL_AREA; parts s->t")
          .reproduces("thought-anchors takes FULL_AREA and leaves the last token out");

  private final BlockMeasure measure;

  SegmentBlocks(BlockMeasure measure) {
    super(INFO, Need.SEGMENTS);
    this.measure = measure;
  }

  @Override
  String settings() {
    return measure.name();
  }

  @Override
  List<String> variants(MetricContext context) {
    List<String> names = new ArrayList<>();
    for (Span s : context.querySegments()) {
      for (Span t : context.keySegments()) {
        names.add(s.label() + "->" + t.label());
      }
    }
    return names;
  }

  @Override
  Tally start(MetricContext context) {
    return new Blocks(context);
  }

  private final class Blocks implements Tally {

    private final List<Span> from;
    private final List<Span> to;
    private final List<Block> blocks = new ArrayList<>();

    Blocks(MetricContext context) {
      from = context.querySegments();
      to = context.keySegments();
      for (int i = 0; i < from.size() * to.size(); i++) {
        blocks.add(new Block());
      }
    }

    @Override
    public void add(MetricRow row) {
      for (int t = 0; t < to.size(); t++) {
        int first = row.indexFrom(to.get(t).from());
        int end = row.indexFrom(to.get(t).to());
        for (int s = 0; s < from.size(); s++) {
          if (from.get(s).contains(row.query())) {
            blocks.get(s * to.size() + t).add(row, first, end);
          }
        }
      }
    }

    @Override
    public List<PartScore> finish() {
      List<PartScore> parts = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        parts.add(blocks.get(i).score(measure, to.get(i % to.size()).size()));
      }
      return parts;
    }
  }

  /** The rows of one segment on the keys of another. */
  private static final class Block {

    private final CompensatedSum mass = new CompensatedSum();
    private final CompensatedSum uniform = new CompensatedSum();
    private long rows;
    private long rowsThatSee;
    private long cells;

    void add(MetricRow row, int first, int end) {
      CompensatedSum own = new CompensatedSum();
      for (int i = first; i < end; i++) {
        own.add(row.weight(i));
      }
      mass.add(own.value());
      uniform.add((double) (end - first) / row.count());
      rows++;
      rowsThatSee += end > first ? 1 : 0;
      cells += end - first;
    }

    PartScore score(BlockMeasure measure, int keys) {
      return switch (measure) {
        case MASS -> PartScore.mean(mass.value(), rows);
        case FULL_AREA -> PartScore.mean(mass.value() / keys, rows);
        case DENSITY -> PartScore.whole(mass.value() / cells, cells == 0 ? 0 : rowsThatSee);
        case LIFT -> PartScore.whole(mass.value() / uniform.value(), cells == 0 ? 0 : rows);
      };
    }
  }
}
