package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableMap;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    checkArgument(
        !arrays.containsKey(SafetensorsHeader.METADATA),
        "array name must not be %s, which is the key of the metadata",
        SafetensorsHeader.METADATA);
    arrays.values().forEach(array -> NpyContent.layout(array, types.apply(array)));
    return new SafetensorsContent(ImmutableMap.copyOf(arrays), types, tokens);
  }

  @Override
  public void write(OutputStream target) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(header)) {
      json.writeStartObject();
      if (tokens.isPresent()) {
        writeMetadata(json, tokens.get());
      }
      writeTensors(json);
      json.writeEndObject();
    }
    while (header.size() % ALIGNMENT != 0) {
      header.write(' ');
    }
    byte[] length = new byte[SafetensorsHeader.LENGTH_BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.size());
    target.write(length);
    header.writeTo(target);
    for (NumericArray array : arrays.values()) {
      ElementEncoder.write(array, types.apply(array), target);
    }
  }

  private static void writeMetadata(JsonGenerator json, Tokens tokens) throws IOException {
    json.writeObjectFieldStart(SafetensorsHeader.METADATA);
    json.writeStringField("tokens", TokensJson.labelsText(tokens));
    if (!tokens.spans().isEmpty()) {
      json.writeStringField("spans", TokensJson.spansText(tokens));
    }
    json.writeEndObject();
  }

  private void writeTensors(JsonGenerator json) throws IOException {
    long from = 0;
    for (Map.Entry<String, NumericArray> entry : arrays.entrySet()) {
      ArrayLayout layout = NpyContent.layout(entry.getValue(), types.apply(entry.getValue()));
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
