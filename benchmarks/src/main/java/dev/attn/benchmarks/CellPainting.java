package dev.attn.benchmarks;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Grid;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Typeface;
import dev.attn.tensor.Threads;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cells of 2048 x 2048 px, through the array of the image as the library paints them, against what
 * Java2D offers. All on one thread, with the same grid and scale.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Djava.awt.headless=true", "-Xmx2g"})
public class CellPainting {

  private static final int SIDE = 2048;

  /** The side of one cell in px. */
  @Param({"1", "4", "32"})
  public int cell = 1;

  private final ColorScale scale = new ColorScale(Colormaps.viridis(), Normalization.linear(0, 1));
  private final ScenePainter painter = new ScenePainter(Typeface.bundled());
  private Grid grid = Grid.copyOf(new float[][] {{0}});

  /** Makes the values, and checks that all ways paint the same picture. */
  @Setup
  public void make() {
    Random random = new Random(SIDE);
    float[][] values = new float[SIDE / cell][SIDE / cell];
    for (float[] row : values) {
      for (int column = 0; column < row.length; column++) {
        row[column] = random.nextFloat();
      }
    }
    grid = Grid.copyOf(values);
    checkSame(intArray(), fillRect());
    checkSame(intArray(), setRgb());
  }

  private static void checkSame(BufferedImage ours, BufferedImage other) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        if (ours.getRGB(x, y) != other.getRGB(x, y)) {
          throw new IllegalStateException("pixels must be equal, got others at " + x + ", " + y);
        }
      }
    }
  }

  /** Paints as the library does. */
  @Benchmark
  public BufferedImage intArray() {
    Box box = new Box(0, 0, SIDE, SIDE);
    Mark.Cells cells = new Mark.Cells("cells", Role.CELLS, box, grid, scale, cell, cell);
    return Threads.none().call(() -> painter.cells(cells));
  }

  /** Fills a rectangle for each cell. */
  @Benchmark
  public BufferedImage fillRect() {
    BufferedImage image = image();
    Graphics2D graphics = image.createGraphics();
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        graphics.setColor(new Color(scale.rgb(grid.value(r, c))));
        graphics.fillRect(c * cell, r * cell, cell, cell);
      }
    }
    graphics.dispose();
    return image;
  }

  /** Sets one pixel after the other. */
  @Benchmark
  public BufferedImage setRgb() {
    BufferedImage image = image();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.setRGB(x, y, scale.rgb(grid.value(y / cell, x / cell)));
      }
    }
    return image;
  }

  private static BufferedImage image() {
    return new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
  }
}
