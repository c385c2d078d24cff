package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.TargetFigures;
import dev.attn.render.paint.Pixels;
import dev.attn.render.paint.SampleScenes;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.text.Typeface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a second JVM that finds no font, as in a container with nothing but a JDK. */
final class NoFontsTest {

  @Test
  void pictures_areTheSameWithoutAnyFont(@TempDir Path folder) throws Exception {
    List<String> lines = run(folder);

    assertThat(lines)
        .containsExactly(
            Pixels.hash(new ScenePainter(Typeface.bundled()).image(SampleScenes.everything())),
            Pixels.hash(Render.image(TargetFigures.headGrid())),
            PictureWithoutFonts.NO_FONTS,
            "shaping needs a font of the system and room for a temporary file");
  }

  @Test
  void fontsOfAwt_areNotTouchedUnlessAskedFor(@TempDir Path folder) throws Exception {
    run(folder);
    List<String> loaded =
        Files.readAllLines(folder.resolve("classes")).stream()
            .map(line -> line.replaceFirst("^.*] ", "").replaceFirst(" .*", ""))
            .toList();
    int asked = loaded.indexOf(PictureWithoutFonts.class.getName() + "$AwtFonts");

    assertThat(asked).isPositive();
    assertThat(loaded.subList(0, asked))
        .contains("dev.attn.render.text.Typeface")
        .doesNotContain("java.awt.font.TextLayout")
        .noneMatch(NoFontsTest::looksForFonts);
    assertThat(loaded.subList(asked, loaded.size())).anyMatch(NoFontsTest::looksForFonts);
  }

  private static boolean looksForFonts(String loaded) {
    return loaded.startsWith("sun.font.") && loaded.contains("FontManager");
  }

  private List<String> run(Path folder) throws IOException, InterruptedException {
    Path noFonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig/>");
    Path home = Files.createDirectory(folder.resolve("home"));
    Path errors = folder.resolve("errors");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Duser.home=" + home,
            "-Dsun.java2d.fontpath=" + home,
            "-Xlog:class+load:file=" + folder.resolve("classes") + ":none:filecount=0",
            "-cp",
            System.getProperty("java.class.path"),
            PictureWithoutFonts.class.getName());
    java.environment().put("FONTCONFIG_FILE", noFonts.toString());
    java.environment().put("XDG_CACHE_HOME", home.toString());
    java.environment().remove("JAVA_FONTS");
    java.environment().remove("FONTCONFIG_PATH");
    Process process = java.redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return output.lines().toList();
  }
}
