package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.paint.Pixels;
import dev.attn.render.paint.SampleScenes;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import dev.attn.testing.Tool;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PdfEncoderTest {

  private static final Scene SCENE = SampleScenes.everything();

  @Test
  void page_isThreeQuartersOfAPointPerPixel() throws IOException {
    try (PDDocument document = Loader.loadPDF(encode(SCENE, 1, TextMode.PORTABLE))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(345);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(270);
    }
  }

  @Test
  void scale_keepsTheSizeOnPaper() throws IOException {
    try (PDDocument document = Loader.loadPDF(encode(SCENE, 3, TextMode.PORTABLE))) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(115);
    }
  }

  @Test
  void largePage_isMeasuredInALargerUnit() throws IOException {
    Scene large = new Scene(40_000, 100, 0xffffff, List.of());
    try (PDDocument document = Loader.loadPDF(encode(large, 1, TextMode.PORTABLE))) {
      assertThat(document.getPage(0).getUserUnit()).isEqualTo(3);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(10_000);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(25);
    }
  }

  @Test
  void write_givesTheSameBytesEachTime() throws IOException {
    assertThat(encode(SCENE, 1, TextMode.PORTABLE)).isEqualTo(encode(SCENE, 1, TextMode.PORTABLE));
  }

  @Test
  void file_hasNoDate() throws IOException {
    try (PDDocument document = Loader.loadPDF(encode(SCENE, 1, TextMode.PORTABLE))) {
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
      assertThat(document.getDocumentInformation().getModificationDate()).isNull();
    }
  }

  @Test
  void info_isReadBack() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FileInfo info =
        new FileInfo(
            Map.of(
                FileInfo.TITLE, "A \u6c34 map",
                FileInfo.DESCRIPTION, "8 x 8",
                FileInfo.SOFTWARE, "attn",
                FileInfo.SPEC, "{\"type\":\"Sheet\"}"));
    new PdfEncoder(Typeface.bundled(), 1, TextMode.PORTABLE).write(SCENE, info, bytes);
    try (PDDocument document = Loader.loadPDF(bytes.toByteArray())) {
      PDDocumentInformation read = document.getDocumentInformation();

      assertThat(read.getTitle()).isEqualTo("A \u6c34 map");
      assertThat(read.getSubject()).isEqualTo("8 x 8");
      assertThat(read.getCreator()).isEqualTo("attn");
      assertThat(read.getCustomMetadataValue(FileInfo.SPEC)).isEqualTo("{\"type\":\"Sheet\"}");
    }
  }

  @Test
  void text_canBeExtracted() throws IOException {
    String text = text(encode(SCENE, 1, TextMode.PORTABLE));

    assertThat(text)
        .contains(
            "Saliency \u2212 layer 1, head 10", "<CHI>", "painted", "\\frac{", "Context Length");
  }

  @Test
  void outlines_holdNoTextAndNoFont() throws IOException {
    byte[] file = encode(SCENE, 1, TextMode.OUTLINES);

    assertThat(text(file)).isBlank();
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("DejaVu");
  }

  @Test
  void font_isASubset() throws IOException {
    byte[] file = encode(SCENE, 1, TextMode.PORTABLE);

    assertThat(file.length).as("the whole font has 757,076").isLessThan(60_000);
    try (PDDocument document = Loader.loadPDF(file)) {
      PDResources resources = document.getPage(0).getResources();
      assertThat(resources.getFontNames())
          .singleElement()
          .satisfies(
              name ->
                  assertThat(resources.getFont(name).getName()).matches("[A-Z]{6}\\+DejaVuSans"));
    }
  }

  @Test
  void fontsOfTheCaller_areEmbeddedOrOutlined() throws IOException {
    Scene scene = line("\u6c34 water", Rotation.NONE);

    assertThat(text(encode(scene, squares("ttf")))).isEqualToIgnoringNewLines("\u6c34 water");
    assertThat(text(encode(scene, squares("otf"))))
        .as("no cubic curves")
        .contains("water")
        .doesNotContain("\u6c34");
  }

  @Test
  void longText_keepsItsLength() throws IOException {
    String words = "attention ".repeat(40).strip();
    Scene scene = line(words, Rotation.NONE);
    List<Float> ends = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(encode(scene, 1, TextMode.PORTABLE))) {
      new PDFTextStripper() {
        @Override
        protected void writeString(
            String string, List<org.apache.pdfbox.text.TextPosition> positions) {
          positions.forEach(position -> ends.add(position.getEndX()));
        }
      }.getText(document);
    }
    double end = 5 + Typeface.bundled().width(words, 11);
    assertThat(ends.get(ends.size() - 1) / 0.75).isBetween(end - 1.1, end + 0.1);
  }

  /** Readers of text know right angles only; the diagonal is looked at by eye. */
  @ParameterizedTest
  @EnumSource(names = "DIAGONAL", mode = EnumSource.Mode.EXCLUDE)
  void hostileText_isDrawn(Rotation rotation) throws IOException {
    Scene scene = line("\u0001(\\)] \ud800\ufffe % /Name", rotation);

    assertThat(text(encode(scene, 1, TextMode.PORTABLE))).contains("(\\)]", "% /Name");
  }

  @Test
  void images_areTheCellsWithoutLoss() throws IOException {
    ScenePainter painter = new ScenePainter(Typeface.bundled());
    List<String> painted = new ArrayList<>();
    for (Mark mark : SCENE.marks()) {
      if (mark instanceof Mark.Cells cells) {
        painted.add(Pixels.hash(painter.cells(cells)));
      }
    }
    List<String> read = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(encode(SCENE, 1, TextMode.PORTABLE))) {
      PDResources resources = document.getPage(0).getResources();
      for (COSName name : resources.getXObjectNames()) {
        PDImageXObject image = (PDImageXObject) resources.getXObject(name);
        assertThat(image.getInterpolate()).isFalse();
        read.add(Pixels.hash(image.getImage()));
      }
    }
    assertThat(read).isEqualTo(painted);
  }

  @Test
  void manyColors_areKept() throws IOException {
    Scene scene = SampleScenes.colorful();
    try (PDDocument document = Loader.loadPDF(encode(scene, 1, TextMode.PORTABLE))) {
      PDResources resources = document.getPage(0).getResources();
      PDImageXObject image =
          (PDImageXObject) resources.getXObject(resources.getXObjectNames().iterator().next());
      Mark.Cells cells = (Mark.Cells) scene.marks().get(0);

      assertThat(Pixels.hash(image.getImage()))
          .isEqualTo(Pixels.hash(new ScenePainter(Typeface.bundled()).cells(cells)));
    }
  }

  @Test
  void poppler_showsTheCellsPixelByPixel(@TempDir Path folder) throws Exception {
    Tool tool = Tool.named("pdftoppm");
    Files.write(folder.resolve("figure.pdf"), encode(SCENE, 1, TextMode.PORTABLE));
    tool.run(folder, "-r", "96", "-png", "-singlefile", "figure.pdf", "figure");
    BufferedImage shown = ImageIO.read(folder.resolve("figure.png").toFile());
    BufferedImage painted = new ScenePainter(Typeface.bundled()).image(SCENE);

    assertThat(shown.getWidth()).isEqualTo(460);
    Mark.Cells zoom =
        (Mark.Cells)
            SCENE.marks().stream().filter(m -> m.id().equals("zoom cells")).findAny().orElseThrow();
    assertThat(pixels(shown, zoom.box())).isEqualTo(pixels(painted, zoom.box()));
    Box hatched = new Box(235, 41, 46, 46);
    assertThat(pixels(shown, hatched)).isEqualTo(pixels(painted, hatched));
  }

  private static int[] pixels(BufferedImage image, Box box) {
    return Pixels.of(image.getSubimage(box.x(), box.y(), box.width(), box.height()));
  }

  private static Scene line(String text, Rotation rotation) {
    Mark mark =
        new Mark.Text(
            "a", Role.TITLE, new Box(5, 5, 100, 14), text, 11, 0, new Point(5, 316), rotation);
    return new Scene(3000, 600, 0xffffff, List.of(mark));
  }

  private static Typeface squares(String kind) throws IOException {
    try (InputStream file = Typeface.class.getResourceAsStream("squares." + kind)) {
      return Typeface.bundled().withFallback(Typeface.read(file));
    }
  }

  private static byte[] encode(Scene scene, double scale, TextMode mode) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new PdfEncoder(Typeface.bundled(), scale, mode).write(scene, FileInfo.none(), bytes);
    return bytes.toByteArray();
  }

  private static byte[] encode(Scene scene, Typeface typeface) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new PdfEncoder(typeface, 1, TextMode.PORTABLE).write(scene, FileInfo.none(), bytes);
    return bytes.toByteArray();
  }

  private static String text(byte[] file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }
}
