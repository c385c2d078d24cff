package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Normalization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A scale whose limits are known, with what it does to the data under it.
 *
 * @param scale what was asked for
 * @param colors limits, norm and colours
 * @param data the cells of all panels with this scale
 * @param counted how many values had a say in the limits; 0 for fixed ones
 * @param under how many drawn cells lie below the limits
 * @param over how many drawn cells lie above the limits
 * @param widened whether the data left no range of its own
 * @param marksMasked whether masked cells have a colour that needs a name
 */
public record ResolvedScale(
    Scale scale,
    ColorScale colors,
    DataScan data,
    long counted,
    long under,
    long over,
    boolean widened,
    boolean marksMasked) {

  /** Checks that nothing is missing. */
  public ResolvedScale {
    requireNonNull(scale, "scale must not be null");
    requireNonNull(colors, "colors must not be null");
    requireNonNull(data, "data must not be null");
  }

  /**
   * Resolves the scales of all panels; those with equal scales share one pair of limits.
   *
   * @cost a pass over the cells, another one if values may clip, and for each percentile up to four
   *     more
   */
  public static ImmutableMap<Scale, ResolvedScale> all(List<Panel> panels) {
    requireNonNull(panels, "panels must not be null");
    Map<Scale, List<Panel>> sharing = new LinkedHashMap<>();
    for (Panel panel : panels) {
      sharing.computeIfAbsent(panel.scale(), scale -> new ArrayList<>()).add(panel);
    }
    ImmutableMap.Builder<Scale, ResolvedScale> all = ImmutableMap.builder();
    sharing.forEach((scale, members) -> all.put(scale, of(scale, members)));
    return all.buildOrThrow();
  }

  private static ResolvedScale of(Scale scale, List<Panel> panels) {
    CellWalk walk = new CellWalk(panels);
    DataScan data = DataScan.of(panels);
    LimitsFinder.Found limits = new LimitsFinder(walk, data, scale).find();
    ColorScale colors =
        new ColorScale(colormap(scale), scale.norm().withLimits(limits.lo(), limits.hi()));
    Clipped clipped = Clipped.of(walk, data, colors);
    boolean marked = panels.stream().anyMatch(p -> p.cells().masked() == Masked.MARKED);
    return new ResolvedScale(
        scale,
        colors,
        data,
        limits.counted(),
        clipped.under,
        clipped.over,
        limits.widened(),
        marked && data.masked() > 0);
  }

  /** Returns the value from which distances count, empty if the scale has no such middle. */
  public OptionalDouble centre() {
    if (colors.norm().kind() == Normalization.Kind.CENTRED) {
      return OptionalDouble.of(colors.norm().knots().get(1));
    }
    return scale.limits().rule() instanceof Limits.Symmetric symmetric
        ? OptionalDouble.of(symmetric.centre())
        : OptionalDouble.empty();
  }

  /** Counts the drawn cells beyond the ends of a scale. */
  private static final class Clipped {

    private long under;
    private long over;

    static Clipped of(CellWalk walk, DataScan data, ColorScale colors) {
      Clipped all = new Clipped();
      boolean within = data.infinite() == 0 && within(colors, data.min(), data.max());
      if (within && (data.masked() == 0 || within(colors, 0, 0))) {
        return all;
      }
      for (Clipped part :
          walk.collect(
              Clipped::new, (clipped, panel, index, row) -> clipped.add(panel, row, colors))) {
        all.under += part.under;
        all.over += part.over;
      }
      return all;
    }

    private static boolean within(ColorScale colors, double min, double max) {
      return !colors.under(min) && !colors.over(max);
    }

    private void add(Panel panel, CellRow row, ColorScale colors) {
      boolean zero = panel.cells().masked() == Masked.AS_ZERO;
      for (int c = 0; c < row.columns(); c++) {
        boolean masked = row.masked(c);
        if (!masked || zero) {
          float value = masked ? 0 : row.value(c);
          under += colors.under(value) ? 1 : 0;
          over += colors.over(value) ? 1 : 0;
        }
      }
    }
  }

  /** Where the middle of a scale means something, the middle of the map is one neutral colour. */
  private static Colormap colormap(Scale scale) {
    boolean centred =
        scale.norm().kind() == Normalization.Kind.CENTRED
            || scale.limits().rule() instanceof Limits.Symmetric;
    return centred ? scale.colormap().withNeutralCentre() : scale.colormap();
  }
}
