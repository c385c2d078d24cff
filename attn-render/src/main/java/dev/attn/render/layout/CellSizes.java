package dev.attn.render.layout;

import dev.attn.render.figure.CellShape;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.Tiles;
import dev.attn.render.text.TextMeasurer;

/**
 * How large the cells of a panel are: whole pixels, decided before anything else.
 *
 * @param fixed a size for all panels, or one that only says how to choose
 * @param span how long a panel is that chooses its own cells
 * @param largest how large such cells may become
 * @param stripLine how high rows of strips with labels are at least
 * @param lengths the lengths that all figures share
 */
record CellSizes(Sizing fixed, int span, int largest, int stripLine, Lengths lengths) {

  /** The size of one cell in px. */
  record Cell(int width, int height) {}

  static CellSizes of(Sizing sizing, TextMeasurer measurer, Lengths lengths) {
    int line = measurer.lineHeight(lengths.labelSize());
    return new CellSizes(sizing, lengths.autoSpan(), lengths.autoCell(), line, lengths);
  }

  /** Returns sizes that make every panel about {@code newSpan} px long, without another bound. */
  CellSizes withSpan(int newSpan) {
    return new CellSizes(Sizing.auto(), newSpan, Integer.MAX_VALUE, stripLine, lengths);
  }

  /** Returns sizes with another least height of rows of strips. */
  CellSizes withStripLine(int newStripLine) {
    return new CellSizes(fixed, span, largest, newStripLine, lengths);
  }

  /** Returns how wide something is that has no cells, for example lines of text. */
  int width(int wanted) {
    return lengths.cell(isFree() ? span : wanted);
  }

  /** Whether the size of the figure decides, not that of cells. */
  private boolean isFree() {
    return largest == Integer.MAX_VALUE;
  }

  /** Returns the height that goes with the span as {@code height} does with the automatic one. */
  int height(int height) {
    return lengths.cell(isFree() ? Math.max(1, span * height / lengths.autoSpan()) : height);
  }

  /** Returns the room that {@code count} bars have each. */
  int slot(int count, int gaps) {
    if (fixed instanceof Sizing.CellSize size) {
      return lengths.cell(size.width());
    }
    return lengths.cell(Math.max(1, Math.min(largest, (span - gaps) / count)));
  }

  /**
   * Returns the cell of a panel.
   *
   * @param blocks how many cells of the data it stands for
   * @param columns number of panels that share the width of the figure
   */
  Cell cell(Panel panel, Blocks blocks, int columns) {
    if (fixed instanceof Sizing.CellSize size) {
      return new Cell(lengths.cell(size.width()), lengths.cell(size.height()));
    }
    Tiles tiles = panel.tiles();
    int share = span / columns;
    int edge =
        Math.min(
            edge(share, tiles.columns(), blocks.columns(tiles)),
            edge(share, tiles.rows(), blocks.rows(tiles)));
    boolean written = panel.overlays().stream().anyMatch(CellText.class::isInstance);
    int most = written ? Math.max(largest, lengths.autoWrittenCell()) : largest;
    int pixels = lengths.cell(Math.max(1, Math.min(edge, most)));
    boolean grows = panel.cells().shape() == CellShape.STRIP && !panel.rows().labels().isEmpty();
    return new Cell(pixels, grows ? Math.max(pixels, stripLine) : pixels);
  }

  private static int edge(int span, int tiles, int cells) {
    return Math.floorDiv(span - (tiles - 1), tiles) / cells;
  }
}
