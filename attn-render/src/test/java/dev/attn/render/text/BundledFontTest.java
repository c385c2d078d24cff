package dev.attn.render.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The oracle is the parser that reads all other fonts. */
final class BundledFontTest {

  private static FontReader bundled;
  private static FontReader parsed;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file = FontProgram.resource("DejaVuSans.ttf").open()) {
      byte[] bytes = file.readAllBytes();
      bundled = new BundledFont(bytes);
      parsed = new AnyFont(bytes, FontProgram.Outlines.TRUE_TYPE);
    }
  }

  @Test
  void lines_areThoseOfTheParser() {
    assertThat(bundled.unitsPerEm()).isEqualTo(2048).isEqualTo(parsed.unitsPerEm());
    assertThat(bundled.ascent()).isEqualTo(1901).isEqualTo(parsed.ascent());
    assertThat(bundled.descent()).isEqualTo(483).isEqualTo(parsed.descent());
    assertThat(bundled.glyphs()).isEqualTo(6253).isEqualTo(parsed.glyphs());
  }

  @Test
  void characters_areThoseOfTheParser() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      assertThat(bundled.glyphOf(codePoint))
          .as("U+%04X", codePoint)
          .isEqualTo(parsed.glyphOf(codePoint));
    }
  }

  @Test
  void advances_areThoseOfTheParser() {
    for (int glyph = 0; glyph < parsed.glyphs(); glyph++) {
      assertThat(bundled.advance(glyph)).as("glyph %d", glyph).isEqualTo(parsed.advance(glyph));
    }
  }

  @Test
  void outlines_areThoseOfTheParser() throws IOException {
    for (int glyph = 0; glyph < parsed.glyphs(); glyph++) {
      assertThat(segments(bundled.outline(glyph)))
          .as("glyph %d", glyph)
          .isEqualTo(segments(parsed.outline(glyph)));
    }
  }

  private static List<String> segments(Path2D path) {
    List<String> segments = new ArrayList<>();
    segments.add("winding " + path.getWindingRule());
    double[] points = new double[6];
    for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
      Arrays.fill(points, 0);
      segments.add(at.currentSegment(points) + " " + Arrays.toString(points));
    }
    return segments;
  }
}
