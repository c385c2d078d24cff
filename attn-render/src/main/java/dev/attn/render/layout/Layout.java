package dev.attn.render.layout;

import com.google.common.collect.ImmutableList;
import dev.attn.render.figure.Fact;
import dev.attn.render.scene.Scene;
import java.util.List;

/**
 * A finished layout.
 *
 * @param scene what is to be painted
 * @param facts what it does to data and labels, so that nothing is lost in silence
 * @param check what a careful reader would object to in what was laid out
 */
public record Layout(Scene scene, List<Fact> facts, List<Fact> check) {

  /** Copies the lists. */
  public Layout {
    facts = ImmutableList.copyOf(facts);
    check = ImmutableList.copyOf(check);
  }
}
