package dev.attn.render;

import dev.attn.io.FileContent;
import dev.attn.io.WholeFile;
import dev.attn.render.encode.FileInfo;
import dev.attn.render.encode.PdfEncoder;
import dev.attn.render.encode.PdfLibrary;
import dev.attn.render.encode.Picture;
import dev.attn.render.encode.PngEncoder;
import dev.attn.render.encode.SvgEncoder;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.layout.Layout;
import dev.attn.render.layout.Layouter;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Scene;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Draws figures: as an image, as a file, or on a graphics of one's own.
 *
 * <p>The same figure gives the same pixels on every machine, with or without fonts, and on any
 * number of threads at once. Nothing is kept between calls but the bundled typeface.
 */
public final class Render {

  private Render() {}

  /**
   * Returns a figure as an image of type {@link BufferedImage#TYPE_INT_RGB}.
   *
   * @cost 4 bytes per pixel
   */
  public static BufferedImage image(Figure figure) {
    return image(figure, Output.defaults());
  }

  /** Returns a figure as an image of type {@link BufferedImage#TYPE_INT_RGB}. */
  public static BufferedImage image(Figure figure, Output output) {
    Scene scene = layout(figure, output).scene();
    return painter(output).image(scene);
  }

  /**
   * Writes a figure as a PNG file, whatever the name of the file. There is the whole file in the
   * end, or what was there before.
   *
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void png(Figure figure, Path path) throws IOException {
    png(figure, path, Output.defaults());
  }

  /**
   * Writes a figure as a PNG file, whatever the name of the file; see {@link #png(Figure, Path)}.
   * The picture is painted in bands, so its size is limited by the file system only.
   *
   * @cost 16 MB, however large the picture
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void png(Figure figure, Path path, Output output) throws IOException {
    Objects.requireNonNull(path, "path must not be null");
    Drawing drawing = Drawing.of(figure, output);
    Picture picture = Picture.of(drawing.scene(), painter(output));
    PngEncoder encoder = new PngEncoder(output.scale());
    write(path, encoder.prepare(picture, () -> FigureInfo.of(drawing, output.metadata())));
  }

  /**
   * Writes figures of one size as an animated PNG file that is repeated for ever; a reader that
   * knows no animations shows the first. See {@link #png(Figure, Path)}.
   *
   * <p><b>When not to use this.</b> Figures that find their own limits have one scale each, and the
   * same colour then means another value in each frame: give them fixed limits.
   *
   * @param delay how long each figure is shown, from 1 to 65535 ms
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void animation(List<? extends Figure> frames, Duration delay, Path path)
      throws IOException {
    animation(frames, delay, path, Output.defaults());
  }

  /**
   * Writes figures of one size as an animated PNG file; see {@link #animation(List, Duration,
   * Path)}.
   *
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void animation(
      List<? extends Figure> frames, Duration delay, Path path, Output output) throws IOException {
    Objects.requireNonNull(output, "output must not be null");
    Objects.requireNonNull(frames, "frames must not be null");
    Objects.requireNonNull(delay, "delay must not be null");
    Objects.requireNonNull(path, "path must not be null");
    List<Drawing> drawings = frames.stream().map(each -> Drawing.of(each, output)).toList();
    List<Picture> pictures =
        drawings.stream().map(each -> Picture.of(each.scene(), painter(output))).toList();
    PngEncoder encoder = new PngEncoder(output.scale());
    int millis = (int) Math.max(0, Math.min(Integer.MAX_VALUE, delay.toMillis()));
    PngEncoder.check(pictures, millis);
    FileInfo info = FigureInfo.ofAll(drawings, output.metadata());
    write(path, out -> encoder.write(pictures, millis, info, out));
  }

  /**
   * Writes a figure as an SVG file, whatever the name of the file; see {@link #png(Figure, Path)}.
   *
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void svg(Figure figure, Path path) throws IOException {
    svg(figure, path, Output.defaults());
  }

  /**
   * Writes a figure as an SVG file. Its size in px is that of scale 1; another scale changes how
   * finely lengths are rounded.
   *
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void svg(Figure figure, Path path, Output output) throws IOException {
    Objects.requireNonNull(path, "path must not be null");
    Drawing drawing = Drawing.of(figure, output);
    FileInfo info = FigureInfo.of(drawing, output.metadata());
    SvgEncoder encoder = new SvgEncoder(output.typeface(), output.scale(), output.text());
    write(path, out -> encoder.write(drawing.scene(), info, out));
  }

  /**
   * Writes a figure as a PDF file of one page, whatever the name of the file; see {@link
   * #png(Figure, Path)}.
   *
   * @throws IllegalStateException if {@code org.apache.pdfbox:pdfbox} is not on the class path
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void pdf(Figure figure, Path path) throws IOException {
    pdf(figure, path, Output.defaults());
  }

  /**
   * Writes a figure as a PDF file of one page. 1 px is 0.75 pt at scale 1; another scale changes
   * how finely lengths are rounded.
   *
   * @throws IllegalStateException if {@code org.apache.pdfbox:pdfbox} is not on the class path
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void pdf(Figure figure, Path path, Output output) throws IOException {
    Objects.requireNonNull(path, "path must not be null");
    PdfLibrary.require();
    Drawing drawing = Drawing.of(figure, output);
    FileInfo info = FigureInfo.of(drawing, output.metadata());
    PdfEncoder encoder = new PdfEncoder(output.typeface(), output.scale(), output.text());
    write(path, out -> encoder.write(drawing.scene(), info, out));
  }

  private static void write(Path path, FileContent content) throws IOException {
    try {
      WholeFile.write(path, content);
    } catch (IOException e) {
      throw new IOException("path must be a file that can be written, got " + path, e);
    }
  }

  /**
   * Paints a figure with its top left corner at the origin of {@code graphics}, one unit per px. No
   * setting of {@code graphics} is changed.
   *
   * <p><b>When not to use this.</b> A transform that scales cannot keep cells sharp: lay the figure
   * out at that scale instead.
   */
  public static void paint(Figure figure, Graphics2D graphics) {
    paint(figure, graphics, Output.defaults());
  }

  /** Paints a figure at the scale of {@code output}; see {@link #paint(Figure, Graphics2D)}. */
  public static void paint(Figure figure, Graphics2D graphics, Output output) {
    Objects.requireNonNull(graphics, "graphics must not be null");
    Scene scene = layout(figure, output).scene();
    painter(output).paint(scene, graphics);
  }

  /**
   * Returns what drawing the figure does to its data and labels: how many cells there are, limits
   * and how they were found, values that clip, labels that were thinned or cut, pixels left over.
   */
  public static List<Fact> facts(Figure figure) {
    return facts(figure, Output.defaults());
  }

  /** Returns the facts of a figure at the scale of {@code output}; see {@link #facts(Figure)}. */
  public static List<Fact> facts(Figure figure, Output output) {
    return layout(figure, output).facts();
  }

  /**
   * Returns what a careful reader would object to in the picture; nothing if all is well. To the
   * codes of {@link Figure#check()} come those that layout tells:
   *
   * <ul>
   *   <li>{@code overlap}: two texts overlap,
   *   <li>{@code outside}: something leaves the figure,
   *   <li>{@code contrast}: a text has less than 4.5 to 1, or half of a line less than 3 to 1,
   *       against what lies below,
   *   <li>{@code small-text}: a text is less than 8 px high, which is 6 pt,
   *   <li>{@code ambiguous-labels}: different labels of an axis are drawn with the same text,
   *   <li>{@code link-over-label}: a link line passes a label.
   * </ul>
   */
  public static List<Fact> check(Figure figure) {
    return check(figure, Output.defaults());
  }

  /** Returns the objections at the scale of {@code output}; see {@link #check(Figure)}. */
  public static List<Fact> check(Figure figure, Output output) {
    return layouter(figure, output).check(figure);
  }

  private static Layouter layouter(Figure figure, Output output) {
    Objects.requireNonNull(figure, "figure must not be null");
    return Drawing.layouter(output);
  }

  static Layout layout(Figure figure, Output output) {
    return Drawing.of(figure, output).layout();
  }

  private static ScenePainter painter(Output output) {
    return new ScenePainter(output.typeface());
  }
}
