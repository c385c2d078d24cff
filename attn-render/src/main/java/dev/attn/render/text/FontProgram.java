package dev.attn.render.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The bytes of a font file, for formats that carry their fonts with them. Two are equal if they are
 * one and the same.
 */
public final class FontProgram {

  /** What the outlines of a font file are. */
  public enum Outlines {
    /** Quadratic curves: TrueType. */
    TRUE_TYPE,
    /** Cubic curves: the compact font format. */
    COMPACT
  }

  /** Opens the bytes anew each time. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  private static final int OPEN_TYPE_WITH_COMPACT_OUTLINES = 0x4f54544f;
  private static final int COLLECTION = 0x74746366;

  private final Source source;
  private final Outlines outlines;

  private FontProgram(Source source, Outlines outlines) {
    this.source = source;
    this.outlines = outlines;
  }

  /** Returns a font of the class path, which is read again whenever it is opened. */
  static FontProgram resource(String name) {
    return new FontProgram(
        () ->
            Objects.requireNonNull(
                FontProgram.class.getResourceAsStream(name), name + " must be in the jar"),
        Outlines.TRUE_TYPE);
  }

  /** Returns a font that is kept in memory. */
  static FontProgram of(byte[] bytes) throws IOException {
    int version = 0;
    for (int i = 0; i < 4; i++) {
      version = version << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
    }
    if (version == COLLECTION) {
      throw new IOException("a collection of fonts; take one font out of it");
    }
    return new FontProgram(
        () -> new ByteArrayInputStream(bytes),
        version == OPEN_TYPE_WITH_COMPACT_OUTLINES ? Outlines.COMPACT : Outlines.TRUE_TYPE);
  }

  /** Returns the bytes of the file from its beginning. */
  public InputStream open() throws IOException {
    return source.open();
  }

  /** Returns what its outlines are. */
  public Outlines outlines() {
    return outlines;
  }
}
