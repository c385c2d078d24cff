package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A {@code .safetensors} file, data beginning at a multiple of 8 bytes. */
final class SafetensorsContent implements FileContent {

  private static final int ALIGNMENT = 8;

  private final ImmutableMap<String, NumericArray> arrays;
  private final Function<NumericArray, ElementType> types;
  private final Optional<Tokens> tokens;

  private SafetensorsContent(
      ImmutableMap<String, NumericArray> arrays,
      Function<NumericArray, ElementType> types,
      Optional<Tokens> tokens) {
    this.arrays = arrays;
    this.types = types;
    this.tokens = tokens;
  }

  static SafetensorsContent of(
      Map<String, NumericArray> arrays,
      Function<NumericArray, ElementType> types,
      Optional<Tokens> tokens) {
    arrays.keySet().forEach(SafetensorsContent::checkName);
    arrays.values().forEach(array -> NpyContent.layout(array, types.apply(array)));
    return new SafetensorsContent(ImmutableMap.copyOf(arrays), types, tokens);
  }

  static void checkName(String name) {
    ArrayName.check(name);
    checkArgument(
        !name.equals(SafetensorsHeader.METADATA),
        "array name must not be %s, which is the key of the metadata",
        SafetensorsHeader.METADATA);
  }

  @Override
  public void write(OutputStream target) throws IOException {
    Map<String, ArrayLayout> layouts = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> layouts.put(name, NpyContent.layout(array, types.apply(array))));
    target.write(header(layouts, tokens));
    for (NumericArray array : arrays.values()) {
      new ElementEncoder(types.apply(array), target).write(array);
    }
  }

  /** Returns what stands before the data of these arrays, which follow each other. */
  static byte[] header(Map<String, ArrayLayout> layouts, Optional<Tokens> tokens)
      throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(header)) {
      json.writeStartObject();
      if (tokens.isPresent()) {
        writeMetadata(json, tokens.get());
      }
      writeTensors(json, layouts);
      json.writeEndObject();
    }
    while (header.size() % ALIGNMENT != 0) {
      header.write(' ');
    }
    byte[] length = new byte[SafetensorsHeader.LENGTH_BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.size());
    return Bytes.concat(length, header.toByteArray());
  }

  private static void writeMetadata(JsonGenerator json, Tokens tokens) throws IOException {
    json.writeObjectFieldStart(SafetensorsHeader.METADATA);
    json.writeStringField("tokens", TokensJson.labelsText(tokens));
    if (!tokens.spans().isEmpty()) {
      json.writeStringField("spans", TokensJson.spansText(tokens));
    }
    json.writeEndObject();
  }

  private static void writeTensors(JsonGenerator json, Map<String, ArrayLayout> layouts)
      throws IOException {
    long from = 0;
    for (Map.Entry<String, ArrayLayout> entry : layouts.entrySet()) {
      ArrayLayout layout = entry.getValue();
      long to = from + layout.bytes();
      json.writeObjectFieldStart(entry.getKey());
      json.writeStringField("dtype", SafetensorsHeader.typeName(layout.type()));
      json.writeFieldName("shape");
      json.writeStartArray();
      for (int axis : layout.shape()) {
        json.writeNumber(axis);
      }
      json.writeEndArray();
      json.writeFieldName("data_offsets");
      json.writeStartArray();
      json.writeNumber(from);
      json.writeNumber(to);
      json.writeEndArray();
      json.writeEndObject();
      from = to;
    }
  }
}
