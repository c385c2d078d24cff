package dev.attn.render.text;

/** What text becomes in files that can hold it as text. */
public enum TextMode {
  /** The same look everywhere: outlines in SVG, a font inside the file in PDF. */
  PORTABLE,
  /** Outlines only; nothing can be searched or selected. */
  OUTLINES,
  /**
   * Text that can be searched, selected and edited; SVG draws it with DejaVu Sans where the reader
   * has it, else with another font squeezed to the same width. Words of a {@link ShapingFont} stay
   * outlines.
   */
  LIVE
}
