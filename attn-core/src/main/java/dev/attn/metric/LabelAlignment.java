package dev.attn.metric;

import dev.attn.mask.Runs;
import java.util.List;

/**
 * How much attention lies on gold labels, beside what rows that read all their keys alike have
 * there, and the best that a head can reach that always reads the same offset.
 *
 * @source Vig and Belinkov 2019, Analyzing the Structure of Attention, arXiv:1906.04284; not
 *     compared with the paper
 */
final class LabelAlignment extends MatrixMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("label.alignment", "Σ f a / Σ a with f(q, k) = 1 for gold labels, else 0")
          .meaning("whether a head reads what the labels say; only worth something above baselines")
          .range("[0, 1]")
          .unit("mass")
          .source("Vig and Belinkov 2019, arXiv:1906.04284; not compared with the paper")
          .variants(
              "alignment; uniform: the same of a = 1/n; offset: the best of a head that reads one"
                  + " fixed offset, over the same rows; best offset: how many tokens back that is");

  LabelAlignment() {
    super(INFO, Need.GOLD_LABELS);
  }

  @Override
  List<String> variants(MetricContext context) {
    return List.of("alignment", "uniform", "offset", "best offset");
  }

  @Override
  String unit(String variant) {
    return switch (variant) {
      case "offset" -> "";
      case "best offset" -> "tokens";
      default -> info().unit();
    };
  }

  @Override
  boolean looksAtPositions() {
    return true;
  }

  @Override
  Tally start(MetricContext context) {
    return new Alignment(context);
  }

  private static final class Alignment implements Tally {

    private final MetricContext context;
    private final BestOffset baseline;
    private final CompensatedSum labelled = new CompensatedSum();
    private final CompensatedSum all = new CompensatedSum();
    private final CompensatedSum uniform = new CompensatedSum();
    private long rows;

    Alignment(MetricContext context) {
      this.context = context;
      this.baseline = new BestOffset(context);
    }

    @Override
    public void add(MetricRow row) {
      Runs gold = context.gold().row(row.query());
      CompensatedSum own = new CompensatedSum();
      int cells = 0;
      for (int i = 0; i < row.count(); i++) {
        if (gold.contains(row.key(i))) {
          own.add(row.weight(i));
          cells++;
        }
      }
      labelled.add(own.value());
      all.add(row.sum());
      uniform.add((double) cells / row.count());
      baseline.add(row, gold);
      rows++;
    }

    @Override
    public List<PartScore> finish() {
      return List.of(
          PartScore.ratio(labelled.value(), all.value(), rows),
          PartScore.mean(uniform.value(), rows),
          baseline.share(),
          baseline.offset());
    }
  }
}
