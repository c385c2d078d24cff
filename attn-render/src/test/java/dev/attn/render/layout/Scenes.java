package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Figures laid out with text of fixed advance, so that every number can be worked out by hand. */
final class Scenes {

  private Scenes() {}

  static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static Layout layout(Figure figure) {
    return Layouter.of(new FixedAdvance()).layout(figure);
  }

  static Scene scene(Figure figure) {
    return layout(figure).scene();
  }

  static Mark mark(Scene scene, String id) {
    return scene.marks().stream()
        .filter(mark -> mark.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no mark " + id));
  }

  static Box box(Scene scene, String id) {
    return mark(scene, id).box();
  }

  static int fill(Scene scene, String id) {
    return ((Mark.Rect) mark(scene, id)).fill().orElseThrow();
  }

  static List<String> texts(Scene scene, Role role) {
    return scene.marks(Mark.Text.class, role).stream().map(Mark.Text::text).toList();
  }

  static List<String> facts(Figure figure, String code) {
    return layout(figure).facts().stream()
        .filter(fact -> fact.code().equals(code))
        .map(Fact::sentence)
        .toList();
  }
}
