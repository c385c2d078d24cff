package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.List;

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
    for (int r = 0; r < blocks.size(); r++) {
      for (int c = 0; c < blocks.get(r).size(); c++) {
        columns.grow(c, blocks.get(r).get(c).width());
        rows.grow(r, blocks.get(r).get(c).height());
      }
    }
    room();
    this.rowHeaders = headers(headers.rows(), headers.rotation(), rows, pen);
    this.columnHeaders = headers(headers.columns(), Rotation.NONE, columns, pen);
    this.beforeBars = new int[columns.count()];
    for (int c = 0; c < beforeBars.length; c++) {
      beforeBars[c] = columns.after(c);
    }
    if (!bars.bars().isEmpty()) {
      Pen scratch = new Pen(pen.measurer(), pen.lengths(), new Canvas(pen.canvas().theme()));
      placeBlocks(0, 0, scratch);
      bars.room(scratch, columns, rows);
    }
    for (int r = 0; r < rowHeaders.size(); r++) {
      rows.centred(r, rowHeaders.get(r).height());
    }
    for (int c = 0; c < columnHeaders.size(); c++) {
      columns.centred(c, columnHeaders.get(c).width());
    }
  }

  /** Makes room for what is written around the blocks. */
  private void room() {
    for (int r = 0; r < blocks.size(); r++) {
      for (int c = 0; c < blocks.get(r).size(); c++) {
        Placeable block = blocks.get(r).get(c);
        columns.room(c, block.width(), block.insets().left(), block.insets().right());
        rows.room(r, block.height(), block.insets().top(), block.insets().bottom());
      }
    }
  }

  private static List<TextBlock> headers(
      List<String> texts, Rotation rotation, Tracks tracks, Pen pen) {
    int size = pen.lengths().titleSize();
    List<TextBlock> headers = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int room = Math.max(tracks.size(i), pen.lengths().narrowestTitle());
      Wrapping wrapping = pen.wrap(texts.get(i), size, room);
      if (wrapping.cut()) {
        String sentence = "a header shortened: " + texts.get(i);
        pen.canvas().note(new Fact("title-cut", "header", List.of(), sentence));
      }
      headers.add(new TextBlock(pen.wrapped(wrapping, size, rotation)));
    }
    return headers;
  }

  private void placeBlocks(int x, int y, Pen pen) {
    for (int r = 0; r < blocks.size(); r++) {
      for (int c = 0; c < blocks.get(r).size(); c++) {
        blocks.get(r).get(c).place(x + columns.start(c), y + rows.start(r), pen);
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
    int left = 0;
    for (TextBlock header : rowHeaders) {
      left = Math.max(left, header.width());
    }
    int top = 0;
    for (TextBlock header : columnHeaders) {
      top = Math.max(top, header.height());
    }
    return new Insets(
        columns.before() + (rowHeaders.isEmpty() ? 0 : left + lengths.afterHeader()),
        rows.before() + (columnHeaders.isEmpty() ? 0 : top + lengths.afterPanelTitle()),
        columns.after(),
        rows.after());
  }

  @Override
  public void place(int x, int y, Pen pen) {
    placeBlocks(x, y, pen);
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
