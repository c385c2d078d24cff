package dev.attn.io;

import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Ascii;
import com.google.common.collect.Maps;
import dev.attn.io.ArrayLayout.Axes;
import dev.attn.tensor.ElementType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What stands before the data of a {@code .safetensors} file: the length of the header, and a JSON
 * object with format, shape and byte range of each tensor.
 *
 * @param tensors the tensors in the order of the header
 * @param metadata the texts under {@code __metadata__}
 * @param bytes length of all this: the data begin here
 * @source Hugging Face, safetensors, format section of the README
 */
record SafetensorsHeader(
    Map<String, StoredTensor> tensors, Map<String, String> metadata, long bytes) {

  static final String METADATA = "__metadata__";
  static final int LENGTH_BYTES = Long.BYTES;

  static final Map<String, ElementType> TYPES =
      Maps.uniqueIndex(Arrays.asList(ElementType.values()), SafetensorsHeader::typeName);

  /**
   * Where one tensor is.
   *
   * @param layout how to read its bytes
   * @param from first byte, counted from the first byte of all data
   * @param to end of its bytes
   */
  record StoredTensor(ArrayLayout layout, long from, long to) {}

  static String typeName(ElementType type) {
    return Ascii.toUpperCase(type.toString());
  }

  static SafetensorsHeader read(Windows bytes, Place place, Limits limits) throws IOException {
    if (bytes.size() < LENGTH_BYTES) {
      throw place.fault(0, "header length must have 8 bytes, got " + bytes.size());
    }
    long length = bytes.i8(0);
    long most = Math.min(limits.text(), bytes.size() - LENGTH_BYTES);
    if (length < 0 || length > most) {
      throw place.fault(
          0, "header length must be in [0, " + most + "], got " + Long.toUnsignedString(length));
    }
    // The first two bytes keep the parser from taking the text for one in UTF-16 or UTF-32.
    if (length < 2 || bytes.u1(LENGTH_BYTES) != '{' || bytes.u1(LENGTH_BYTES + 1) == 0) {
      throw place.fault(LENGTH_BYTES, "header must be a JSON object in UTF-8, got other bytes");
    }
    long end = LENGTH_BYTES + length;
    try (StrictJson json = StrictJson.of(bytes.stream(LENGTH_BYTES, end), place, LENGTH_BYTES)) {
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      json.open(JsonToken.START_OBJECT, "header");
      while (json.nextKey()) {
        String name = json.key();
        if (name.equals(METADATA)) {
          readMetadata(json, metadata);
        } else {
          tensors.put(name, tensor(json, name, place));
        }
      }
      json.end();
      checkTiling(tensors, bytes.size() - end, place.in("data"));
      return new SafetensorsHeader(tensors, metadata, end);
    }
  }

  private static void readMetadata(StrictJson json, Map<String, String> metadata)
      throws IOException {
    json.open(JsonToken.START_OBJECT, METADATA);
    while (json.nextKey()) {
      String key = json.key();
      json.next();
      metadata.put(key, json.string("metadata " + StrictJson.plain(key)));
    }
  }

  private static StoredTensor tensor(StrictJson json, String name, Place place) throws IOException {
    String tensor = "tensor " + StrictJson.plain(name);
    json.open(JsonToken.START_OBJECT, tensor);
    long at = json.at();
    List<ElementType> type = new ArrayList<>();
    List<List<Long>> shape = new ArrayList<>();
    List<List<Long>> offsets = new ArrayList<>();
    while (json.nextKey()) {
      switch (json.key()) {
        case "dtype" -> type.add(type(json, tensor));
        case "shape" -> shape.add(counts(json, tensor + " shape", ArrayLayout.MAX_RANK));
        case "data_offsets" -> offsets.add(counts(json, tensor + " data_offsets", 2));
        default ->
            throw json.fault(
                tensor
                    + " must have no keys but dtype, shape and data_offsets, got '"
                    + StrictJson.plain(json.key())
                    + "'");
      }
    }
    if (type.isEmpty() || shape.isEmpty() || offsets.isEmpty() || offsets.get(0).size() != 2) {
      throw place.fault(at, tensor + " must have dtype, shape and two data_offsets, got less");
    }
    ArrayLayout layout =
        ArrayLayout.of(
            type.get(0), ByteOrder.LITTLE_ENDIAN, Axes.C, shape.get(0), place.in(tensor), at);
    return range(
        new StoredTensor(layout, offsets.get(0).get(0), offsets.get(0).get(1)),
        place.in(tensor),
        at);
  }

  private static StoredTensor range(StoredTensor tensor, Place place, long at)
      throws TensorFormatException {
    if (tensor.from() > tensor.to()) {
      throw place.fault(
          at, "data_offsets must rise, got [" + tensor.from() + ", " + tensor.to() + "]");
    }
    if (tensor.to() - tensor.from() != tensor.layout().bytes()) {
      throw place.fault(
          at,
          "data_offsets of "
              + tensor.layout()
              + " must span "
              + tensor.layout().bytes()
              + " bytes, got "
              + (tensor.to() - tensor.from()));
    }
    return tensor;
  }

  private static ElementType type(StrictJson json, String tensor) throws IOException {
    String wanted = tensor + " dtype must be one of " + new TreeSet<>(TYPES.keySet());
    json.next();
    String text = json.string(tensor + " dtype");
    ElementType type = TYPES.get(text);
    if (type == null) {
      throw json.fault(wanted + ", got '" + StrictJson.plain(text) + "'");
    }
    return type;
  }

  private static List<Long> counts(StrictJson json, String name, int most) throws IOException {
    json.open(JsonToken.START_ARRAY, name);
    List<Long> counts = new ArrayList<>();
    while (json.nextElement()) {
      if (counts.size() == most) {
        throw json.fault(name + " must have at most " + most + " numbers, got more");
      }
      counts.add(json.count(name));
    }
    return counts;
  }

  /** Checks that the tensors lie side by side and fill the data exactly. */
  private static void checkTiling(Map<String, StoredTensor> tensors, long size, Place place)
      throws TensorFormatException {
    List<Map.Entry<String, StoredTensor>> byPlace = new ArrayList<>(tensors.entrySet());
    byPlace.sort(
        Map.Entry.comparingByValue(
            Comparator.comparingLong(StoredTensor::from).thenComparingLong(StoredTensor::to)));
    long end = 0;
    for (Map.Entry<String, StoredTensor> entry : byPlace) {
      StoredTensor tensor = entry.getValue();
      if (tensor.from() != end) {
        String gap = tensor.from() > end ? "leave no hole" : "not overlap";
        throw place.fault(
            Math.min(end, tensor.from()),
            "tensors must "
                + gap
                + ", got "
                + StrictJson.plain(entry.getKey())
                + " at "
                + tensor.from()
                + " after the others end at "
                + end);
      }
      end = tensor.to();
    }
    if (end != size) {
      throw place.fault(
          Math.min(end, size), "tensors must fill the " + size + " bytes, got " + end);
    }
  }
}
