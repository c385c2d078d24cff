package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers before eight bytes of data. */
final class SafetensorsHeaderTest {

  private static final String FAULTS =
      """
      [] ~ header must be a JSON object in UTF-8, got other bytes, at byte 8
      {} ~ data: tensors must fill the 8 bytes, got 0, at byte 0
      {"a":1} ~ tensor a must be an object, got 1, at byte 13
      {"a":{}} ~ tensor a must have dtype, shape and two data_offsets, got less, at byte 13
      {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}} ~ tensor a must have dtype, shape and two data_offsets, got less, at byte 13
      {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}} ~ tensor a data_offsets must have at most 2 numbers, got more, at byte 60
      {"a":{"dtype":"F32","shape":[2,true]}} ~ tensor a shape must be a whole number in [0, 2^63 - 1], got true, at byte 39
      {"a":{"dtype":"F32","shape":[-2]}} ~ tensor a shape must be a whole number in [0, 2^63 - 1], got -2, at byte 37
      {"a":{"dtype":"F32","shape":[2.0]}} ~ tensor a shape must be a whole number in [0, 2^63 - 1], got 2.0, at byte 37
      {"a":{"dtype":"F32","shape":[9223372036854775808]}} ~ tensor a shape must be a whole number in [0, 2^63 - 1], got 9223372036854775808, at byte 37
      {"a":{"dtype":"F32","shape":2}} ~ tensor a shape must be a list, got 2, at byte 36
      {"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,8]}} ~ tensor a: shape must have fewer than 2^63 - 1 bytes, got [65536, 65536, 65536, 65536], at byte 13
      {"a":{"dtype":32}} ~ tensor a dtype must be a string, got 32, at byte 22
      {"a":{"dtype":"f32"}} ~ tensor a dtype must be one of [BF16, BOOL, F16, F32, F64, I16, I32, I64, I8, U16, U32, U64, U8], got 'f32', at byte 22
      {"a":{"dtype":"F8_E4M3"}} ~ tensor a dtype must be one of [BF16, BOOL, F16, F32, F64, I16, I32, I64, I8, U16, U32, U64, U8], got 'F8_E4M3', at byte 22
      {"a":{"order":"F"}} ~ tensor a must have no keys but dtype, shape and data_offsets, got 'order', at byte 14
      {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}{} ~ text must end after its first value, got an object, at byte 62
      {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},} ~ text must be valid JSON, got: Unexpected character ('}' (code 125)): was expecting double-quote to start field name, at byte 62
      {"__metadata__":1} ~ __metadata__ must be an object, got 1, at byte 24
      {"__metadata__":{"step":1}} ~ metadata step must be a string, got 1, at byte 32
      {"__metadata__":{"a":"b","a":"c"}} ~ text must be valid JSON, got: Duplicate field 'a', at byte 36
      """;

  private static final String TWO_FLOATS =
      "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  private final Path folder;

  SafetensorsHeaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private TensorFile open(String header) throws IOException {
    byte[] data = NpyBytes.hex("0000803f 00000040");
    return TensorFiles.open(
        NpyBytes.write(folder, "a.safetensors", NpyBytes.safetensors(header, data)));
  }

  private String message(String fault) {
    return folder.resolve("a.safetensors") + ": " + fault;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = FAULTS)
  void header_thatIsMalformed_isAnError(String header, String fault) {
    assertThatThrownBy(() -> open(header))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(message(fault));
  }

  @Test
  void header_inUtf16_isAnError() throws IOException {
    String text = new String("{}".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(message("header must be a JSON object in UTF-8, got other bytes, at byte 8"));
  }

  @Test
  void header_tooManyAxes_isAnError() {
    String header = "{\"a\":{\"shape\":[" + "1,".repeat(64) + "1]}}";
    assertThatThrownBy(() -> open(header))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(message("tensor a shape must have at most 64 numbers, got more, at byte 151"));
  }

  @Test
  void file_shorterThanItsLengthField_isAnError() throws IOException {
    Path path = NpyBytes.write(folder, "short.safetensors", new byte[7]);
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path + ": header length must have 8 bytes, got 7, at byte 0");
  }

  @Test
  void header_tooLargeForTheHeap_isAnError() {
    Path path = Resources.path("/npy/minimal.safetensors");
    assertThatThrownBy(() -> TensorFiles.open(path, new Limits(64, 0, 60)))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path + ": header length must be in [0, 60], got 61, at byte 0");
  }

  @Test
  void header_paddedWithBlanks_isRead() throws IOException {
    try (TensorFile file = open("{" + TWO_FLOATS + "}     ")) {
      assertThat(file.array("a").toDoubles()).containsExactly(1, 2);
    }
  }

  @Test
  void tensors_mayBeListedInAnotherOrderThanTheirData() throws IOException {
    String header =
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,8]},"
            + "\"none\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[4,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}";
    try (TensorFile file = open(header)) {
      assertThat(file.names()).containsExactly("b", "none", "a");
      assertThat(file.array("b").value()).isEqualTo(2);
      assertThat(file.array("none").toDoubles()).isEmpty();
      assertThat(file.array("a").value()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"__metadata__\":{},", "\"__metadata__\":{\"format\":\"pt\"},"})
  void tokens_withoutTheKey_areAbsent(String metadata) throws IOException {
    try (TensorFile file = open("{" + metadata + TWO_FLOATS + "}")) {
      assertThat(file.tokens()).isEmpty();
    }
  }

  @Test
  void tokens_thatAreNoList_areAnErrorOnlyWhenAskedFor() throws IOException {
    try (TensorFile file = open("{\"__metadata__\":{\"tokens\":\"13\"}," + TWO_FLOATS + "}")) {
      assertThat(file.array("a").value(1)).isEqualTo(2);
      assertThatThrownBy(file::tokens)
          .isInstanceOf(TensorFormatException.class)
          .hasMessage(
              message(
                  "metadata tokens: tokens must be a list of strings, got something else, at byte 0"));
    }
  }

  @Test
  void spans_pastTheTokens_areAnError() throws IOException {
    String metadata =
        "{\"__metadata__\":{\"tokens\":\"[\\\"a\\\"]\",\"spans\":\"{\\\"x\\\":[0,2]}\"},";
    try (TensorFile file = open(metadata + TWO_FLOATS + "}")) {
      assertThatThrownBy(file::tokens)
          .isInstanceOf(TensorFormatException.class)
          .hasMessage(
              message(
                  "metadata spans: span must end at or before 1, the number of tokens, got x [0, 2)"));
    }
  }
}
