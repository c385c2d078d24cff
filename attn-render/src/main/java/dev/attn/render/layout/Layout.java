package dev.attn.render.layout;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scale;
import dev.attn.render.scene.Scene;
import java.util.List;
import java.util.Map;

/**
 * A finished layout.
 *
 * @param scene what is to be painted
 * @param scales with the limits that were found in the data
 * @param facts what it does to data and labels, so that nothing is lost in silence
 * @param check what a careful reader would object to in what was laid out
 */
public record Layout(
    Scene scene, Map<Scale, ResolvedScale> scales, List<Fact> facts, List<Fact> check) {

  /** Copies the lists and the scales. */
  public Layout {
    scales = ImmutableMap.copyOf(scales);
    facts = ImmutableList.copyOf(facts);
    check = ImmutableList.copyOf(check);
  }
}
