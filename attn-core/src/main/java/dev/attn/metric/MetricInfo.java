package dev.attn.metric;

/**
 * What a metric is, for readers: the line about it in a table of metrics.
 *
 * <p>Formulas are plain text. In those of rows, n is the number of keys that a query may see, a its
 * weights on them, p its position, k the position of a key, H = -Σ a ln a with 0 ln 0 = 0.
 *
 * @param id its name, {@code group.name}
 * @param definition its formula
 * @param meaning how to read it, in a few words
 * @param range the values that it takes, for exact rows: rounding may miss an end by a few units in
 *     the last place, and nothing is moved back into the range
 * @param unit what it counts, for example nats, tokens or mass; empty if it is a plain number
 * @param source where it comes from, with arXiv ids, and whether the paper was compared
 * @param variants its parts and settings; empty if there is one form only
 * @param reproduces the published tool whose numbers it gives, or how it differs; empty if none is
 *     known
 */
public record MetricInfo(
    String id,
    String definition,
    String meaning,
    String range,
    String unit,
    String source,
    String variants,
    String reproduces) {

  /** Returns a metric with a name and a formula, and nothing known about it yet. */
  public static MetricInfo of(String id, String definition) {
    return new MetricInfo(id, definition, "", "", "", "", "", "");
  }

  /** Returns the part of the id before the dot, for example {@code row}. */
  public String group() {
    return id.substring(0, id.indexOf('.'));
  }

  /** Returns this with how to read it. */
  public MetricInfo meaning(String text) {
    return new MetricInfo(id, definition, text, range, unit, source, variants, reproduces);
  }

  /** Returns this with the values that it takes. */
  public MetricInfo range(String text) {
    return new MetricInfo(id, definition, meaning, text, unit, source, variants, reproduces);
  }

  /** Returns this with what it counts. */
  public MetricInfo unit(String text) {
    return new MetricInfo(id, definition, meaning, range, text, source, variants, reproduces);
  }

  /** Returns this with where it comes from. */
  public MetricInfo source(String text) {
    return new MetricInfo(id, definition, meaning, range, unit, text, variants, reproduces);
  }

  /** Returns this with its parts and settings. */
  public MetricInfo variants(String text) {
    return new MetricInfo(id, definition, meaning, range, unit, source, text, reproduces);
  }

  /** Returns this with the published tool whose numbers it gives. */
  public MetricInfo reproduces(String text) {
    return new MetricInfo(id, definition, meaning, range, unit, source, variants, text);
  }
}
