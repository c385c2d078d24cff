package dev.attn.examples.cli;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.metric.MetricValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Metric values as rows of a table, each led by the numbers of its heads. */
final class MetricTable {

  private record Row(ImmutableIntArray heads, MetricValue value) {}

  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  /** Creates an empty table whose rows begin with these columns. */
  MetricTable(String... columns) {
    this.columns = List.of(columns);
  }

  void add(MetricValue value, int... heads) {
    rows.add(new Row(ImmutableIntArray.copyOf(heads), value));
  }

  void printCsv(PrintWriter out) {
    out.println(String.join(",", columns) + ",metric,variant,value,rows");
    for (Row row : rows) {
      StringBuilder line = new StringBuilder();
      row.heads().forEach(head -> line.append(head).append(','));
      out.println(
          line.append(row.value().how().metric())
              .append(',')
              .append(field(row.value().how().variant()))
              .append(',')
              .append(JsonNumbers.text(row.value().value()))
              .append(',')
              .append(row.value().rowsUsed()));
    }
  }

  /** Variants may carry names of the user's, with anything in them. */
  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  void printJson(PrintWriter out) throws IOException {
    JsonNumbers.line(
        out,
        json -> {
          json.writeStartArray();
          for (Row row : rows) {
            json.writeStartObject();
            for (int i = 0; i < row.heads().length(); i++) {
              json.writeNumberField(columns.get(i), row.heads().get(i));
            }
            json.writeStringField("metric", row.value().how().metric());
            json.writeStringField("variant", row.value().how().variant());
            json.writeFieldName("value");
            JsonNumbers.write(json, row.value().value());
            json.writeNumberField("rows", row.value().rowsUsed());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
