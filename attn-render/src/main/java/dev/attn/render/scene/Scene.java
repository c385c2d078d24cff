package dev.attn.render.scene;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A whole picture: its size, its background and its marks, those in front last.
 *
 * @param width in px
 * @param height in px
 * @param background colour {@code 0xRRGGBB}
 * @param marks in drawing order
 */
public record Scene(int width, int height, int background, List<Mark> marks) {

  /** Copies the marks. */
  public Scene {
    marks = ImmutableList.copyOf(marks);
  }

  /** Returns all marks of one kind and role, in drawing order. */
  public <M extends Mark> List<M> marks(Class<M> kind, Role role) {
    return marks.stream()
        .filter(mark -> mark.role() == role)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
