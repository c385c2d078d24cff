package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.DensityGrid;
import dev.attn.mask.Runs;
import dev.attn.render.color.Colormap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where two masks of one shape agree and where they do not: cells that only the first allows, only
 * the second, both, or neither.
 *
 * <p>Larger masks are scaled down to squares like those of a {@link MaskMap}, by the algebra of
 * masks. A square with a cell of only the second mask shows that, else one with a cell of only the
 * first, else one that both allow: no difference is lost.
 *
 * @param a the first mask
 * @param b the second mask
 * @param rows labels of the queries
 * @param columns labels of the keys
 * @param names what the masks are called in the legend
 * @param colors of the four kinds of cells
 * @param detail when masks are scaled down, and how far
 * @param presentation title and look
 */
public record MaskDifference(
    AttentionMask a,
    AttentionMask b,
    Axis rows,
    Axis columns,
    Names names,
    Colors colors,
    MaskMap.Detail detail,
    Presentation presentation)
    implements Figure {

  private static final float NEITHER = 0;
  private static final float BOTH = 1;
  private static final float ONLY_A = 2;
  private static final float ONLY_B = 3;

  /**
   * What two masks are called.
   *
   * @param a the first
   * @param b the second
   */
  public record Names(String a, String b) {

    /** Checks that nothing is missing. */
    public Names {
      requireNonNull(a, "a must not be null");
      requireNonNull(b, "b must not be null");
    }
  }

  /**
   * The colours of the four kinds of cells, {@code 0xRRGGBB}.
   *
   * @param onlyA of cells that only the first mask allows
   * @param onlyB of cells that only the second allows
   * @param both of cells that both allow
   * @param neither of all others
   */
  public record Colors(int onlyA, int onlyB, int both, int neither) {}

  private static final Colors ORANGE_AND_BLUE = new Colors(0xe66101, 0x2166ac, 0xb0b0b0, 0xf2f2f2);

  /** Checks that masks and axes fit each other. */
  public MaskDifference {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    requireNonNull(rows, "rows must not be null");
    requireNonNull(columns, "columns must not be null");
    requireNonNull(names, "names must not be null");
    requireNonNull(colors, "colors must not be null");
    requireNonNull(detail, "detail must not be null");
    requireNonNull(presentation, "presentation must not be null");
    checkArgument(
        a.rows() == b.rows() && a.keys() == b.keys(),
        "b must have shape [%s, %s] like a, got [%s, %s]",
        a.rows(),
        a.keys(),
        b.rows(),
        b.keys());
    rows.fitting("row", a.rows());
    columns.fitting("column", a.keys());
  }

  /** Returns the comparison of two masks, called A and B. */
  public static MaskDifference of(AttentionMask a, AttentionMask b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    return new MaskDifference(
        a,
        b,
        Axis.none(),
        Axis.none(),
        new Names("A", "B"),
        ORANGE_AND_BLUE,
        MaskMap.Detail.defaults(),
        Presentation.defaults());
  }

  /** Returns this comparison with other names in its legend. */
  public MaskDifference withNames(String newA, String newB) {
    return new MaskDifference(
        a, b, rows, columns, new Names(newA, newB), colors, detail, presentation);
  }

  /** Returns this comparison with another row axis. */
  public MaskDifference withRows(Axis newRows) {
    return new MaskDifference(a, b, newRows, columns, names, colors, detail, presentation);
  }

  /** Returns this comparison with another column axis. */
  public MaskDifference withColumns(Axis newColumns) {
    return new MaskDifference(a, b, rows, newColumns, names, colors, detail, presentation);
  }

  /** Returns this comparison in other colours. */
  public MaskDifference withColors(Colors newColors) {
    return new MaskDifference(a, b, rows, columns, names, newColors, detail, presentation);
  }

  /** Returns this comparison with a title. */
  public MaskDifference withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns this comparison with a caption below. */
  public MaskDifference withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns this comparison with these drawn over its cells. */
  public MaskDifference withOverlays(Overlay... overlays) {
    return with(presentation.withOverlays(overlays));
  }

  /** Returns this comparison with another look. */
  public MaskDifference withLook(Look look) {
    return with(presentation.withLook(look));
  }

  /** Returns this comparison with more or less of large masks drawn. */
  public MaskDifference withDetail(MaskMap.Detail newDetail) {
    return new MaskDifference(a, b, rows, columns, names, colors, newDetail, presentation);
  }

  private MaskDifference with(Presentation newPresentation) {
    return new MaskDifference(a, b, rows, columns, names, colors, detail, newPresentation);
  }

  @Override
  public String kind() {
    return "difference of two masks";
  }

  @Override
  public Sheet sheet() {
    Grid kinds = new Kinds(a, b);
    if (MaskSquares.needs(kinds, detail)) {
      return reduced(MaskSquares.of(a, MaskSquares.most(detail, presentation.look())));
    }
    return sheet(panel(kinds, rows, columns).withOverlays(presentation.overlays()));
  }

  /** Positions of overlays are those of the masks, of which the picture has no cells. */
  private Sheet reduced(MaskSquares squares) {
    DensityGrid onlyA = squares.densityOf(a.minus(b));
    DensityGrid onlyB = squares.densityOf(b.minus(a));
    DensityGrid both = squares.densityOf(a.and(b));
    float[][] kinds = new float[both.pixelRows()][both.pixelKeys()];
    long[] differing = new long[2];
    for (int r = 0; r < kinds.length; r++) {
      for (int k = 0; k < kinds[r].length; k++) {
        boolean inBoth = both.count(r, k) > 0;
        boolean inA = onlyA.count(r, k) > 0;
        kinds[r][k] = onlyB.count(r, k) > 0 ? ONLY_B : inA ? ONLY_A : inBoth ? BOTH : NEITHER;
        differing[0] += onlyA.count(r, k);
        differing[1] += onlyB.count(r, k);
      }
    }
    Panel panel =
        panel(Grid.copyOf(kinds), squares.rows().reduced(rows), squares.columns().reduced(columns));
    String meaning =
        String.format(
            Locale.US,
            "shown is only %s before only %s before both; of all cells %d are only %s, %d only %s",
            names.b(),
            names.a(),
            differing[0],
            names.a(),
            differing[1],
            names.b());
    return squares.told(sheet(panel), meaning, rows, columns, presentation.overlays().size());
  }

  private Panel panel(Grid kinds, Axis rowAxis, Axis columnAxis) {
    Colormap map =
        Colormap.copyOf(
            "mask difference",
            new int[] {colors.neither(), colors.both(), colors.onlyA(), colors.onlyB()});
    return Panel.of("panel", Tiles.of(kinds), Scale.linear(0, 3).withColormap(map))
        .withAxes(rowAxis, columnAxis);
  }

  private Sheet sheet(Panel panel) {
    return presentation
        .bare(panel)
        .withLegend(
            new Legend(
                List.of(
                    new Legend.Entry(colors.onlyA(), "only " + names.a()),
                    new Legend.Entry(colors.onlyB(), "only " + names.b()),
                    new Legend.Entry(colors.both(), "both"),
                    new Legend.Entry(colors.neither(), "neither"))));
  }

  /** The kind of each cell as a number. */
  private record Kinds(AttentionMask a, AttentionMask b) implements Grid {

    @Override
    public int rows() {
      return a.rows();
    }

    @Override
    public int columns() {
      return a.keys();
    }

    @Override
    public float value(int row, int column) {
      return kind(a.allows(row, column), b.allows(row, column));
    }

    private static float kind(boolean inA, boolean inB) {
      return inA ? inB ? BOTH : ONLY_A : inB ? ONLY_B : NEITHER;
    }

    @Override
    public void row(int row, float[] target) {
      Arrays.fill(target, 0, columns(), NEITHER);
      Runs first = a.row(row);
      for (int i = 0; i < first.count(); i++) {
        Arrays.fill(target, first.start(i), first.end(i), ONLY_A);
      }
      Runs second = b.row(row);
      for (int i = 0; i < second.count(); i++) {
        for (int k = second.start(i); k < second.end(i); k++) {
          target[k] = kind(target[k] == ONLY_A, true);
        }
      }
    }
  }
}
