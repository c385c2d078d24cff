package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.examples.gallery.Gallery;
import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.NumericArray;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FigureCommandTest {

  private static final Path GROUNDING = Command.DATA.resolve("grounding/capture.safetensors");
  private static final Path PAUSE = Command.DATA.resolve("pause/capture.safetensors");

  @TempDir private Path folder;

  private BufferedImage draw(Object... arguments) throws Exception {
    Path file = folder.resolve("figure.png");
    Object[] all = new Object[arguments.length + 3];
    all[0] = "figure";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--out";
    all[all.length - 1] = file;
    Command run = Command.run(all);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return ImageIO.read(file.toFile());
  }

  private static boolean hasPixel(BufferedImage image, int rgb) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xffffff) == rgb) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void heatmap_usesTheColormapAsked() throws Exception {
    BufferedImage image =
        draw("heatmap", "--tensor", GROUNDING, "--layer", 6, "--head", 7, "--colormap", "YlOrBr");
    assertThat(hasPixel(image, 0xffffe5)).isTrue();
    assertThat(hasPixel(image, 0x440154)).isFalse();
  }

  @Test
  void heatmap_takesTokensFromAFile() throws Exception {
    Path tokens = Command.DATA.resolve("grounding-c/capture.json");
    BufferedImage own = draw("heatmap", "--tensor", GROUNDING, "--layer", 0, "--head", 0);
    BufferedImage other =
        draw(
            "heatmap",
            "--tensor",
            GROUNDING,
            "--layer",
            0,
            "--head",
            0,
            "--tokens",
            tokens,
            "--limits",
            "0,1");
    assertThat(other.getHeight()).isNotEqualTo(own.getHeight());
  }

  @Test
  void overview_drawsSaliencyWithZoomAndSpans() throws Exception {
    BufferedImage image =
        draw(
            "overview",
            "--tensor",
            GROUNDING,
            "--gradient",
            GROUNDING + "#gradient",
            "--zoom",
            "0,9",
            "--span",
            "<ENV>:0-7",
            "--span",
            "<LAN>:7-13");
    BufferedImage plain = draw("overview", "--tensor", GROUNDING);
    assertThat(image.getWidth()).isGreaterThan(plain.getWidth() + 200);
  }

  @Test
  void strips_drawKeysUpToTheLargestQuery() throws Exception {
    BufferedImage wide =
        draw("strips", "--tensor", PAUSE, "--queries", "8,32", "--limits", "0,0.4");
    BufferedImage narrow = draw("strips", "--tensor", PAUSE, "--queries", "8");
    assertThat(wide.getWidth()).isGreaterThan(narrow.getWidth());
  }

  @Test
  void layers_takesTheLastQueryByName() throws Exception {
    BufferedImage byName = draw("layers", "--tensor", GROUNDING, "--query", "last");
    byte[] first = Files.readAllBytes(folder.resolve("figure.png"));
    draw("layers", "--tensor", GROUNDING, "--query", "12");
    assertThat(Files.readAllBytes(folder.resolve("figure.png"))).isEqualTo(first);
    assertThat(byName.getWidth()).isPositive();
  }

  @Test
  void crossAttention_labelsTheAxisThatFits() throws Exception {
    Path file = folder.resolve("cross.npy");
    TensorFiles.writeNpy(file, NumericArray.copyOf(new float[] {1, 0, 0, 0, 1, 0}, 2, 3));
    Path tokens = Files.writeString(folder.resolve("tokens.json"), "[\"source\", \"target\"]");
    BufferedImage labelled =
        draw("heatmap", "--tensor", file, "--layer", 0, "--head", 0, "--tokens", tokens);
    BufferedImage plain = draw("heatmap", "--tensor", file, "--layer", 0, "--head", 0);
    assertThat(labelled.getWidth()).isGreaterThan(plain.getWidth());
  }

  @Test
  void spansWithoutAZoom_areReported() {
    Command run =
        Command.run(
            "figure",
            "overview",
            "--tensor",
            GROUNDING,
            "--span",
            "x:0-2",
            "--out",
            folder.resolve("x.png"));
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "attn: spans are drawn beside an enlarged head only; add --zoom L,H"
                + System.lineSeparator());
  }

  @Test
  void saliencyVariants_combineTheHeads() throws Exception {
    Path weights = folder.resolve("a.npy");
    Path gradient = folder.resolve("g.npy");
    TensorFiles.writeNpy(weights, NumericArray.copyOf(new float[] {1, 1}, 1, 2, 1, 1));
    TensorFiles.writeNpy(gradient, NumericArray.copyOf(new float[] {2, -4}, 1, 2, 1, 1));
    assertThat(saliency(weights, gradient, "per-head")).containsExactly(2, 4);
    assertThat(saliency(weights, gradient, "signed")).containsExactly(-2);
    assertThat(saliency(weights, gradient, "abs-of-sum")).containsExactly(2);
    assertThat(saliency(weights, gradient, "sum-of-abs")).containsExactly(6);
  }

  @Test
  void saliency_isZeroWhereTheMaskBlocks() throws Exception {
    Path weights = folder.resolve("a.npy");
    Path gradient = folder.resolve("g.npy");
    float nan = Float.NaN;
    TensorFiles.writeNpy(weights, NumericArray.copyOf(new float[] {nan, nan, 0.5f, 0.5f}, 2, 2));
    TensorFiles.writeNpy(gradient, NumericArray.copyOf(new float[] {1, nan, 2, -4}, 2, 2));
    Path file = folder.resolve("x.npy");
    Command run =
        Command.run(
            "saliency",
            "--tensor",
            weights,
            "--gradient",
            gradient,
            "--mask",
            "cells(2, [(1, 0), (1, 1)])",
            "--variant",
            "per-head",
            "--out",
            file);
    assertThat(run.code()).isZero();
    try (TensorFile open = TensorFiles.open(file)) {
      assertThat(open.array("x").toDoubles()).containsExactly(0, 0, 1, 2);
    }
  }

  private double[] saliency(Path weights, Path gradient, String variant) throws Exception {
    Path file = folder.resolve(variant + ".npy");
    Command run =
        Command.run(
            "saliency",
            "--tensor",
            weights,
            "--gradient",
            gradient,
            "--variant",
            variant,
            "--out",
            file);
    assertThat(run.code()).isZero();
    try (TensorFile open = TensorFiles.open(file)) {
      return open.array(variant).toDoubles();
    }
  }

  @Test
  void saliency_writesFloat32WithoutAHeadAxis() throws Exception {
    Path file = folder.resolve("saliency.npy");
    Command run =
        Command.run(
            "saliency",
            "--tensor",
            GROUNDING,
            "--gradient",
            GROUNDING + "#gradient",
            "--variant",
            "abs-of-sum",
            "--out",
            file);
    assertThat(run.code()).isZero();
    try (TensorFile open = TensorFiles.open(file)) {
      assertThat(open.array("saliency")).hasToString("f32 [12, 13, 13]");
    }
  }

  @Test
  void gallery_drawsAllItsFigures() throws Exception {
    Path target = folder.resolve("gallery");
    assertThat(Command.run("gallery", "--out", target).code()).isZero();
    assertThat(target.toFile().list())
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrder(
            Gallery.figures().keySet().stream().map(name -> name + ".png").toArray(String[]::new));
  }
}
