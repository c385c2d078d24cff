package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for every scene: nothing leaves it, and no text touches another or a cell. */
final class SceneCheck {

  private SceneCheck() {}

  static void assertSound(Scene scene) {
    assertThat(complaints(scene)).isEmpty();
  }

  static List<String> complaints(Scene scene) {
    List<String> complaints = new ArrayList<>();
    Box picture = new Box(0, 0, scene.width(), scene.height());
    Set<String> ids = new HashSet<>();
    List<Mark.Text> texts = new ArrayList<>();
    for (Mark mark : scene.marks()) {
      if (!picture.contains(mark.box())) {
        complaints.add(mark.id() + " leaves the picture");
      }
      if (!ids.add(mark.id())) {
        complaints.add(mark.id() + " is there twice");
      }
      if (mark instanceof Mark.Text text) {
        texts.add(text);
      }
    }
    for (int i = 0; i < texts.size(); i++) {
      for (int j = i + 1; j < texts.size(); j++) {
        if (TextShape.of(texts.get(i)).overlaps(TextShape.of(texts.get(j)))) {
          complaints.add(texts.get(i).id() + " overlaps " + texts.get(j).id());
        }
      }
      for (Mark mark : scene.marks()) {
        boolean around = texts.get(i).role() != Role.CELL_TEXT;
        boolean solid =
            mark.role() == Role.SPAN
                || mark.role() == Role.TICK
                || (around && (mark instanceof Mark.Cells || mark.role() == Role.FRAME));
        if (solid
            && !isInside(texts.get(i), mark)
            && TextShape.of(texts.get(i)).overlaps(TextShape.of(mark.box()))) {
          complaints.add(texts.get(i).id() + " lies over " + mark.id());
        }
      }
    }
    return complaints;
  }

  /** Names of bars and points stand inside a frame. */
  private static boolean isInside(Mark.Text text, Mark mark) {
    return mark instanceof Mark.Rect frame
        && frame.fill().isEmpty()
        && frame.box().grow(-frame.borderWidth()).contains(text.box());
  }
}
