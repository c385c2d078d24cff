package dev.attn.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
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
    out.println(
        String.join(",", columns)
            + ",metric,settings,variant,value,unit,used,masked,broken,undefined");
    for (Row row : rows) {
      MetricValue value = row.value();
      StringBuilder line = new StringBuilder();
      row.heads().forEach(head -> line.append(head).append(','));
      out.println(
          line.append(value.how().metric())
              .append(',')
              .append(CsvField.of(value.how().settings()))
              .append(',')
              .append(CsvField.of(value.how().variant()))
              .append(',')
              .append(JsonNumbers.text(value.value()))
              .append(',')
              .append(value.unit())
              .append(',')
              .append(value.rowsUsed())
              .append(',')
              .append(value.rowsMasked())
              .append(',')
              .append(value.rowsBroken())
              .append(',')
              .append(value.rowsUndefined()));
    }
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
            write(json, row.value());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, MetricValue value) throws IOException {
    json.writeStringField("metric", value.how().metric());
    json.writeStringField("settings", value.how().settings());
    json.writeStringField("variant", value.how().variant());
    json.writeFieldName("value");
    JsonNumbers.write(json, value.value());
    json.writeStringField("unit", value.unit());
    json.writeNumberField("used", value.rowsUsed());
    json.writeNumberField("masked", value.rowsMasked());
    json.writeNumberField("broken", value.rowsBroken());
    json.writeNumberField("undefined", value.rowsUndefined());
  }
}
