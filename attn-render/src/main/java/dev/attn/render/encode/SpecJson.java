package dev.attn.render.encode;

import dev.attn.render.color.Colormap;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Sheet;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A figure as JSON: every record as an object with its type and its components, a grid as its shape
 * and its hash.
 */
public final class SpecJson {

  private final DataHash data;
  private final StringBuilder json = new StringBuilder();
  private final Map<Class<?>, RecordComponent[]> components = new HashMap<>();

  private SpecJson(DataHash data) {
    this.data = data;
  }

  /** Returns the JSON of a sheet whose data has this hash. */
  public static String of(Sheet sheet, DataHash data) {
    SpecJson writer = new SpecJson(data);
    writer.value(sheet);
    return writer.json.toString();
  }

  private void value(Object value) {
    if (value instanceof Grid grid) {
      grid(grid);
    } else if (value instanceof Collection<?> all) {
      array(all);
    } else if (value instanceof Optional<?> optional) {
      optional(optional);
    } else if (value instanceof OptionalInt optional) {
      json.append(optional.isPresent() ? Integer.toString(optional.getAsInt()) : "null");
    } else if (value instanceof OptionalDouble optional) {
      json.append(optional.isPresent() ? Double.toString(optional.getAsDouble()) : "null");
    } else if (isNumber(value)) {
      json.append(value);
    } else if (value instanceof Colormap map) {
      quoted(map.name());
    } else if (value instanceof Record record
        && Modifier.isPublic(record.getClass().getModifiers())) {
      record(record);
    } else {
      quoted(value.toString());
    }
  }

  private void optional(Optional<?> optional) {
    if (optional.isPresent()) {
      value(optional.get());
    } else {
      json.append("null");
    }
  }

  private static boolean isNumber(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || (value instanceof Double number && Double.isFinite(number));
  }

  private void grid(Grid grid) {
    json.append("{\"rows\":").append(grid.rows());
    json.append(",\"columns\":").append(grid.columns());
    json.append(",\"sha256\":");
    quoted(data.of(grid));
    json.append('}');
  }

  private void array(Collection<?> all) {
    json.append('[');
    boolean first = true;
    for (Object each : all) {
      json.append(first ? "" : ",");
      first = false;
      value(each);
    }
    json.append(']');
  }

  private void record(Record value) {
    json.append("{\"type\":");
    quoted(value.getClass().getSimpleName());
    for (RecordComponent component : components(value.getClass())) {
      json.append(',');
      quoted(component.getName());
      json.append(':');
      value(component(value, component));
    }
    json.append('}');
  }

  /** Found once for each class, as the JVM looks for them anew each time. */
  private RecordComponent[] components(Class<?> type) {
    return components.computeIfAbsent(type, Class::getRecordComponents);
  }

  private static Object component(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("component must be readable, got " + component, e);
    }
  }

  private void quoted(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append((char) c);
      } else if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        json.append(String.format(Locale.US, "\\u%04x", c));
      } else {
        json.appendCodePoint(c);
      }
    }
    json.append('"');
  }
}
