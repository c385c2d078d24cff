package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.Masks;
import dev.attn.render.color.Blend;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Scale;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Draws scales of every kind into target/gallery, to be looked at. */
final class ScaleGalleryTest {

  /** Softmax rows with a sink: the first key takes most of every row. */
  static Grid sink(int tokens) {
    SplittableRandom random = new SplittableRandom(11);
    double[][] rows = new double[tokens][tokens];
    for (int q = 0; q < tokens; q++) {
      double sum = 0;
      for (int k = 0; k <= q; k++) {
        rows[q][k] = StrictMath.exp(random.nextGaussian() * 1.5 + (k == 0 ? 5 : 0));
        sum += rows[q][k];
      }
      for (int k = 0; k <= q; k++) {
        rows[q][k] /= sum;
      }
    }
    return Grid.copyOf(rows).withMask(Masks.causal(tokens));
  }

  /** Differences of both signs, more above 0 than below. */
  static Grid differences(int tokens) {
    SplittableRandom random = new SplittableRandom(12);
    float[][] rows = new float[tokens][tokens];
    for (int q = 0; q < tokens; q++) {
      for (int k = 0; k < tokens; k++) {
        double size = StrictMath.pow(10, random.nextDouble(-3, 0));
        rows[q][k] = (float) (random.nextDouble() < 0.4 ? -size / 4 : size);
      }
    }
    return Grid.copyOf(rows);
  }

  private static HeatMap map(Grid grid, Scale scale, String title) {
    return HeatMap.of(grid)
        .withRows(Axis.numbered(0, grid.rows() - 1).withTitle("query"))
        .withColumns(Axis.numbered(0, grid.columns() - 1).withTitle("key"))
        .withScale(scale.withTitle("weight"))
        .withTitle(title);
  }

  static Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    Grid sink = sink(16);
    figures.put("linear", map(sink, Scale.zeroToMax(), "linear, [0, max]"));
    figures.put("sqrt", map(sink, Scale.sqrt(), "square root"));
    figures.put("log", map(sink, Scale.log(), "logarithm"));
    figures.put("log-fixed", map(sink, Scale.log(1e-3, 1), "logarithm, 0.001 to 1"));
    figures.put(
        "no-sink",
        map(
            sink,
            Scale.zeroToMax().withLimits(Limits.zeroToMax().ignoringFirstKey()),
            "[0, max] without the first key"));
    figures.put(
        "percentiles",
        map(sink, Scale.zeroToMax().withLimits(Limits.percentiles(5, 90)), "percentiles 5 to 90"));
    figures.put("classes", map(sink, Scale.classes(0, 0.001, 0.01, 0.05, 0.2, 1), "five classes"));
    Grid differences = differences(16);
    figures.put("diverging", map(differences, Scale.diverging(), "symmetric about 0"));
    figures.put(
        "centred",
        map(
            differences,
            Scale.centred(0).withColormap(Colormaps.named("RdBu").reversed()),
            "two slopes about 0"));
    figures.put("symlog", map(differences, Scale.symlog(0.01), "symmetric logarithm"));
    figures.put(
        "own-map",
        map(
            sink,
            Scale.sqrt().withColormap(Colormap.of("ink", Blend.OKLAB, 0xffffff, 0x08306b)),
            "white to ink"));
    figures.put(
        "own-diverging",
        map(
            differences,
            Scale.linear(-0.5, 0.5)
                .withColormap(Colormap.diverging("green-violet", 0x1b7837, 0x762a83)),
            "green and violet, fixed limits"));
    return figures;
  }

  @Test
  void scales_areDrawn() throws IOException {
    for (Map.Entry<String, Figure> figure : figures().entrySet()) {
      assertThat(GalleryTest.draw("scale-" + figure.getKey(), figure.getValue())).isNotEmpty();
    }
  }
}
