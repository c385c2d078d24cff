package dev.attn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.primitives.Ints;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tokens and their spans as JSON.
 *
 * <p>Labels are a list of strings. Spans are an object from label to range, {@code {"scene": [0,
 * 7]}}, or a list with label, range and level of each, {@code [["scene", 0, 7, 1]]}, which can say
 * everything that {@link Span} can.
 */
final class TokensJson {

  private TokensJson() {}

  /** Reads a list of labels, or an object with one among its keys. */
  static Tokens document(InputStream bytes, Place place) throws IOException {
    try (StrictJson json = StrictJson.of(bytes, place, 0)) {
      Optional<List<String>> labels = Optional.empty();
      List<Span> spans = List.of();
      boolean spansFound = false;
      JsonToken first = json.next();
      if (first == JsonToken.START_ARRAY) {
        labels = Optional.of(labels(json));
      }
      while (first == JsonToken.START_OBJECT && json.nextKey()) {
        String key = json.key();
        json.next();
        if (key.equals("tokens")) {
          labels = Optional.of(labels(json));
        } else if (key.equals("spans") || key.equals("segments")) {
          if (spansFound) {
            throw json.fault("object must have spans or segments, got both");
          }
          spans = spans(json);
          spansFound = true;
        } else {
          json.skip();
        }
      }
      if (labels.isEmpty()) {
        throw json.fault(
            "text must be a list of tokens or an object with the key tokens, got neither");
      }
      json.end();
      return tokens(labels.get(), spans, place);
    }
  }

  /** Reads the texts that the metadata of a safetensors file hold. */
  static Tokens metadata(String labels, Optional<String> spans, Place place) throws IOException {
    List<Span> readSpans = List.of();
    Place spansPlace = place.in("metadata spans");
    if (spans.isPresent()) {
      try (StrictJson json = StrictJson.of(bytes(spans.get()), spansPlace, 0)) {
        json.next();
        readSpans = spans(json);
        json.end();
      }
    }
    try (StrictJson json = StrictJson.of(bytes(labels), place.in("metadata tokens"), 0)) {
      json.next();
      List<String> readLabels = labels(json);
      json.end();
      return tokens(readLabels, readSpans, spansPlace);
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Tokens tokens(List<String> labels, List<Span> spans, Place place)
      throws TensorFormatException {
    try {
      return new Tokens(labels, spans);
    } catch (IllegalArgumentException e) {
      throw place.fault(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> labels(StrictJson json) throws IOException {
    if (json.current() != JsonToken.START_ARRAY) {
      throw json.fault("tokens must be a list of strings, got something else");
    }
    List<String> labels = new ArrayList<>();
    while (json.nextElement()) {
      labels.add(json.string("token " + labels.size()));
    }
    return labels;
  }

  private static List<Span> spans(StrictJson json) throws IOException {
    List<Span> spans = new ArrayList<>();
    if (json.current() == JsonToken.START_OBJECT) {
      while (json.nextKey()) {
        String label = json.key();
        json.open(JsonToken.START_ARRAY, "span " + StrictJson.plain(label));
        json.nextElement();
        spans.add(span(json, label));
      }
    } else if (json.current() == JsonToken.START_ARRAY) {
      while (json.nextElement()) {
        if (json.current() != JsonToken.START_ARRAY) {
          throw json.fault("span must be a list of label, from, to and level, got something else");
        }
        json.nextElement();
        String label = json.string("span label");
        json.nextElement();
        spans.add(span(json, label));
      }
    } else {
      throw json.fault("spans must be a list or an object, got something else");
    }
    return spans;
  }

  /** Reads from, to and a level if there is one; the first is current. */
  private static Span span(StrictJson json, String label) throws IOException {
    String name = "span " + StrictJson.plain(label);
    long from = json.count(name);
    json.nextElement();
    long to = json.count(name);
    long level = json.nextElement() ? json.count(name) : 0;
    boolean closed = json.current() == JsonToken.END_ARRAY || !json.nextElement();
    if (!closed || from >= to || to > Integer.MAX_VALUE || level > Integer.MAX_VALUE) {
      throw json.fault(
          name + " must be a range [from, to) with from below to, got " + from + " and " + to);
    }
    return new Span(Ints.checkedCast(from), Ints.checkedCast(to), label, Ints.checkedCast(level));
  }

  static String labelsText(Tokens tokens) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (String label : tokens.labels()) {
        json.writeString(label);
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  static String spansText(Tokens tokens) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (Span span : tokens.spans()) {
        json.writeStartArray();
        json.writeString(span.label());
        json.writeNumber(span.from());
        json.writeNumber(span.to());
        json.writeNumber(span.level());
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    return text.toString();
  }
}
