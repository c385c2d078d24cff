package dev.attn.render.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The glyphs of one font file. Outlines are parsed one at a time under a lock, kept, and only read
 * from then on.
 */
final class FontFile {

  private final FontProgram program;
  private final FontReader reader;
  private final int unitsPerEm;
  private final AtomicReferenceArray<Glyph> glyphs;
  private final Object parsing = new Object();

  private FontFile(FontProgram program, FontReader reader) {
    this.program = program;
    this.reader = reader;
    unitsPerEm = reader.unitsPerEm();
    glyphs = new AtomicReferenceArray<>(reader.glyphs());
  }

  /** Reads the font that comes with the library. */
  static FontFile bundled() {
    FontProgram program = FontProgram.resource("DejaVuSans.ttf");
    try (InputStream file = program.open()) {
      return new FontFile(program, new BundledFont(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled font must be readable", e);
    }
  }

  /** Reads a font; whatever is wrong with its tables is an {@link IOException}. */
  static FontFile read(FontProgram program) throws IOException {
    try (InputStream file = program.open()) {
      return new FontFile(program, new AnyFont(file.readAllBytes(), program.outlines()));
    } catch (RuntimeException e) {
      throw new IOException("a table of the font is damaged", e);
    }
  }

  FontProgram program() {
    return program;
  }

  int unitsPerEm() {
    return unitsPerEm;
  }

  int ascent() {
    return reader.ascent();
  }

  int descent() {
    return reader.descent();
  }

  /** The number of the glyph of a code point, 0 if there is none. */
  int glyphOf(int codePoint) {
    return reader.glyphOf(codePoint);
  }

  Glyph glyph(int number) {
    Glyph known = glyphs.get(number);
    if (known != null) {
      return known;
    }
    synchronized (parsing) {
      Glyph parsed = parse(number);
      return glyphs.compareAndSet(number, null, parsed) ? parsed : glyphs.get(number);
    }
  }

  private Glyph parse(int number) {
    try {
      return new Glyph(reader.outline(number), reader.advance(number), unitsPerEm);
    } catch (IOException e) {
      throw new UncheckedIOException("glyph " + number + " must be readable", e);
    }
  }
}
