package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Figure;
import dev.attn.render.figure.TargetFigures;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as those have it who did not ask for PDF. */
final class NoPdfLibraryTest {

  @Test
  void pdf_saysWhatItNeeds(@TempDir Path folder) throws Exception {
    assertThat(write("pdf", folder.resolve("a.pdf")))
        .isEqualTo(
            "java.lang.IllegalStateException: pdf needs org.apache.pdfbox:pdfbox on the class path");
    assertThat(folder.resolve("a.pdf")).doesNotExist();
  }

  @Test
  void otherFormats_doNotNeedIt(@TempDir Path folder) throws Exception {
    assertThat(write("png", folder.resolve("a.png"))).isEqualTo("written");
    assertThat(write("svg", folder.resolve("a.svg"))).isEqualTo("written");
  }

  /** Calls {@code Render} in a class loader of its own and says what it threw, if anything. */
  private static String write(String format, Path path) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      if (!Path.of(entry).getFileName().toString().matches("pdfbox-\\d.*\\.jar")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Class<?> render = loader.loadClass(Render.class.getName());
      Class<?> figure = loader.loadClass(Figure.class.getName());
      Object tree =
          loader.loadClass(TargetFigures.class.getName()).getMethod("treeMask").invoke(null);
      render.getMethod(format, figure, Path.class).invoke(null, tree, path);
      assertThat(Files.size(path)).isPositive();
      return "written";
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause());
    }
  }
}
