package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A picture as a value: data with the choices of how to show it, nothing drawn yet.
 *
 * <p>A new kind of figure is one record that lowers itself to a {@link Sheet}; layout, painting and
 * encoding know sheets only.
 */
public interface Figure {

  /** How many characters {@link #describe()} has at most. */
  int DESCRIPTION = 600;

  /** Returns this figure as panels, bars and links: the form that every figure shares. */
  Sheet sheet();

  /** Returns what kind of figure this is, for descriptions: {@code heat map}. */
  default String kind() {
    return "figure";
  }

  /**
   * Returns what the figure shows and what its scales do to it, as far as data and choices tell:
   * counts of cells, limits and how they were found, values that clip. What happens to labels is
   * known after layout only.
   *
   * @cost the passes of {@link ResolvedScale#all}
   */
  default List<Fact> facts() {
    Sheet sheet = sheet();
    return DataFacts.of(sheet, ResolvedScale.all(sheet.content().panels()));
  }

  /**
   * Returns what a careful reader would object to, as far as data and choices tell; nothing if all
   * is well. The codes are
   *
   * <ul>
   *   <li>{@code saturated}: more than 1 % of the cells lie beyond the ends of their scale,
   *   <li>{@code washed-out}: 99 % of the cells lie within 5 % of their scale,
   *   <li>{@code colour-vision}: distant values look alike with a colour vision deficiency,
   *   <li>{@code not-monotone}: a sequential map does not become lighter or darker throughout,
   *   <li>{@code row-sum}: values said to be weights do not sum to 1 within 0.001,
   *   <li>{@code future-weight}: a cell that is masked holds a value other than 0.
   * </ul>
   *
   * @cost the passes of {@link ResolvedScale#all} and two more
   */
  default List<Fact> check() {
    Sheet sheet = sheet();
    return DataChecks.of(sheet, ResolvedScale.all(sheet.content().panels()));
  }

  /**
   * Returns one paragraph that says what can be seen, for people who cannot: kind, size, axes,
   * scale, the strongest cells, and what was left out. It has at most {@value #DESCRIPTION}
   * characters, is the same each time, and interprets nothing.
   */
  default String describe() {
    return describe(Naming.LABELS, DESCRIPTION);
  }

  /**
   * Returns the same with cells named another way and another bound of its length.
   *
   * @param most how many characters there may be; what does not fit is left out sentence by
   *     sentence
   */
  default String describe(Naming naming, int most) {
    requireNonNull(naming, "naming must not be null");
    Sheet sheet = sheet();
    return sheet.describe(kind(), ResolvedScale.all(sheet.content().panels()), naming, most);
  }
}
