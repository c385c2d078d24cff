package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensJsonTest {

  private static final String FAULTS =
      """
      7 ~ text must be a list of tokens or an object with the key tokens, got neither, at byte 0
      {"token":["a"]} ~ text must be a list of tokens or an object with the key tokens, got neither, at byte 14
      ["a",1] ~ token 1 must be a string, got 1, at byte 5
      ["a",null] ~ token 1 must be a string, got null, at byte 5
      ["a",["b"]] ~ token 1 must be a string, got a list, at byte 5
      ["a",{"b":1}] ~ token 1 must be a string, got an object, at byte 5
      ["a"] [] ~ text must end after its first value, got a list, at byte 6
      ["a" ~ text must be valid JSON, got: Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]), at byte 4
      {"tokens":"a b"} ~ tokens must be a list of strings, got something else, at byte 10
      {"tokens":["a"],"tokens":["b"]} ~ text must be valid JSON, got: Duplicate field 'tokens', at byte 24
      {"tokens":["a"],"spans":7} ~ spans must be a list or an object, got something else, at byte 24
      {"tokens":["a"],"spans":{"x":0}} ~ span x must be a list, got 0, at byte 29
      {"tokens":["a"],"spans":{"x":[]}} ~ span x must be a whole number in [0, 2^63 - 1], got a list, at byte 30
      {"tokens":["a"],"spans":{"x":[0]}} ~ span x must be a whole number in [0, 2^63 - 1], got a list, at byte 31
      {"tokens":["a"],"spans":{"x":[0,"1"]}} ~ span x must be a whole number in [0, 2^63 - 1], got '1', at byte 32
      {"tokens":["a"],"spans":{"x":[1,1]}} ~ span x must be a range [from, to) with from below to, got 1 and 1, at byte 33
      {"tokens":["a"],"spans":{"x":[0,4294967297]}} ~ span x must be a range [from, to) with from below to, got 0 and 4294967297, at byte 42
      {"tokens":["a"],"spans":["x"]} ~ span must be a list of label, from, to and level, got something else, at byte 25
      {"tokens":["a"],"spans":[[0,1]]} ~ span label must be a string, got 0, at byte 26
      {"tokens":["a"],"spans":{},"segments":{}} ~ object must have spans or segments, got both, at byte 38
      {"tokens":["a"],"spans":{"x":[0,2]}} ~ span must end at or before 1, the number of tokens, got x [0, 2)
      """;

  private final Path folder;

  TokensJsonTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Tokens read(String json) throws IOException {
    return TensorFiles.readTokens(Files.writeString(folder.resolve("t.json"), json));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = FAULTS)
  void text_thatIsMalformed_isAnError(String json, String fault) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(folder.resolve("t.json") + ": " + fault);
  }

  @Test
  void emptyText_isAnError() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(folder.resolve("t.json") + ": text must hold a value, got its end");
  }

  @Test
  void fault_pastTheFirstLine_namesTheLine() {
    assertThatThrownBy(() -> read("{\n  \"tokens\": [\n    \"a\",\n    1\n  ]\n}\n"))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(
            folder.resolve("t.json") + ": token 1 must be a string, got 1 in line 4, at byte 29");
  }

  @Test
  void longText_isShortenedInTheMessage() {
    assertThatThrownBy(
            () -> read("{\"tokens\":[],\"spans\":{\"x\":[\"" + "y\\n".repeat(60) + "\"]}}"))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(
            folder.resolve("t.json")
                + ": span x must be a whole number in [0, 2^63 - 1], got '"
                + "y?".repeat(20)
                + "...', at byte 27");
  }

  @Test
  void nesting_beyondAllUse_isAnErrorAndNoStackOverflow() {
    assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(1_000_000)))
        .isInstanceOf(TensorFormatException.class)
        .hasMessageStartingWith(
            folder.resolve("t.json")
                + ": text must be valid JSON, got: Document nesting depth (65) exceeds the maximum"
                + " allowed (64");
  }

  @Test
  void file_tooLargeForTheHeap_isAnError() throws IOException {
    Path path = Files.writeString(folder.resolve("t.json"), "[\"a\"]   ");
    assertThat(TensorFiles.readTokens(path, new Limits(8, 0, 8)).size()).isEqualTo(1);
    assertThatThrownBy(() -> TensorFiles.readTokens(path, new Limits(8, 0, 7)))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path + ": file of tokens must have at most 7 bytes, got 8");
  }

  @Test
  void list_isLabelsWithoutSpans() throws IOException {
    assertThat(read("[\"a\", \"\", \" b\\n\", \"\\u6ce8\"]"))
        .isEqualTo(Tokens.of("a", "", " b\n", "\u6ce8"));
    assertThat(read("[]").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tokens\":[\"a\",\"b\",\"c\"],\"spans\":{\"x\":[0,2],\"y\":[2,3]}}",
        "{\"segments\":{\"x\":[0,2],\"y\":[2,3]},\"tokens\":[\"a\",\"b\",\"c\"]}",
        "{\"loss\":0.1,\"spans\":[[\"x\",0,2],[\"y\",2,3,0]],\"tokens\":[\"a\",\"b\",\"c\"],"
            + "\"shapes\":{\"attention\":[1,2]}}"
      })
  void object_hasTokensAndSpansAmongOtherKeys(String json) throws IOException {
    assertThat(read(json))
        .isEqualTo(Tokens.of("a", "b", "c").withSpans(Span.of(0, 2, "x"), Span.of(2, 3, "y")));
  }

  @Test
  void listOfSpans_mayHaveLevelsAndRepeatLabels() throws IOException {
    String json = "{\"tokens\":[\"a\",\"b\"],\"spans\":[[\"x\",0,1],[\"x\",1,2],[\"all\",0,2,1]]}";
    assertThat(read(json).spans())
        .containsExactly(Span.of(0, 1, "x"), Span.of(1, 2, "x"), Span.of(0, 2, "all").withLevel(1));
  }

  @Test
  void utf16_isReadAsJsonAllows() throws IOException {
    Path path =
        Files.write(folder.resolve("t.json"), "[\"\u6ce8\",1]".getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> TensorFiles.readTokens(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(path + ": token 1 must be a string, got 1");
  }
}
