package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import dev.attn.mask.Masks;
import dev.attn.render.encode.FileInfo;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.LayerTokenMap;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.figure.Zoom;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class MetadataTest {

  private static final String SECRET = "p\u00e4ssword\ud800\"\\\n";
  private static final Figure FIGURE =
      HeatMap.of(Grid.copyOf(new float[][] {{0.25f, 0.75f}, {Float.NaN, 1}}))
          .withTitle("Two & two")
          .withColumns(Axis.labels(SECRET, "b"));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "svg", "pdf"})
  void full_saysEverything(String format) throws Exception {
    Map<String, String> info = read(format, Metadata.FULL);

    assertThat(info.keySet())
        .containsExactlyInAnyOrder(
            "Title", "Description", "Software", "attn:spec", "attn:data", "attn:facts");
    assertThat(info.get("Title")).isEqualTo("Two & two");
    assertThat(info.get("Description")).startsWith("Heat map: ");
    assertThat(info.get("Software")).startsWith("attn");
    assertThat(info.get("attn:spec"))
        .startsWith("{\"type\":\"Sheet\",\"title\":\"Two & two\",\"content\":{\"type\":\"Panel\"")
        .contains("\"p\u00e4ssword\\ud800\\\"\\\\\\u000a\"", "\"colormap\":\"viridis\"");
    assertThat(info.get("attn:facts")).contains("1 of 4 cells are not a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "svg", "pdf"})
  void facts_leakNoToken(String format) throws Exception {
    Map<String, String> info = read(format, Metadata.FACTS);

    assertThat(info.keySet())
        .containsExactlyInAnyOrder("Title", "Description", "Software", "attn:data", "attn:facts");
    assertThat(info.get("Description")).startsWith("Heat map: ");
    assertThat(info.values()).noneMatch(text -> text.contains("ssword"));
    if (!format.equals("pdf")) {
      assertThat(Files.readString(file(format, Metadata.FACTS), StandardCharsets.ISO_8859_1))
          .doesNotContain("ssword");
    }
  }

  /** Labels, names of spans, headers, titles of panels that do not fit: all of them secret. */
  static List<Figure> secretFigures() {
    String secret = "pssword ".repeat(40).strip();
    Tokens tokens = Tokens.of(secret, "b").withSpans(Span.of(0, 1, secret));
    Axis axis = Axis.labels(tokens);
    Grid grid = Grid.of(2, 2, (r, c) -> r + c);
    AttentionTensor heads = AttentionTensor.copyOf(TensorShape.of(1, 2, 2, 2), new float[8]);
    return List.of(
        HeatMap.of(grid).withTokens(tokens),
        HeadGrid.of(heads).withTokens(tokens).withZoom(Zoom.of(0, 1)),
        LayerStrips.of(List.of(grid)).withStripLabels(i -> secret).withRows(axis).withColumns(axis),
        PanelGrid.of(List.of(List.of(grid)))
            .withAxes(axis)
            .withPanelTitles((r, c) -> secret)
            .withRowHeaders(secret)
            .withColumnHeaders(secret),
        LayerTokenMap.of(grid).withTokens(tokens).withDepth(axis),
        MaskMap.of(Masks.causal(2)).withRows(axis).withColumns(axis).withLegend(secret, secret),
        MaskMap.of(Masks.causal(5000)).withRows(Axis.spans(Span.of(0, 1, secret))));
  }

  @ParameterizedTest
  @MethodSource("secretFigures")
  void facts_leakNoTokenOfAnyFigure(Figure figure) {
    Drawing drawing = Drawing.of(figure, Output.defaults());

    assertThat(FigureInfo.of(drawing, Metadata.FULL).texts().values().toString())
        .contains("pssword");
    assertThat(FigureInfo.of(drawing, Metadata.FACTS).texts().values().toString())
        .doesNotContain("pssword");
  }

  @Test
  void facts_nameWhatWasCutByItsPlace() {
    String title = "many words of a title ".repeat(30).strip();
    Figure figure =
        HeatMap.of(Grid.of(2, 2, (r, c) -> r)).withColumns(Axis.none().withTitle(title));
    FileInfo info = FigureInfo.of(Drawing.of(figure, Output.defaults()), Metadata.FACTS);

    assertThat(info.text(FileInfo.FACTS).orElseThrow().lines())
        .contains("title-cut: panel.columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "svg", "pdf"})
  void none_saysNothing(String format) throws Exception {
    assertThat(read(format, Metadata.NONE)).isEmpty();
  }

  @Test
  void dataHash_isThatOfTheRecipe() throws Exception {
    byte[] band = new byte[2 * (2 * 4 + 1)];
    ByteBuffer.wrap(band)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(0.25f)
        .putFloat(0.75f)
        .put((byte) 0)
        .putInt(0x7fc00000)
        .putFloat(1)
        .put((byte) 0);
    byte[] grid = new byte[4 + 4 + 32];
    ByteBuffer.wrap(grid)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(2)
        .putInt(2)
        .put(Hashing.sha256().hashBytes(band).asBytes());

    assertThat(read("png", Metadata.FACTS))
        .containsEntry("attn:data", Hashing.sha256().hashBytes(grid).toString());
  }

  @Test
  void dataHash_tellsMaskedFromZero() throws Exception {
    Grid zeros = Grid.of(2, 2, (r, c) -> 0);
    Figure masked = HeatMap.of(zeros.withMask(Masks.causal(2)));

    assertThat(info(HeatMap.of(zeros)).text(FileInfo.DATA))
        .isNotEqualTo(info(masked).text(FileInfo.DATA));
  }

  @Test
  void title_isTheKindOfFigureWithoutOne() {
    assertThat(info(TargetFigures.headGrid()).text(FileInfo.TITLE)).contains("Grid of heads");
    assertThat(info(TargetFigures.headGrid()).text(FileInfo.DESCRIPTION))
        .contains(TargetFigures.headGrid().describe());
    assertThat(info(TargetFigures.treeMask().sheet()).text(FileInfo.TITLE)).contains("Figure");
  }

  @Test
  void longTexts_areCompressedInPng() throws Exception {
    Path file = folder.resolve("heads.png");
    Render.png(TargetFigures.headGrid(), file);

    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("\"Sheet\"");
    assertThat(png(file).get("attn:spec"))
        .isEqualTo(info(TargetFigures.headGrid()).text(FileInfo.SPEC).orElseThrow());
  }

  private static FileInfo info(Figure figure) {
    return FigureInfo.of(Drawing.of(figure, Output.defaults()), Metadata.FULL);
  }

  private Path file(String format, Metadata metadata) throws IOException {
    Output output = Output.defaults().withMetadata(metadata);
    Path file = folder.resolve("a." + format);
    switch (format) {
      case "png" -> Render.png(FIGURE, file, output);
      case "svg" -> Render.svg(FIGURE, file, output);
      default -> Render.pdf(FIGURE, file, output);
    }
    return file;
  }

  private Map<String, String> read(String format, Metadata metadata) throws Exception {
    Path file = file(format, metadata);
    return switch (format) {
      case "png" -> png(file);
      case "svg" -> svg(file);
      default -> pdf(file);
    };
  }

  private static Map<String, String> png(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    Map<String, String> texts = new LinkedHashMap<>();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      Element root = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
      NodeList entries = root.getElementsByTagName("iTXtEntry");
      for (int i = 0; i < entries.getLength(); i++) {
        Element entry = (Element) entries.item(i);
        texts.put(entry.getAttribute("keyword"), entry.getAttribute("text"));
      }
    }
    return texts;
  }

  private static Map<String, String> svg(Path file) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, "Title", document.getElementsByTagName("title"));
    put(texts, "Description", document.getElementsByTagName("desc"));
    put(texts, "Software", document.getElementsByTagName("attn:Software"));
    for (String keyword : new String[] {"attn:spec", "attn:data", "attn:facts"}) {
      put(texts, keyword, document.getElementsByTagName(keyword));
    }
    return texts;
  }

  private static void put(Map<String, String> texts, String keyword, NodeList elements) {
    if (elements.getLength() > 0) {
      texts.put(keyword, elements.item(0).getTextContent());
    }
  }

  private static Map<String, String> pdf(Path file) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      PDDocumentInformation info = document.getDocumentInformation();
      for (String key : info.getMetadataKeys()) {
        String keyword =
            switch (key) {
              case "Subject" -> "Description";
              case "Creator" -> "Software";
              default -> key;
            };
        texts.put(keyword, info.getPropertyStringValue(key).toString());
      }
    }
    return texts;
  }
}
