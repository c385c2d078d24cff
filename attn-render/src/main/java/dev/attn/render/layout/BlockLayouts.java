package dev.attn.render.layout;

import dev.attn.render.figure.BarChart;
import dev.attn.render.figure.Block;
import dev.attn.render.figure.Column;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.figure.Matrix;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Row;
import dev.attn.render.figure.RunningText;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Scatter;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns the blocks of a sheet into parts of known size.
 *
 * @param pen how large text is; facts go to its canvas
 * @param scales with limits, for all panels
 * @param sizes how large cells are
 * @param reductions how many of the data they stand for
 * @param bars that stand among the panels
 */
record BlockLayouts(
    Pen pen,
    Map<Scale, ResolvedScale> scales,
    CellSizes sizes,
    Reductions reductions,
    InnerBars bars) {

  /** Returns the whole content of a sheet. */
  Placeable of(Block block) {
    return block instanceof Matrix matrix ? matrix(matrix, 1, bars) : of(block, 1);
  }

  private Placeable of(Block block, int panelColumns) {
    if (block instanceof Panel panel) {
      PanelPlan plan =
          reductions.plan(
              panel, resolved(panel.scale()), blocks -> sizes.cell(panel, blocks, panelColumns));
      plan.tell(panel, pen.canvas());
      return new PanelLayout(panel, plan, pen);
    }
    if (block instanceof RunningText text) {
      return new RunningTextLayout(text, resolved(text.panel().scale()), sizes, pen);
    }
    if (block instanceof BarChart chart) {
      return new BarChartLayout(chart, resolved(chart.panel().scale()), sizes, pen);
    }
    if (block instanceof Scatter scatter) {
      return new ScatterLayout(scatter, resolved(scatter.panel().scale()), sizes, pen);
    }
    if (block instanceof Row row) {
      return matrix(List.of(all(row.blocks(), panelColumns)), pen.lengths().between(row.gap()));
    }
    if (block instanceof Column column) {
      List<List<Placeable>> blocks =
          all(column.blocks(), panelColumns).stream().map(List::of).toList();
      return matrix(blocks, pen.lengths().between(column.gap()));
    }
    return matrix((Matrix) block, panelColumns, InnerBars.none());
  }

  private List<Placeable> all(List<Block> blocks, int panelColumns) {
    List<Placeable> all = new ArrayList<>();
    for (Block block : blocks) {
      all.add(of(block, panelColumns));
    }
    return all;
  }

  private Placeable matrix(Matrix matrix, int panelColumns, InnerBars inner) {
    int columns = panelColumns * matrix.blocks().get(0).size();
    List<List<Placeable>> blocks = new ArrayList<>();
    for (List<Block> row : matrix.blocks()) {
      blocks.add(all(row, columns));
    }
    Rotation rotation = matrix.headerAngle() == LabelAngle.LEVEL ? Rotation.NONE : Rotation.UP;
    return new MatrixLayout(
        blocks,
        pen.lengths().between(matrix.gap()),
        new MatrixLayout.HeaderTexts(matrix.rowHeaders(), matrix.columnHeaders(), rotation),
        inner,
        pen);
  }

  private Placeable matrix(List<List<Placeable>> blocks, int gap) {
    return new MatrixLayout(blocks, gap, MatrixLayout.HeaderTexts.none(), InnerBars.none(), pen);
  }

  private ResolvedScale resolved(Scale scale) {
    return Objects.requireNonNull(scales.get(scale));
  }
}
