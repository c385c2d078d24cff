package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.tensor.AttentionMatrix;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures in the Javadoc of {@link Masks} show the masks that stand beside them. */
final class JavadocPicturesTest {

  private static final Path SOURCE = Path.of("src/main/java/dev/attn/mask/Masks.java");

  private static final Pattern DOCUMENTED =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public static AttentionMask (\\w+)\\(", Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("<pre>\\R(.*?)\\s*\\* </pre>", Pattern.DOTALL);
  private static final Pattern LINE =
      Pattern.compile("((?:-?\\d+\\.\\d+\\s+)*)([#.]+)(?: {5}(\\S.*))?");
  private static final Pattern OF_WEIGHTS = Pattern.compile("(\\w+)\\(weights, (\\S+)\\)");

  /** They join masks, read them or guess them; what comes out has its picture elsewhere. */
  private static final Set<String> WITHOUT_PICTURE =
      Set.of(
          "allOf",
          "anyOf",
          "parseExpression",
          "causalOrFull",
          "explainZeros",
          "fitVerticalSlash",
          "fitBlockTopK");

  /**
   * A picture as it is printed.
   *
   * @param factory the method that it documents
   * @param label the expression beside it
   * @param weights the numbers before the cells, without keys if there are none
   * @param grid the cells
   */
  private record Picture(String factory, String label, AttentionMatrix weights, String grid) {
    @Override
    public String toString() {
      return factory + ": " + label;
    }
  }

  static List<Picture> pictures() throws IOException {
    List<Picture> pictures = new ArrayList<>();
    Matcher documented = DOCUMENTED.matcher(Files.readString(SOURCE));
    while (documented.find()) {
      Matcher block = BLOCK.matcher(documented.group(1));
      while (block.find()) {
        List<String> lines =
            block.group(1).lines().map(line -> line.replaceFirst("^\\s*\\* ?", "")).toList();
        if (lines.stream().anyMatch(line -> LINE.matcher(line).matches())) {
          pictures.add(picture(documented.group(2), lines));
        }
      }
    }
    return pictures;
  }

  private static Picture picture(String factory, List<String> lines) {
    List<String> labels = new ArrayList<>();
    List<String> grid = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    for (String line : lines) {
      Matcher parts = LINE.matcher(line);
      assertThat(parts.matches()).as("line of %s: %s", factory, line).isTrue();
      grid.add(parts.group(2));
      weights.add(
          Stream.of(parts.group(1).split("\\s+", 0))
              .filter(number -> !number.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray());
      if (parts.group(3) != null) {
        labels.add(parts.group(3));
      }
    }
    assertThat(labels).as("labels of the picture of %s: %s", factory, grid).hasSize(1);
    return new Picture(
        factory,
        labels.get(0),
        AttentionMatrix.copyOf(weights.toArray(new double[0][])),
        String.join("\n", grid));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void picture_isTheMaskBesideIt(Picture picture) {
    if (picture.weights.keys() > 0) {
      assertThat(ofWeights(picture).toGrid()).isEqualTo(picture.grid);
    } else {
      AttentionMask mask = Masks.parseExpression(picture.label);
      assertThat(mask.toGrid()).isEqualTo(picture.grid);
      assertThat(mask).hasToString(picture.label);
    }
  }

  private static AttentionMask ofWeights(Picture picture) {
    Matcher call = OF_WEIGHTS.matcher(picture.label);
    assertThat(call.matches()).as(picture.label).isTrue();
    AttentionMatrix weights = picture.weights;
    String number = call.group(2);
    return switch (call.group(1)) {
      case "threshold" -> Masks.threshold(weights, Double.parseDouble(number));
      case "thresholdOfAnySign" -> Masks.thresholdOfAnySign(weights, Double.parseDouble(number));
      case "topK" -> Masks.topK(weights, Integer.parseInt(number));
      case "topP" -> Masks.topP(weights, Double.parseDouble(number));
      default -> throw new AssertionError(picture.label);
    };
  }

  @Test
  void picture_isThereForEveryFactory() throws IOException {
    Set<String> factories =
        Arrays.stream(Masks.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == AttentionMask.class)
            .map(method -> method.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(factories.removeAll(WITHOUT_PICTURE)).isTrue();
    assertThat(pictures().stream().map(Picture::factory).collect(Collectors.toSet()))
        .containsAll(factories);
  }

  /** The arguments of these stand in the text before the picture, which has the cells beside it. */
  @Test
  void argumentsBeforeAPicture_makeItToo() throws IOException {
    assertShown(
        "fromDense", Masks.fromDense(new boolean[][] {{true, false, true}, {false, true, false}}));
    assertShown("parse", Masks.parse("##.\n.##"));
    assertShown(
        "fromPredicate", Masks.fromPredicate(MaskShape.square(4), "nim", (q, k) -> (q & k) == 0));
  }

  private static void assertShown(String factory, AttentionMask mask) throws IOException {
    assertThat(pictures())
        .filteredOn(picture -> picture.factory.equals(factory))
        .extracting(Picture::grid)
        .containsExactly(mask.toGrid());
  }
}
