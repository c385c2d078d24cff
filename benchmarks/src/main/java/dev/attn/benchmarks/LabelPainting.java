package dev.attn.benchmarks;

import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.Typeface;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hundred labels of 11 px in the font of the library: as outlines that are filled, which needs no
 * fonts of the system, against {@link Graphics2D#drawString(String, int, int)}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Djava.awt.headless=true")
public class LabelPainting {

  private static final int LABELS = 100;
  private static final int LINE = 16;
  private static final int WIDTH = 200;
  private static final int SIZE = 11;

  private final List<String> labels = new ArrayList<>();
  private final Typeface typeface = Typeface.bundled();
  private final ScenePainter painter = new ScenePainter(typeface);
  private Scene scene = new Scene(1, 1, 0xffffff, List.of());
  private Font font = new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);

  /** Makes the labels, all different. */
  @Setup
  public void make() throws IOException, FontFormatException {
    List<Mark> marks = new ArrayList<>();
    Box box = new Box(0, 0, 0, 0);
    for (int i = 0; i < LABELS; i++) {
      String label = "token " + i + " of a label";
      labels.add(label);
      marks.add(
          new Mark.Text(
              "label" + i,
              Role.TICK_LABEL,
              box,
              label,
              SIZE,
              0,
              new Point(4, origin(i)),
              Rotation.NONE));
    }
    scene = new Scene(WIDTH, LABELS * LINE, 0xffffff, marks);
    try (InputStream file =
        Objects.requireNonNull(Typeface.class.getResourceAsStream("DejaVuSans.ttf"))) {
      font = Font.createFont(Font.TRUETYPE_FONT, file).deriveFont((float) SIZE);
    }
  }

  private static int origin(int label) {
    return label * LINE + 12;
  }

  /** Paints as the library does. */
  @Benchmark
  public BufferedImage outlines() {
    return painter.image(scene);
  }

  /** Paints with the text of Java2D, which keeps glyphs it has drawn. */
  @Benchmark
  public BufferedImage drawString() {
    BufferedImage image = new BufferedImage(WIDTH, LABELS * LINE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, LABELS * LINE);
    graphics.setColor(Color.BLACK);
    graphics.setFont(font);
    for (int i = 0; i < LABELS; i++) {
      graphics.drawString(labels.get(i), 4, origin(i));
    }
    graphics.dispose();
    return image;
  }

  /** Measures the labels as layout does. */
  @Benchmark
  public int widths() {
    int sum = 0;
    for (String label : labels) {
      sum += typeface.width(label, SIZE);
    }
    return sum;
  }

  /** Measures the labels with the font of Java2D. */
  @Benchmark
  public double stringBounds() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    double sum = 0;
    for (String label : labels) {
      sum += graphics.getFontMetrics(font).stringWidth(label);
    }
    graphics.dispose();
    return sum;
  }
}
