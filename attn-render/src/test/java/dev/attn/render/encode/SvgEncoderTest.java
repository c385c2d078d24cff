package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.attn.render.figure.Grid;
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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class SvgEncoderTest {

  private static final String HOSTILE =
      "\u0001<a & \"b\"> ]]> --> \ud800x \udc00 \uffff $\\frac{1} %d";

  @Test
  void root_isAnImageWithTitleAndDescription() throws Exception {
    FileInfo info =
        new FileInfo(Map.of(FileInfo.TITLE, "A map", FileInfo.DESCRIPTION, "8 rows x 8 columns"));
    Element root = parse(encode(SampleScenes.everything(), info)).getDocumentElement();

    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 460 360");
    assertThat(root.getAttribute("width")).isEqualTo("460");
    assertThat(text(root, "title")).isEqualTo("A map");
    assertThat(text(root, "desc")).isEqualTo("8 rows x 8 columns");
  }

  @Test
  void scale_keepsTheSizeOnPaper() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new SvgEncoder(Typeface.bundled(), 3, TextMode.PORTABLE)
        .write(SampleScenes.everything(), FileInfo.none(), bytes);
    Element root = parse(bytes.toByteArray()).getDocumentElement();

    assertThat(root.getAttribute("width")).isEqualTo("153.333");
    assertThat(root.getAttribute("height")).isEqualTo("120");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 460 360");
  }

  @Test
  void write_givesTheSameBytesEachTime() throws Exception {
    assertThat(encode(SampleScenes.everything(), FileInfo.none()))
        .isEqualTo(encode(SampleScenes.everything(), FileInfo.none()));
  }

  @ParameterizedTest
  @EnumSource
  void hostileText_staysWellFormed(TextMode mode) throws Exception {
    Scene scene = new Scene(200, 50, 0xffffff, List.of(line("a", HOSTILE), line("a", HOSTILE)));
    Document document = parse(encode(scene, info(HOSTILE), mode));

    assertThat(text(document.getDocumentElement(), "title"))
        .isEqualTo("\ufffd<a & \"b\"> ]]> --> \ufffdx \ufffd \ufffd $\\frac{1} %d");
  }

  @Test
  void liveText_isKeptAsItIsDrawn() throws Exception {
    Scene scene = new Scene(200, 50, 0xffffff, List.of(line("a", "<b>\u0001\uff5c $x_1$")));
    Document document = parse(encode(scene, FileInfo.none(), TextMode.LIVE));
    NodeList texts = document.getElementsByTagName("text");

    assertThat(texts.getLength()).isEqualTo(2);
    assertThat(texts.item(0).getTextContent()).isEqualTo("<b>");
    assertThat(texts.item(1).getTextContent()).as("drawn as |").isEqualTo("| $x_1$");
    assertThat(((Element) texts.item(0)).getAttribute("textLength")).isEqualTo("25.416");
    assertThat(document.getElementsByTagName("use").getLength()).as("the box").isEqualTo(1);
  }

  @Test
  void liveText_isNotTurnedASecondTime() throws Exception {
    Scene scene = new Scene(200, 50, 0xffffff, List.of(line("a", "\u05d0\u05d1")));
    Document document = parse(encode(scene, FileInfo.none(), TextMode.LIVE));
    Element text = (Element) document.getElementsByTagName("text").item(0);

    assertThat(text.getTextContent()).as("from left to right").isEqualTo("\u05d1\u05d0");
    assertThat(text.getAttribute("style")).endsWith("direction:ltr;unicode-bidi:bidi-override");
  }

  @Test
  void outlines_areDefinedOnce() throws Exception {
    Scene scene = new Scene(200, 50, 0xffffff, List.of(line("a", "abab ba"), line("b", "aab")));
    Document document = parse(encode(scene, FileInfo.none()));
    NodeList uses = document.getElementsByTagName("use");

    assertThat(
            ((Element) document.getElementsByTagName("defs").item(0)).getElementsByTagName("path"))
        .extracting(NodeList::getLength)
        .isEqualTo(2);
    assertThat(uses.getLength()).isEqualTo(9);
    String name = ((Element) uses.item(0)).getAttribute("xlink:href");
    assertThat(name)
        .as("named by its look, so that files may share a page")
        .matches("#glyph-[0-9a-f]{12}");
  }

  @Test
  void groups_areNamedByTheirMarks() throws Exception {
    Scene scene =
        new Scene(
            200,
            50,
            0xffffff,
            List.of(
                line("panel[0,2].label", "a"),
                line("panel[0,2].label", "a"),
                line("7", "a"),
                line("", "a")));
    NodeList groups = parse(encode(scene, FileInfo.none())).getElementsByTagName("g");
    List<String> ids =
        IntStream.range(0, groups.getLength())
            .mapToObj(i -> ((Element) groups.item(i)).getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();

    assertThat(ids).containsExactly("panel-0-2.label", "panel-0-2.label-2", "m7", "m");
  }

  @Test
  void equalCells_becomeOneRectangle() throws Exception {
    Grid half = Grid.of(6, 4, (r, c) -> r < 3 ? 0 : 1);
    Scene scene = new Scene(60, 60, 0xffffff, List.of(cells(half, 10, 8)));
    NodeList paths = parse(encode(scene, FileInfo.none())).getElementsByTagName("path");

    assertThat(paths.getLength()).isEqualTo(2);
    assertThat(((Element) paths.item(0)).getAttribute("d")).isEqualTo("M5 5h40v24h-40z");
    assertThat(((Element) paths.item(1)).getAttribute("d")).isEqualTo("M5 29h40v24h-40z");
  }

  @Test
  void tooManyRectangles_becomeAPictureOfTheSamePixels() throws Exception {
    Mark.Cells many = cells(Grid.of(160, 160, (r, c) -> (r * 37 + c * 61) % 97 / 97f), 3, 2);
    Mark.Cells few = cells(Grid.of(2, 2, (r, c) -> r), 3, 2);
    Scene scene = new Scene(600, 400, 0xffffff, List.of(many, few));
    Document document = parse(encode(scene, FileInfo.none()));
    Element image = (Element) document.getElementsByTagName("image").item(0);
    String data = image.getAttribute("xlink:href");

    assertThat(document.getElementsByTagName("image").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("path").getLength()).as("of the few").isEqualTo(2);
    assertThat(image.getAttribute("style")).isEqualTo("image-rendering:pixelated");
    assertThat(data).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
    assertThat(Pixels.hash(ImageIO.read(new ByteArrayInputStream(png))))
        .isEqualTo(Pixels.hash(new ScenePainter(Typeface.bundled()).cells(many)));
  }

  @Test
  void manySmallPanels_shareTheLimit() throws Exception {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      marks.add(cells(Grid.of(70, 70, (r, c) -> (r + c) % 2), 1, 1));
    }
    Document document = parse(encode(new Scene(80, 80, 0xffffff, marks), FileInfo.none()));

    assertThat(document.getElementsByTagName("image").getLength())
        .as("4900 cells each")
        .isEqualTo(1);
  }

  @Test
  void failureOfTheStream_isThatOfTheFile() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThatIOException()
        .isThrownBy(
            () ->
                new SvgEncoder(Typeface.bundled(), 1, TextMode.PORTABLE)
                    .write(SampleScenes.everything(), FileInfo.none(), full))
        .withMessage("disk full");
  }

  private static FileInfo info(String title) {
    return new FileInfo(Map.of(FileInfo.TITLE, title));
  }

  private static Mark line(String id, String text) {
    return new Mark.Text(
        id, Role.TICK_LABEL, new Box(5, 5, 100, 14), text, 11, 0, new Point(5, 16), Rotation.NONE);
  }

  private static Mark.Cells cells(Grid grid, int width, int height) {
    Box box = new Box(5, 5, grid.columns() * width, grid.rows() * height);
    return new Mark.Cells("cells", Role.CELLS, box, grid, SampleScenes.viridis(), width, height);
  }

  private static byte[] encode(Scene scene, FileInfo info) throws IOException {
    return encode(scene, info, TextMode.PORTABLE);
  }

  private static byte[] encode(Scene scene, FileInfo info, TextMode mode) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new SvgEncoder(Typeface.bundled(), 1, mode).write(scene, info, bytes);
    return bytes.toByteArray();
  }

  private static Document parse(byte[] svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg));
  }

  private static String text(Element root, String name) {
    return root.getElementsByTagName(name).item(0).getTextContent();
  }
}
