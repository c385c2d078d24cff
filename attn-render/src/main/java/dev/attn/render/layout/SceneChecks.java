package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at a finished scene for what a careful reader would object to. */
final class SceneChecks {

  private static final int LEAST_SIZE = 8;
  private static final Set<Role> LABELS =
      Set.of(Role.TICK_LABEL, Role.SPAN_LABEL, Role.AXIS_TITLE, Role.TITLE, Role.BAR_LABEL);

  private final Scene scene;
  private final double scale;
  private final List<Mark.Text> texts;
  private final List<Fact> findings = new ArrayList<>();

  private SceneChecks(Scene scene, double scale) {
    this.scene = scene;
    this.scale = scale;
    this.texts =
        scene.marks().stream()
            .filter(Mark.Text.class::isInstance)
            .map(Mark.Text.class::cast)
            .toList();
  }

  /**
   * Returns what is wrong with a scene.
   *
   * @param scale of the output, by which text sizes are divided
   */
  static List<Fact> of(Scene scene, double scale) {
    SceneChecks checks = new SceneChecks(scene, scale);
    checks.overlaps();
    checks.outside();
    new ContrastCheck(scene).tell(checks.findings);
    checks.smallText();
    checks.linksOverLabels();
    return checks.findings;
  }

  private void overlaps() {
    List<Mark.Text> around = texts.stream().filter(text -> text.role() != Role.CELL_TEXT).toList();
    List<TextShape> shapes = around.stream().map(TextShape::of).toList();
    for (int i = 0; i < around.size(); i++) {
      for (int j = i + 1; j < around.size(); j++) {
        if (around.get(i).box().intersects(around.get(j).box())
            && shapes.get(i).overlaps(shapes.get(j))) {
          String sentence = around.get(i).id() + " overlaps " + around.get(j).id();
          add("overlap", around.get(i).id(), List.of(), sentence);
        }
      }
    }
  }

  private void outside() {
    Box picture = new Box(0, 0, scene.width(), scene.height());
    for (Mark mark : scene.marks()) {
      if (!picture.contains(mark.box())) {
        add("outside", mark.id(), List.of(), mark.id() + " leaves the figure");
      }
    }
  }

  private void smallText() {
    for (Mark.Text text : texts) {
      double size = text.size() / scale;
      if (size < LEAST_SIZE - 0.5 / scale) {
        String sentence = "text is " + text.size() + " px high, should be at least 8";
        add("small-text", text.id(), List.of(size), sentence);
      }
    }
  }

  private void linksOverLabels() {
    for (Mark.Path link : scene.marks(Mark.Path.class, Role.LINK)) {
      for (Mark.Text text : texts) {
        if (LABELS.contains(text.role())
            && LinkLayout.crosses(link.points().get(0), link.points().get(1), text.box())) {
          add("link-over-label", link.id(), List.of(), link.id() + " passes " + text.id());
        }
      }
    }
  }

  private void add(String code, String subject, List<Double> numbers, String sentence) {
    findings.add(new Fact(code, subject, numbers, sentence));
  }
}
