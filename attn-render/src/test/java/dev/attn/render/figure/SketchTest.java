package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target figure costs a user one statement of at most eight lines: a factory and its options. */
final class SketchTest {

  @Test
  void targetFigures_areStatementsOfAtMostEightSteps() throws IOException {
    List<Integer> steps = new ArrayList<>();
    int current = 0;
    for (String line :
        Files.readAllLines(Path.of("src/test/java/dev/attn/render/figure/TargetFigures.java"))) {
      if (line.matches(
          "    return (MaskMap|LayerStrips|HeadGrid|PanelGrid|LayerTokenMap)\\.of.*")) {
        current = 1;
      } else if (current > 0 && line.startsWith("        .")) {
        current++;
      } else if (current > 0 && line.equals("  }")) {
        steps.add(current);
        current = 0;
      }
    }
    assertThat(steps).hasSize(5).allMatch(count -> count <= 8);
  }

  @Test
  void specs_areValues() {
    Scale scale = Scale.linear(0, 0.4).withTitle("weight").withTickStep(0.1);
    assertThat(scale).isEqualTo(Scale.linear(0, 0.4).withTitle("weight").withTickStep(0.1));
    assertThat(scale).isNotEqualTo(scale.withTickStep(0.2));
    assertThat(Axis.numbered(1, 3)).isEqualTo(Axis.numbered(1, 3));
    assertThat(Axis.numbered(1, 3).labels()).containsExactly("1", "2", "3");
    assertThat(Axis.labels(TargetFigures.sentence()).spans()).hasSize(2);
  }

  @Test
  void treeOfDrafts_isThatOfThePaper() {
    assertThat(TargetFigures.treeDecoding(16).cellCount()).isEqualTo(1231);
    assertThat(TargetFigures.treeDecoding(0).cellCount()).isEqualTo(207);
  }
}
