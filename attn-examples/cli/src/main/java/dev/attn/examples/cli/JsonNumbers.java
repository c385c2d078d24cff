package dev.attn.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;

/** Numbers as they are printed: full double precision, and names for those that JSON lacks. */
final class JsonNumbers {

  /** Leaves the writer open: other lines may follow. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  /** Writes one JSON value. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonNumbers() {}

  /**
   * Returns a number as text: {@code nan}, {@code inf}, {@code -inf} or its shortest exact form.
   */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value);
  }

  /** Writes a number; NaN and infinities become the strings of {@link #text}. */
  static void write(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(text(value));
    }
  }

  /**
   * Prints one JSON value on a line of its own, while it is written.
   *
   * <p>If the body fails, what was printed stays incomplete: closing the generator would complete
   * it, so that nobody could tell.
   */
  static void line(PrintWriter out, Body body) throws IOException {
    JsonGenerator json = FACTORY.createGenerator(out);
    body.write(json);
    json.close();
    out.println();
  }
}
