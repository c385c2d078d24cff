package dev.attn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.base.CharMatcher;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON read token by token, every fault of which says where it is.
 *
 * <p>Keys must be unique and nesting is limited. Faults after the first line name the line too.
 */
final class StrictJson implements Closeable {

  private static final int MAX_DEPTH = 64;

  private final JsonParser parser;
  private final Place place;
  private final long start;

  private StrictJson(JsonParser parser, Place place, long start) {
    this.parser = parser;
    this.place = place;
    this.start = start;
  }

  /** Takes the bytes and the offset of the first one in what {@code place} names. */
  static StrictJson of(InputStream bytes, Place place, long start) throws IOException {
    // A factory of its own for each text: factories keep the names that they have met.
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    // What holds a text is limited already.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    return new StrictJson(factory.createParser(bytes), place, start);
  }

  /** Moves on; the end of the text is a fault. */
  JsonToken next() throws IOException {
    JsonToken token = nextOrEnd();
    if (token == JsonToken.NOT_AVAILABLE) {
      throw fault("text must hold a value, got its end");
    }
    return token;
  }

  /** Moves on; the end of the text is {@code NOT_AVAILABLE}. */
  private JsonToken nextOrEnd() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      return token == null ? JsonToken.NOT_AVAILABLE : token;
    } catch (JsonProcessingException e) {
      throw syntax(e);
    }
  }

  /** Moves on to a token that opens something; any other is a fault. */
  void open(JsonToken token, String name) throws IOException {
    String wanted = name + " must be " + (token == JsonToken.START_OBJECT ? "an object" : "a list");
    expect(next() == token, wanted);
  }

  /** Moves on inside an object; returns whether there is a further key, which is now current. */
  boolean nextKey() throws IOException {
    return next() == JsonToken.FIELD_NAME;
  }

  /** Moves on inside a list; returns whether there is a further element, which is now current. */
  boolean nextElement() throws IOException {
    return next() != JsonToken.END_ARRAY;
  }

  void end() throws IOException {
    expect(nextOrEnd() == JsonToken.NOT_AVAILABLE, "text must end after its first value");
  }

  /** Returns the offset of the current token. */
  long at() {
    return start + parser.currentTokenLocation().getByteOffset();
  }

  JsonToken current() {
    return parser.currentToken();
  }

  /** Returns the key that is current. */
  String key() throws IOException {
    return parser.currentName();
  }

  /** Returns the current value, which must be a string. */
  String string(String name) throws IOException {
    expect(parser.currentToken() == JsonToken.VALUE_STRING, name + " must be a string");
    return text();
  }

  /** Returns the current value, which must be a whole number of at most 63 bits. */
  long count(String name) throws IOException {
    boolean fits;
    try {
      fits =
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              && parser.getNumberType() != NumberType.BIG_INTEGER
              && parser.getLongValue() >= 0;
    } catch (JsonProcessingException e) {
      throw syntax(e);
    }
    expect(fits, name + " must be a whole number in [0, 2^63 - 1]");
    return parser.getLongValue();
  }

  /** Leaves out the current value with all that is in it. */
  void skip() throws IOException {
    try {
      parser.skipChildren();
    } catch (JsonProcessingException e) {
      throw syntax(e);
    }
  }

  private String text() throws IOException {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      throw syntax(e);
    }
  }

  private void expect(boolean right, String wanted) throws IOException {
    if (!right) {
      throw fault(wanted + ", got " + shown());
    }
  }

  /** Returns the current token as a message shows it. */
  private String shown() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_STRING, FIELD_NAME -> "'" + plain(text()) + "'";
      default -> plain(text());
    };
  }

  /** Keeps what a file says short and on one line. */
  static String plain(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
    return CharMatcher.javaIsoControl().replaceFrom(shown, '?');
  }

  /** Returns a fault at the current token. */
  TensorFormatException fault(String fault) {
    return fault(fault, parser.currentTokenLocation());
  }

  private TensorFormatException syntax(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return fault(
        "text must be valid JSON, got: " + e.getOriginalMessage(),
        location == null ? parser.currentLocation() : location);
  }

  private TensorFormatException fault(String fault, JsonLocation location) {
    String where = location.getLineNr() > 1 ? fault + " in line " + location.getLineNr() : fault;
    long offset = location.getByteOffset();
    return offset < 0 ? place.fault(where) : place.fault(start + offset, where);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
