package dev.attn.examples.cli;

/** Text as one field of a line of comma-separated values. */
final class CsvField {

  private CsvField() {}

  /** Returns the text, in quotes if it has something in it that would end the field. */
  static String of(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
