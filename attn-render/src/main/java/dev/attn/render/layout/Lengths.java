package dev.attn.render.layout;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.render.figure.Gap;
import dev.attn.render.figure.SpanMark;
import dev.attn.render.figure.TextSizes;

/**
 * The lengths that all figures share, at one output scale. Each is scaled and rounded on its own;
 * everything after is a sum of them.
 */
final class Lengths {

  private final double scale;
  private final TextSizes sizes;

  private Lengths(double scale, TextSizes sizes) {
    this.scale = scale;
    this.sizes = sizes;
  }

  static Lengths at(double scale) {
    checkArgument(
        scale > 0 && scale <= 16, "output scale must be above 0 and at most 16, got %s", scale);
    return new Lengths(scale, TextSizes.defaults());
  }

  /** Returns these lengths with the text sizes of a theme. */
  Lengths with(TextSizes newSizes) {
    return new Lengths(scale, newSizes);
  }

  double scale() {
    return scale;
  }

  private int px(int logical) {
    return Math.max(1, (int) Math.round(logical * scale));
  }

  int margin() {
    return px(12);
  }

  int frame() {
    return px(1);
  }

  /** Between the tiles of one panel. */
  int gutter() {
    return px(1);
  }

  int outline() {
    return px(2);
  }

  int tick() {
    return px(4);
  }

  /** From tick or frame to the labels. */
  int pad() {
    return px(3);
  }

  int labelSize() {
    return px(sizes.label());
  }

  /** Below this no label shrinks. */
  int smallestLabelSize() {
    return Math.min(px(8), labelSize());
  }

  /** Titles of axes, panels and bars; names of spans. */
  int titleSize() {
    return px(sizes.title());
  }

  int figureTitleSize() {
    return px(sizes.figureTitle());
  }

  int noteSize() {
    return px(sizes.note());
  }

  /** No label is longer, however much room there is. */
  int labelCap() {
    return px(160);
  }

  /** Titles are not wrapped more narrowly than this, however small their panel. */
  int narrowestTitle() {
    return px(120);
  }

  /** Figure titles and notes are not wrapped more narrowly than this. */
  int narrowestText() {
    return px(280);
  }

  /** What two labels in one line keep between them. */
  int betweenLabels() {
    return px(3);
  }

  int beforeBracket() {
    return px(4);
  }

  int bracket(SpanMark mark) {
    return switch (mark) {
      case BRACE -> px(8);
      case BRACKET -> px(6);
      case LINE -> px(1);
      case NONE -> 0;
    };
  }

  int afterBracket() {
    return px(2);
  }

  int beforeAxisTitle() {
    return px(6);
  }

  int afterPanelTitle() {
    return px(4);
  }

  int afterTitle() {
    return px(8);
  }

  int afterHeader() {
    return px(8);
  }

  int beforeBar() {
    return px(14);
  }

  /** Inside its frame. */
  int bar() {
    return px(16);
  }

  /** How far tick labels and arrows of a bar may reach into the margin. */
  int barOverhang() {
    return px(8);
  }

  /** How long a bar below its panels is at least, and at most. */
  int shortestBar() {
    return px(120);
  }

  int longestBar() {
    return px(280);
  }

  /** Around a token of running text, and between two words and two lines of it. */
  int tokenPad() {
    return px(2);
  }

  int betweenWords() {
    return px(4);
  }

  int betweenLines() {
    return px(4);
  }

  /** How high the value axis of bars is for a width of {@link #autoSpan()}. */
  int chartHeight() {
    return 180;
  }

  /** Edge of a point of a scatter, and what points keep from the frame. */
  int point() {
    return px(7);
  }

  int aroundPoints() {
    return px(16);
  }

  int betweenPointAndName() {
    return px(2);
  }

  int barArrow() {
    return px(7);
  }

  int swatch() {
    return px(12);
  }

  int between(Gap gap) {
    return switch (gap) {
      case STRIPS -> px(8);
      case PANELS -> px(12);
      case ZOOM -> px(24);
    };
  }

  /** One tick of a bar is aimed at for each of these. */
  int perTick() {
    return px(60);
  }

  /** How long a panel is that sizes its own cells, and how large such cells may become. */
  int autoSpan() {
    return 560;
  }

  int autoCell() {
    return 24;
  }

  /** How large cells may become in which values are written. */
  int autoWrittenCell() {
    return 44;
  }

  /** Scales the edge of a cell that was chosen at scale 1. */
  int cell(int logical) {
    return px(logical);
  }
}
