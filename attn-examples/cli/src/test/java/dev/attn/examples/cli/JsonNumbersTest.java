package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class JsonNumbersTest {

  @Test
  void line_isPrintedWhileItIsWritten() throws Exception {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    JsonNumbers.line(
        out,
        json -> {
          json.writeStartArray();
          for (int i = 0; i < 10_000; i++) {
            json.writeNumber(1234);
          }
          assertThat(text.toString()).startsWith("[1234,1234,").hasSizeGreaterThan(40_000);
          json.writeEndArray();
        });
    JsonNumbers.line(out, json -> JsonNumbers.write(json, Double.NaN));
    assertThat(text.toString())
        .endsWith(",1234]" + System.lineSeparator() + "\"nan\"" + System.lineSeparator());
  }

  @Test
  void line_whoseBodyFails_isNotCompleted() {
    StringWriter text = new StringWriter();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                JsonNumbers.line(
                    new PrintWriter(text),
                    json -> {
                      json.writeStartArray();
                      json.writeNumber(1);
                      throw new IllegalStateException("half way");
                    }))
        .withMessage("half way");
    assertThat(text.toString()).isEmpty();
  }
}
