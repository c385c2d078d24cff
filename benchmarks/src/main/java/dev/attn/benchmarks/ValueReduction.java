package dev.attn.benchmarks;

import dev.attn.render.figure.Budget;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Reduction;
import dev.attn.render.layout.Layouter;
import dev.attn.render.scene.Mark;
import dev.attn.render.text.Typeface;
import dev.attn.tensor.AttentionMatrix;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One large map, its limits found and its cells brought down to at most 1024 x 1024 for a picture.
 */
public class ValueReduction extends Kernel {

  private static final int SIDE = 1024;

  /** What stands for a block of cells. */
  @Param({"MAX", "MEAN"})
  public String kind = "MAX";

  private AttentionMatrix map = AttentionMatrix.copyOf(new float[0][]);
  private Layouter layouter = Layouter.of(Typeface.bundled());

  @Override
  public void load() throws IOException {
    map = KernelData.CAUSAL.read(1, 1, n).layer(0).head(0);
    layouter =
        layouter.withBudget(
            Budget.unlimited().withSide(SIDE).withReduction(Reduction.valueOf(kind)));
  }

  /** The cells that are drawn. */
  @Benchmark
  public float[] cells() {
    return work(
        () ->
            layouter.layout(HeatMap.of(map)).scene().marks().stream()
                .filter(Mark.Cells.class::isInstance)
                .map(mark -> values(((Mark.Cells) mark).grid()))
                .findFirst()
                .orElseThrow());
  }

  private static float[] values(Grid grid) {
    float[] values = new float[grid.rows() * grid.columns()];
    float[] row = new float[grid.columns()];
    for (int r = 0; r < grid.rows(); r++) {
      grid.row(r, row);
      System.arraycopy(row, 0, values, r * row.length, row.length);
    }
    return values;
  }
}
