package dev.attn.render;

import dev.attn.render.encode.NewFile;
import dev.attn.render.encode.PngEncoder;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.layout.Layout;
import dev.attn.render.layout.Layouter;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.text.Typeface;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
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
    return painter().image(layout(figure, output).scene());
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
   *
   * @throws IOException if the file cannot be written; the message names the path
   */
  public static void png(Figure figure, Path path, Output output) throws IOException {
    Objects.requireNonNull(path, "path must not be null");
    BufferedImage image = image(figure, output);
    PngEncoder encoder = new PngEncoder(output.scale());
    NewFile.write(path, out -> encoder.write(image, out));
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
    painter().paint(layout(figure, output).scene(), graphics);
  }

  /**
   * Returns what drawing the figure does to its data and labels: how many cells there are, limits
   * and how they were found, values that clip, labels that were thinned or cut, pixels left over.
   */
  public static List<Fact> facts(Figure figure) {
    return layout(figure, Output.defaults()).facts();
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

  private static Layout layout(Figure figure, Output output) {
    return layouter(figure, output).layout(figure);
  }

  private static Layouter layouter(Figure figure, Output output) {
    Objects.requireNonNull(figure, "figure must not be null");
    Objects.requireNonNull(output, "output must not be null");
    return Layouter.of(Typeface.bundled()).withScale(output.scale());
  }

  private static ScenePainter painter() {
    return new ScenePainter(Typeface.bundled());
  }
}
