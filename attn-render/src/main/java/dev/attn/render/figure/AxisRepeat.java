package dev.attn.render.figure;

/** Which panels of a {@link PanelGrid} have labels. */
public enum AxisRepeat {
  /** Every panel. */
  EVERY_PANEL,
  /** Those at the edge of the figure that the labels stand at. */
  OUTER_PANELS
}
