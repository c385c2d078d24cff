package dev.attn.render.figure;

import java.util.Optional;

/** Which panels of a {@link PanelGrid} have limits and a bar in common. */
public enum ScaleSharing {
  /** All of them. */
  ALL,
  /** Those of one row. */
  ROWS,
  /** Those of one column. */
  COLUMNS,
  /** None: each has its own. */
  PANELS;

  /** Returns a scale as the panel in this row and column uses it. */
  Scale of(Scale scale, int row, int column) {
    Optional<String> group =
        switch (this) {
          case ALL -> Optional.empty();
          case ROWS -> Optional.of("row " + row);
          case COLUMNS -> Optional.of("column " + column);
          case PANELS -> Optional.of("panel [" + row + ", " + column + "]");
        };
    return group.map(scale::withGroup).orElse(scale);
  }
}
