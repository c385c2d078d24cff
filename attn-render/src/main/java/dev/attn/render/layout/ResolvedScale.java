package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Scale;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scale whose limits are known, with what it does to the data under it.
 *
 * @param scale what was asked for
 * @param colors limits, norm and colours
 * @param data the cells of all panels with this scale
 * @param clipped those beyond the limits
 * @param widened whether constant data left no range of its own
 * @param marksMasked whether masked cells have a colour that needs a name
 */
record ResolvedScale(
    Scale scale,
    ColorScale colors,
    DataScan data,
    Clipped clipped,
    boolean widened,
    boolean marksMasked) {

  /** Resolves the scales of all panels; those with equal scales share one pair of limits. */
  static Map<Scale, ResolvedScale> all(List<Panel> panels) {
    Map<Scale, DataScan> scans = new LinkedHashMap<>();
    for (Panel panel : panels) {
      scans.merge(panel.scale(), DataScan.of(panel.tiles()), DataScan::with);
    }
    Map<Scale, ResolvedScale> resolved = new HashMap<>();
    scans.forEach((scale, scan) -> resolved.put(scale, of(scale, scan, panels)));
    return resolved;
  }

  private static ResolvedScale of(Scale scale, DataScan scan, List<Panel> panels) {
    double lo = lo(scale.limits(), scan);
    double hi = hi(scale.limits(), scan);
    boolean widened = !(hi > lo);
    ColorScale colors =
        new ColorScale(scale.colormap(), scale.norm().withLimits(lo, widened ? next(lo) : hi));
    Clipped clipped = new Clipped(0, 0);
    for (Panel panel : panels) {
      if (panel.scale().equals(scale)) {
        clipped = clipped.with(Clipped.of(panel.tiles(), colors));
      }
    }
    boolean marked =
        panels.stream()
            .anyMatch(
                panel -> panel.scale().equals(scale) && panel.cells().masked() == Masked.MARKED);
    return new ResolvedScale(scale, colors, scan, clipped, widened, marked && scan.masked() > 0);
  }

  /** One more, or at large values the next that a float can hold. */
  private static double next(double lo) {
    return Math.max(lo + 1, lo + Math.ulp((float) lo));
  }

  private static double lo(Limits limits, DataScan scan) {
    if (limits instanceof Limits.Fixed fixed) {
      return fixed.lo();
    }
    if (!scan.hasValues() || limits instanceof Limits.ZeroToMax) {
      return 0;
    }
    return limits instanceof Limits.Symmetric ? -extreme(scan) : scan.min();
  }

  private static double hi(Limits limits, DataScan scan) {
    if (limits instanceof Limits.Fixed fixed) {
      return fixed.hi();
    }
    if (!scan.hasValues()) {
      return 0;
    }
    return limits instanceof Limits.Symmetric ? extreme(scan) : scan.max();
  }

  private static double extreme(DataScan scan) {
    return Math.max(Math.abs(scan.min()), Math.abs(scan.max()));
  }

  boolean hasFixedLimits() {
    return scale.limits() instanceof Limits.Fixed;
  }
}
