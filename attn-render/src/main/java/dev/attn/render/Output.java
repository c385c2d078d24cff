package dev.attn.render;

import dev.attn.render.figure.Budget;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import java.util.Objects;

/**
 * How a figure becomes a picture or a file.
 *
 * @param scale factor on all lengths, text and cells: 1 for screens (96 px per inch), 3 for print
 * @param typeface what text is drawn with
 * @param text what text becomes in SVG and PDF files
 * @param metadata what files say about the figure
 * @param budget how many cells are drawn before blocks of them are reduced to one
 */
public record Output(
    double scale, Typeface typeface, TextMode text, Metadata metadata, Budget budget) {

  /** Checks the scale. */
  public Output {
    if (!(scale > 0 && scale <= 16)) {
      throw new IllegalArgumentException("scale must be above 0 and at most 16, got " + scale);
    }
    Objects.requireNonNull(typeface, "typeface must not be null");
    Objects.requireNonNull(text, "text must not be null");
    Objects.requireNonNull(metadata, "metadata must not be null");
    Objects.requireNonNull(budget, "budget must not be null");
  }

  /**
   * Returns scale 1, the bundled typeface, text that looks the same everywhere, all metadata and
   * the default budget.
   */
  public static Output defaults() {
    return new Output(1, Typeface.bundled(), TextMode.PORTABLE, Metadata.FULL, Budget.defaults());
  }

  /** Returns this output at another scale; the figure is laid out anew, never stretched. */
  public Output withScale(double newScale) {
    return new Output(newScale, typeface, text, metadata, budget);
  }

  /**
   * Returns this output with another typeface, for example the bundled one with one behind it that
   * has Chinese characters.
   */
  public Output withTypeface(Typeface newTypeface) {
    return new Output(scale, newTypeface, text, metadata, budget);
  }

  /** Returns this output with text in another form. */
  public Output withText(TextMode newText) {
    return new Output(scale, typeface, newText, metadata, budget);
  }

  /** Returns this output with more or less said about the figure. */
  public Output withMetadata(Metadata newMetadata) {
    return new Output(scale, typeface, text, newMetadata, budget);
  }

  /** Returns this output with another limit of cells, or another value for each block of them. */
  public Output withBudget(Budget newBudget) {
    return new Output(scale, typeface, text, metadata, newBudget);
  }
}
