package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Origin;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Tiles;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.TextMeasurer;
import java.util.List;

/** A panel: its cells, its frame, and what is written around it. */
final class PanelLayout implements Placeable {

  private final Panel panel;
  private final PanelPlan plan;
  private final Track rows;
  private final Track columns;
  private final Insets insets;

  PanelLayout(Panel panel, PanelPlan plan, Pen pen) {
    this.panel = panel;
    this.plan = plan;
    CellSizes.Cell cell = plan.cell();
    Blocks blocks = plan.blocks();
    Tiles tiles = panel.tiles();
    boolean whole = tiles.counted() == Tiles.Counted.TILES;
    int gutter = whole ? pen.lengths().gutter() : 0;
    boolean reversed = panel.cells().origin() == Origin.BOTTOM;
    this.rows =
        new Track(
            tiles.rowPositions(),
            cell.height() * (whole ? blocks.rows(tiles) : 1),
            gutter,
            reversed,
            whole ? 1 : blocks.rows());
    this.columns =
        new Track(
            tiles.columnPositions(),
            cell.width() * (whole ? blocks.columns(tiles) : 1),
            gutter,
            false,
            whole ? 1 : blocks.columns());
    this.insets = measure(pen.measurer(), pen.lengths(), new Canvas(pen.canvas().theme()));
  }

  /** Draws the panel on a canvas that nobody sees and looks how far it reaches. */
  private Insets measure(TextMeasurer measurer, Lengths lengths, Canvas scratch) {
    place(0, 0, new Pen(measurer, lengths, scratch));
    Box cells = new Box(0, 0, width(), height());
    return Insets.between(cells, scratch.bounds().orElse(cells));
  }

  @Override
  public int width() {
    return columns.length();
  }

  @Override
  public int height() {
    return rows.length();
  }

  @Override
  public Insets insets() {
    return insets;
  }

  @Override
  public void place(int x, int y, Pen pen) {
    Box cells = new Box(x, y, width(), height());
    Canvas canvas = pen.canvas();
    canvas.place(panel.id(), new Canvas.Place(cells, rows, columns));
    tiles(cells, canvas);
    pen.frame(panel.id(), cells);
    new OverlayLayout(
            pen, panel, new Canvas.Place(cells, rows, columns), plan.cell(), plan.colors())
        .draw();
    Side columnSide = panel.columns().side().orElse(Side.BOTTOM);
    AxisLayout axes = new AxisLayout(pen, columnSide);
    Side rowSide = panel.rows().side().orElse(Side.LEFT);
    axes.draw(panel.id() + ".rows", panel.rows(), rows, new Edge(rowSide, cells));
    int depth =
        axes.draw(panel.id() + ".columns", panel.columns(), columns, new Edge(columnSide, cells));
    if (panel.title().isPresent()) {
      int above = columnSide == Side.TOP ? depth : pen.lengths().frame();
      title(panel.title().get(), cells, above, pen);
    }
  }

  private void tiles(Box cells, Canvas canvas) {
    Tiles tiles = panel.tiles();
    boolean whole = tiles.counted() == Tiles.Counted.TILES;
    Masked masked = panel.cells().masked();
    ColorScale colors = plan.colors();
    CellSizes.Cell cell = plan.cell();
    ColorScale shown =
        masked == Masked.BLANK
            ? new ColorScale(colors.map().withMasked(canvas.theme().background()), colors.norm())
            : new ColorScale(canvas.theme().colormap(colors.map()), colors.norm());
    for (int r = 0; r < tiles.rows(); r++) {
      for (int c = 0; c < tiles.columns(); c++) {
        Grid grid =
            DrawnGrid.of(
                plan.reduced(tiles.tile(r, c)),
                masked,
                whole ? Origin.TOP : panel.cells().origin());
        String id = panel.id() + (whole ? ".tile[" + r + "," + c + "]" : "") + ".cells";
        Box box =
            new Box(
                cells.x() + (whole ? columns.start(c) : 0),
                cells.y() + (whole ? rows.start(r) : 0),
                grid.columns() * cell.width(),
                grid.rows() * cell.height());
        canvas.add(
            Canvas.Layer.CELLS,
            new Mark.Cells(id, Role.CELLS, box, grid, shown, cell.width(), cell.height(), masked));
      }
    }
  }

  private void title(String title, Box cells, int depth, Pen pen) {
    int size = pen.lengths().titleSize();
    int room = Math.max(cells.width(), pen.lengths().narrowestTitle());
    Wrapping wrapping = pen.wrap(title, size, room);
    if (wrapping.cut()) {
      pen.canvas()
          .note(
              new Fact("title-cut", panel.id(), List.of(), "title of a panel shortened: " + title));
    }
    List<TextLine> lines = pen.wrapped(wrapping, size, Rotation.NONE);
    int top =
        cells.y()
            - depth
            - pen.lengths().afterPanelTitle()
            - lines.size() * lines.get(0).lineHeight();
    int middle = Math.max(cells.width(), new TextBlock(lines).width()) / 2;
    pen.centred(panel.id() + ".title", Role.TITLE, lines, cells.x() + middle, top);
  }
}
