package dev.attn.render.figure;

/**
 * A picture as a value: data with the choices of how to show it, nothing drawn yet.
 *
 * <p>A new kind of figure is one record that lowers itself to a {@link Sheet}; layout, painting and
 * encoding know sheets only.
 */
public interface Figure {

  /** Returns this figure as panels, bars and links: the form that every figure shares. */
  Sheet sheet();
}
