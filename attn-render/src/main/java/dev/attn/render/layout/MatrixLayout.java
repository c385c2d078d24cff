package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.List;
import java.util.stream.IntStream;

/** Blocks in aligned tracks, with headers left of the rows and above the columns. */
final class MatrixLayout implements Placeable {

  /**
   * What is written beside the tracks.
   *
   * @param rows one per row or none
   * @param columns one per column or none
   * @param rotation how the headers of rows are turned
   */
  record HeaderTexts(List<String> rows, List<String> columns, Rotation rotation) {

    static HeaderTexts none() {
      return new HeaderTexts(List.of(), List.of(), Rotation.NONE);
    }
  }

  private final List<List<Placeable>> blocks;
  private final Tracks columns;
  private final Tracks rows;
  private final List<TextBlock> rowHeaders;
  private final List<TextBlock> columnHeaders;
  private final Lengths lengths;

  private final InnerBars bars;
  private final int[] beforeBars;

  MatrixLayout(
      List<List<Placeable>> blocks, int gap, HeaderTexts headers, InnerBars bars, Pen pen) {
    this.blocks = blocks;
    this.bars = bars;
    this.lengths = pen.lengths();
    this.columns = new Tracks(blocks.get(0).size(), gap);
    this.rows = new Tracks(blocks.size(), gap);
    each((r, c, block) -> columns.grow(c, block.width()));
    each((r, c, block) -> rows.grow(r, block.height()));
    each(
        (r, c, block) -> {
          columns.room(c, block.width(), block.insets().left(), block.insets().right());
          rows.room(r, block.height(), block.insets().top(), block.insets().bottom());
        });
    this.rowHeaders = headers(headers.rows(), headers.rotation(), rows, pen);
    this.columnHeaders = headers(headers.columns(), Rotation.NONE, columns, pen);
    this.beforeBars = IntStream.range(0, columns.count()).map(columns::after).toArray();
    if (!bars.bars().isEmpty()) {
      Pen scratch = new Pen(pen.measurer(), pen.lengths(), new Canvas(pen.canvas().theme()));
      each((r, c, block) -> block.place(columns.start(c), rows.start(r), scratch));
      bars.room(scratch, columns, rows);
    }
    IntStream.range(0, rowHeaders.size()).forEach(r -> rows.centred(r, rowHeaders.get(r).height()));
    IntStream.range(0, columnHeaders.size())
        .forEach(c -> columns.centred(c, columnHeaders.get(c).width()));
  }

  private static List<TextBlock> headers(
      List<String> texts, Rotation rotation, Tracks tracks, Pen pen) {
    int size = pen.lengths().titleSize();
    return IntStream.range(0, texts.size())
        .mapToObj(
            i -> {
              int room = Math.max(tracks.size(i), pen.lengths().narrowestTitle());
              Wrapping wrapping = pen.wrap(texts.get(i), size, room);
              if (wrapping.cut()) {
                String sentence = "a header shortened: " + texts.get(i);
                pen.canvas().note(new Fact("title-cut", "header", List.of(), sentence));
              }
              return new TextBlock(pen.wrapped(wrapping, size, rotation));
            })
        .toList();
  }

  /** What is done to each block. */
  private interface Visitor {
    void visit(int row, int column, Placeable block);
  }

  private void each(Visitor visitor) {
    for (int r = 0; r < blocks.size(); r++) {
      for (int c = 0; c < blocks.get(r).size(); c++) {
        visitor.visit(r, c, blocks.get(r).get(c));
      }
    }
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
    int left = rowHeaders.stream().mapToInt(TextBlock::width).max().orElse(0);
    int top = columnHeaders.stream().mapToInt(TextBlock::height).max().orElse(0);
    return new Insets(
        columns.before() + (rowHeaders.isEmpty() ? 0 : left + lengths.afterHeader()),
        rows.before() + (columnHeaders.isEmpty() ? 0 : top + lengths.afterPanelTitle()),
        columns.after(),
        rows.after());
  }

  @Override
  public void place(int x, int y, Pen pen) {
    each((r, c, block) -> block.place(x + columns.start(c), y + rows.start(r), pen));
    for (int c = 0; c < beforeBars.length; c++) {
      bars.draw(c, x + columns.start(c) + columns.size(c) + beforeBars[c], pen);
    }
    int right = x - columns.before() - lengths.afterHeader();
    for (int r = 0; r < rowHeaders.size(); r++) {
      int middle = y + rows.start(r) + rows.size(r) / 2;
      rowHeaders.get(r).drawLeftOf(pen, "header.row[" + r + "]", Role.TITLE, right, middle);
    }
    int bottom = y - rows.before() - lengths.afterPanelTitle();
    for (int c = 0; c < columnHeaders.size(); c++) {
      int middle = x + columns.start(c) + columns.size(c) / 2;
      TextBlock header = columnHeaders.get(c);
      String id = "header.column[" + c + "]";
      pen.centred(id, Role.TITLE, header.lines(), middle, bottom - header.height());
    }
  }
}
