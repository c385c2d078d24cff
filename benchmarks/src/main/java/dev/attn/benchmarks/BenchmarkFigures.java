package dev.attn.benchmarks;

import dev.attn.examples.gallery.Gallery;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** The figures that are timed: the targets, an overview of 144 heads without zoom, a large map. */
final class BenchmarkFigures {

  /** Their names, in the order in which results are listed. */
  static final List<String> NAMES =
      List.of(
          "1-mask-map",
          "2-layer-strips",
          "3-head-overview",
          "4-mean-interventions",
          "5-layer-token-map",
          "overview-144",
          "map-4096");

  private static final int SIDE = 4096;

  private BenchmarkFigures() {}

  /** Returns one figure; reads no file for the large map. */
  static Figure named(String name) throws IOException {
    return switch (name) {
      case "overview-144" -> withoutZoom((HeadGrid) Gallery.figure("3-head-overview"));
      case "map-4096" -> HeatMap.of(softmaxRows(SIDE));
      default -> Gallery.figure(name);
    };
  }

  private static Figure withoutZoom(HeadGrid grid) {
    return HeadGrid.of(grid.values())
        .withIndexBase(1)
        .withOrientation(grid.orientation())
        .withScale(grid.presentation().scale());
  }

  /** Returns causal rows of normal scores after softmax. */
  private static Grid softmaxRows(int side) {
    Random random = new Random(20_260_501);
    float[][] rows = new float[side][side];
    for (int q = 0; q < side; q++) {
      double sum = 0;
      for (int k = 0; k <= q; k++) {
        double weight = Math.exp(random.nextGaussian());
        rows[q][k] = (float) weight;
        sum += weight;
      }
      for (int k = 0; k <= q; k++) {
        rows[q][k] /= (float) sum;
      }
    }
    return Grid.copyOf(rows);
  }
}
