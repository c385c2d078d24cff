package dev.attn.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Numbers as they are printed: full double precision, and names for those that JSON lacks. */
final class JsonNumbers {

  private static final JsonFactory FACTORY = new JsonFactory();

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

  /** Prints one JSON value on a line of its own. */
  static void line(PrintWriter out, Body body) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      body.write(json);
    }
    out.println(text);
  }
}
