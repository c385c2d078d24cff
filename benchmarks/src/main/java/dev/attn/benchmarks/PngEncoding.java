package dev.attn.benchmarks;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import dev.attn.render.encode.PngEncoder;
import dev.attn.render.figure.Grid;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.Typeface;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** Time and size of PNG files: our encoder against that of the JDK. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Djava.awt.headless=true")
public class PngEncoding {

  /** A picture: rows of softmax weights, one pixel or 24 pixels per cell. */
  @Param({"map", "figure"})
  public String picture = "map";

  private BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

  /** The length of the last file. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Size {
    /** In bytes. */
    public long bytes;
  }

  /** Paints the picture. */
  @Setup
  public void paint() {
    Scene scene = picture.equals("map") ? scene(2048, 1) : scene(24, 16);
    image = new ScenePainter(Typeface.bundled()).image(scene);
  }

  /** Encodes with our encoder. */
  @Benchmark
  public byte[] ours(Size size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PngEncoder(1).write(image, out);
    size.bytes = out.size();
    return out.toByteArray();
  }

  /** Encodes with the JDK's encoder. */
  @Benchmark
  public byte[] imageIo(Size size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    size.bytes = out.size();
    return out.toByteArray();
  }

  private static Scene scene(int tokens, int cell) {
    Grid grid = new CausalRows(tokens);
    ColorScale scale = new ColorScale(Colormaps.viridis(), Normalization.sqrt().withLimits(0, 0.3));
    if (cell == 1) {
      Box box = new Box(0, 0, tokens, tokens);
      return new Scene(
          tokens,
          tokens,
          0xffffff,
          List.of(new Mark.Cells("cells", Role.CELLS, box, grid, scale, 1, 1)));
    }
    Box box = new Box(70, 30, tokens * cell, tokens * cell);
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Rect.frame("frame", Role.FRAME, box.grow(1), 0, 1));
    marks.add(new Mark.Cells("cells", Role.CELLS, box, grid, scale, cell, cell));
    for (int i = 0; i < tokens; i++) {
      int middle = i * cell + cell / 2 + 4;
      marks.add(label("row" + i, new Point(20, 30 + middle), Rotation.NONE));
      marks.add(label("column" + i, new Point(70 + middle, box.bottom() + 50), Rotation.UP));
    }
    return new Scene(box.right() + 12, box.bottom() + 60, 0xffffff, marks);
  }

  private static Mark label(String id, Point origin, Rotation rotation) {
    Box box = new Box(0, 0, 0, 0);
    return new Mark.Text(id, Role.TICK_LABEL, box, id, 11, 0, origin, rotation);
  }

  /** Softmax over random logits with a sink and a decay, zero above the diagonal. */
  private static final class CausalRows implements Grid {
    private final float[] weights;
    private final int tokens;

    CausalRows(int tokens) {
      this.tokens = tokens;
      weights = new float[tokens * tokens];
      Random random = new Random(2048);
      for (int q = 0; q < tokens; q++) {
        double sum = 0;
        for (int k = 0; k <= q; k++) {
          double logit = random.nextGaussian() - 0.01 * (q - k) + (k == 0 ? 6 : 0);
          weights[q * tokens + k] = (float) Math.exp(logit);
          sum += weights[q * tokens + k];
        }
        for (int k = 0; k <= q; k++) {
          weights[q * tokens + k] /= (float) sum;
        }
      }
    }

    @Override
    public int rows() {
      return tokens;
    }

    @Override
    public int columns() {
      return tokens;
    }

    @Override
    public float value(int row, int column) {
      return weights[row * tokens + column];
    }
  }
}
