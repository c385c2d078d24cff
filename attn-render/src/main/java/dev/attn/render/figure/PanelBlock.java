package dev.attn.render.figure;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A panel drawn otherwise than as cells. Its values have scales, facts and checks like those of any
 * panel.
 */
public sealed interface PanelBlock extends Block permits RunningText, BarChart, Scatter {

  /** Returns the values with what is written around them. */
  Panel panel();

  @Override
  default List<Panel> panels() {
    return ImmutableList.of(panel());
  }
}
