package dev.attn.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One captured forward and backward pass with the values that numpy computed from it in float64
 * ({@code oracle.json}, or {@code metrics.json} for what that one lacks).
 */
final class Capture {

  private final TensorFile file;
  private final Map<String, NumericArray> oracle = new LinkedHashMap<>();

  private Capture(String folder, String tensorFile, String values) {
    try (InputStream json =
        Objects.requireNonNull(Capture.class.getResourceAsStream(path(folder, values)))) {
      Path tensors =
          Path.of(
              Objects.requireNonNull(Capture.class.getResource(path(folder, tensorFile))).toURI());
      file = TensorFiles.open(tensors);
      try (JsonParser parser = new JsonFactory().createParser(json)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          read(parser, parser.currentName());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Capture of(String folder) {
    return new Capture(folder, "capture.safetensors", "oracle.json");
  }

  /** Returns a capture with its weights, their gradient and the norms of values. */
  static Capture withGradient(String folder) {
    String file = folder.equals("shakespeare") ? "backward.npz" : "capture.safetensors";
    return new Capture(folder, file, "oracle.json");
  }

  /** Returns a capture with the values of {@code metrics.json}, by id and variant. */
  static Capture withMetrics(String folder) {
    return new Capture(folder, "capture.safetensors", "metrics.json");
  }

  Set<String> keys() {
    return oracle.keySet();
  }

  private static String path(String folder, String name) {
    return "/data/" + folder + "/" + name;
  }

  private void read(JsonParser parser, String key) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY || token.isNumeric()) {
      List<Double> values = new ArrayList<>();
      List<Integer> shape = new ArrayList<>();
      collect(parser, values, shape, 0);
      oracle.put(
          key,
          NumericArray.copyOf(
              values.stream().mapToDouble(Double::doubleValue).toArray(),
              shape.stream().mapToInt(Integer::intValue).toArray()));
    }
  }

  private static void collect(
      JsonParser parser, List<Double> values, List<Integer> shape, int depth) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      values.add(
          parser.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : parser.getDoubleValue());
      return;
    }
    if (depth == shape.size()) {
      shape.add(0);
    }
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      collect(parser, values, shape, depth + 1);
      length++;
    }
    shape.set(depth, length);
  }

  AttentionTensor tensor(String name) {
    return array(name).asAttention();
  }

  NumericArray array(String name) {
    try {
      return file.array(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> tokens() {
    try {
      return file.tokens().orElseThrow().labels();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NumericArray expected(String key) {
    return Objects.requireNonNull(oracle.get(key), key);
  }
}
