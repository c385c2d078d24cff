package dev.attn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that the tests read, by their place on the class path. */
final class Resources {

  private Resources() {}

  static Path path(String name) {
    URL url = Objects.requireNonNull(Resources.class.getResource(name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What numpy says of one of its files. */
  record Expected(List<Integer> shape, List<Double> firstValues, double sum) {}

  static Expected expected(String name) {
    return Objects.requireNonNull(expected().get(name), name);
  }

  static Map<String, Expected> expected() {
    Map<String, Expected> all = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(path("/npy/expected.json").toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        List<Double> shape = List.of();
        List<Double> values = List.of();
        double sum = Double.NaN;
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          json.nextToken();
          switch (key) {
            case "shape" -> shape = numbers(json);
            case "values" -> values = numbers(json);
            default -> sum = json.getDoubleValue();
          }
        }
        all.put(name, new Expected(shape.stream().map(Double::intValue).toList(), values, sum));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static List<Double> numbers(JsonParser json) throws IOException {
    List<Double> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(
          switch (json.getText()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(json.getText());
          });
    }
    return numbers;
  }
}
