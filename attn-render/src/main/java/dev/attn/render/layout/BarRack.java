package dev.attn.render.layout;

import dev.attn.render.figure.Bar;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scale;
import dev.attn.render.scene.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stands bars right of their panels: beside each other where they are at the same height. */
final class BarRack {

  /**
   * A bar with what it takes up.
   *
   * @param frame of its colours
   * @param drawn all that belongs to it
   */
  record Standing(Box frame, Box drawn) {}

  private final Pen pen;
  private final Map<Scale, ResolvedScale> scales;
  private final List<Box> placed = new ArrayList<>();

  BarRack(Pen pen, Map<Scale, ResolvedScale> scales) {
    this.pen = pen;
    this.scales = scales;
  }

  /** Draws a bar right of {@code x} and of the bars that are there already. */
  Standing stand(String id, Bar bar, int x) {
    Box rows = BarLayout.extent(bar, pen);
    int from = x;
    for (Box other : placed) {
      boolean beside = other.y() < rows.bottom() && rows.y() < other.bottom();
      from = beside ? Math.max(from, other.right()) : from;
    }
    int left = from + pen.lengths().beforeBar();
    Canvas scratch = new Canvas(pen.canvas().theme());
    for (String panel : bar.panels()) {
      scratch.place(panel, pen.canvas().place(panel));
    }
    ResolvedScale scale = Objects.requireNonNull(scales.get(bar.scale()));
    Pen measuring = new Pen(pen.measurer(), pen.lengths(), scratch);
    Box frame = new BarLayout(measuring, id, bar, scale, left).draw();
    new BarLayout(pen, id, bar, scale, left).draw();
    Standing standing = new Standing(frame, scratch.bounds().orElse(frame));
    placed.add(standing.drawn());
    return standing;
  }
}
