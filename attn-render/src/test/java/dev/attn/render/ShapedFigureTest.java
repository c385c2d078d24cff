package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.paint.Pixels;
import dev.attn.render.text.ShapingFont;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arabic tokens, by the letters of the bundled font and joined by the same font. */
final class ShapedFigureTest {

  @Test
  void joinedLabels_areNoFact() throws IOException {
    assertThat(Render.facts(figure()))
        .extracting(Fact::sentence)
        .contains("8 of 10 texts with letters that should be joined");
    assertThat(Render.facts(figure(), shaped())).extracting(Fact::code).doesNotContain("unshaped");
    assertThat(Render.check(figure(), shaped())).isEmpty();
  }

  @Test
  void joinedLabels_areInEveryFormat(@TempDir Path folder) throws IOException {
    assertThat(Pixels.hash(Render.image(figure(), shaped())))
        .isNotEqualTo(Pixels.hash(Render.image(figure())))
        .isEqualTo(Pixels.hash(Render.image(figure(), shaped())));

    Path svg = folder.resolve("figure.svg");
    Render.svg(figure(), svg, shaped().withText(TextMode.LIVE));
    assertThat(Files.readString(svg)).as("four words as outlines").contains("id=\"glyph-");
    Render.svg(figure(), svg, Output.defaults().withText(TextMode.LIVE));
    assertThat(Files.readString(svg)).as("letters as text").doesNotContain("id=\"glyph-");

    Path pdf = folder.resolve("figure.pdf");
    Render.pdf(figure(), pdf, shaped());
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
    }
  }

  static Figure figure() {
    return HeatMap.of(Grid.of(4, 4, (q, k) -> k > q ? 0 : 1f / (q + 1)))
        .withTokens(
            Tokens.of(
                "\u0627\u0644\u0633\u0644\u0627\u0645",
                "\u0639\u0644\u064a\u0643\u0645",
                "\u064a\u0627",
                "\u0639\u0627\u0644\u0645"));
  }

  private static Output shaped() throws IOException {
    try (InputStream file = Typeface.class.getResourceAsStream("DejaVuSans.ttf")) {
      return Output.defaults().withTypeface(Typeface.bundled().withShaping(ShapingFont.read(file)));
    }
  }
}
