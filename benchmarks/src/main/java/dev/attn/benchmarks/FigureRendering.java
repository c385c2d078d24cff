package dev.attn.benchmarks;

import dev.attn.render.Render;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From figure to PNG file, warm and cold. Ask {@code benchmarks/peers/render.py} for matplotlib and
 * seaborn beside it.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FigureRendering {

  /** Which figure is drawn. */
  @Param({
    "1-mask-map",
    "2-layer-strips",
    "3-head-overview",
    "4-mean-interventions",
    "5-layer-token-map",
    "overview-144",
    "map-4096"
  })
  public String figure = "1-mask-map";

  private Figure drawn = HeatMap.of(Grid.copyOf(new float[][] {{0}}));
  private Path file = Path.of("");

  /** Opens the data; values that are computed on demand are computed while drawing. */
  @Setup
  public void read() throws IOException {
    drawn = BenchmarkFigures.named(figure);
    file = Files.createTempFile("attn-benchmark", ".png");
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(file);
  }

  /** Draws again and again. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Warmup(iterations = 8, time = 2)
  @Measurement(iterations = 5, time = 2)
  @Fork(
      value = 1,
      jvmArgsAppend = {"-Djava.awt.headless=true", "-Xmx2g"})
  public void warm() throws IOException {
    Render.png(drawn, file);
  }

  /** Draws once in a fresh JVM, whose start is not counted. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(
      value = 5,
      jvmArgsAppend = {"-Djava.awt.headless=true", "-Xmx2g"})
  public void cold() throws IOException {
    Render.png(drawn, file);
  }
}
