package dev.attn.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for every scene: nothing leaves it, and no text touches another or a cell. */
final class SceneCheck {

  private static final double DIAGONAL = Math.sqrt(0.5);

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
        if (overlap(corners(texts.get(i)), corners(texts.get(j)))) {
          complaints.add(texts.get(i).id() + " overlaps " + texts.get(j).id());
        }
      }
      for (Mark mark : scene.marks()) {
        boolean solid =
            (mark instanceof Mark.Cells && texts.get(i).role() != Role.CELL_TEXT)
                || mark.role() == Role.FRAME
                || mark.role() == Role.SPAN
                || mark.role() == Role.TICK;
        if (solid && overlap(corners(texts.get(i)), corners(mark.box()))) {
          complaints.add(texts.get(i).id() + " lies over " + mark.id());
        }
      }
    }
    return complaints;
  }

  private static double[][] corners(Box box) {
    return new double[][] {
      {box.x(), box.y()},
      {box.right(), box.y()},
      {box.right(), box.bottom()},
      {box.x(), box.bottom()}
    };
  }

  private static double[][] corners(Mark.Text text) {
    if (text.rotation() != Rotation.DIAGONAL) {
      return corners(text.box());
    }
    double ascent = (text.origin().x() - text.box().x()) / DIAGONAL - 2;
    double descent = (text.box().bottom() - text.origin().y()) / DIAGONAL - 2;
    double advance = (text.box().right() - text.origin().x()) / DIAGONAL - descent - 3;
    return new double[][] {
      at(text, 0, -descent),
      at(text, advance, -descent),
      at(text, advance, ascent),
      at(text, 0, ascent)
    };
  }

  private static double[] at(Mark.Text text, double along, double up) {
    return new double[] {
      text.origin().x() + (along - up) * DIAGONAL, text.origin().y() - (along + up) * DIAGONAL
    };
  }

  /** Two convex shapes overlap unless the side of one of them separates them. */
  private static boolean overlap(double[][] a, double[][] b) {
    return !separated(a, b) && !separated(b, a);
  }

  private static boolean separated(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      double[] from = a[i];
      double[] to = a[(i + 1) % a.length];
      double nx = to[1] - from[1];
      double ny = from[0] - to[0];
      double reach = Double.NEGATIVE_INFINITY;
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] point : a) {
        reach = Math.max(reach, nx * point[0] + ny * point[1]);
      }
      for (double[] point : b) {
        nearest = Math.min(nearest, nx * point[0] + ny * point[1]);
      }
      if (nearest >= reach - 1e-6) {
        return true;
      }
    }
    return false;
  }
}
