package dev.attn.io;

import com.google.common.base.CharMatcher;
import dev.attn.io.ArrayLayout.Axes;
import dev.attn.tensor.ElementType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the one Python dict literal that an {@code .npy} header may be, and nothing else of Python.
 *
 * <pre>
 * {'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }
 * </pre>
 */
final class NpyHeaderParser {

  private static final CharMatcher BLANK = CharMatcher.anyOf(" \t\r\n");
  private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');
  private static final Set<String> KEYS = new TreeSet<>(List.of("descr", "fortran_order", "shape"));

  private final String text;
  private final int start;
  private final Place place;
  private final Set<String> seen = new TreeSet<>();
  private int at;

  private ElementType type = ElementType.F64;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private Axes axes = Axes.C;
  private List<Long> shape = List.of();
  private int shapeAt;

  /** Takes the text and the byte offset at which it begins. */
  NpyHeaderParser(String text, int start, Place place) {
    this.text = text;
    this.start = start;
    this.place = place;
  }

  ArrayLayout parse() throws TensorFormatException {
    expect('{');
    while (!skip('}')) {
      entry();
      if (!skip(',')) {
        expect('}');
        break;
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw fault("header must end after its dict, got " + here());
    }
    if (!seen.equals(KEYS)) {
      at = 0;
      throw fault("header must have the keys " + KEYS + ", got " + seen);
    }
    return ArrayLayout.of(type, order, axes, shape, place, start + shapeAt);
  }

  private void entry() throws TensorFormatException {
    skipBlanks();
    int keyAt = at;
    String key = string();
    if (!KEYS.contains(key) || !seen.add(key)) {
      at = keyAt;
      throw fault("header must have each of the keys " + KEYS + " once, got " + quoted(key));
    }
    expect(':');
    skipBlanks();
    switch (key) {
      case "descr" -> descr();
      case "fortran_order" -> fortranOrder();
      default -> shape();
    }
  }

  private void descr() throws TensorFormatException {
    int valueAt = at;
    if (at < text.length() && text.charAt(at) == '[') {
      throw fault("descr must be one number format, got a structured one");
    }
    String descr = string();
    ElementType found = descr.length() == 3 ? NpyHeader.FORMATS.get(descr.substring(1)) : null;
    boolean ordered = found != null && "<>".indexOf(descr.charAt(0)) >= 0;
    boolean needsNoOrder = found != null && found.bytes() == 1 && descr.charAt(0) == '|';
    if (found == null || !(ordered || needsNoOrder)) {
      at = valueAt;
      throw fault(
          "descr must be < or > with one of "
              + new TreeSet<>(NpyHeader.FORMATS.keySet())
              + ", or | with one of one byte, got "
              + quoted(descr));
    }
    type = found;
    order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private void fortranOrder() throws TensorFormatException {
    if (text.startsWith("True", at)) {
      axes = Axes.FORTRAN;
      at += "True".length();
    } else if (text.startsWith("False", at)) {
      axes = Axes.C;
      at += "False".length();
    } else {
      throw fault("fortran_order must be True or False, got " + here());
    }
  }

  private void shape() throws TensorFormatException {
    shapeAt = at;
    expect('(');
    List<Long> lengths = new ArrayList<>();
    boolean comma = true;
    while (!skip(')')) {
      if (!comma) {
        throw fault("shape must have a comma between axes, got " + here());
      }
      lengths.add(length());
      comma = skip(',');
    }
    if (lengths.size() == 1 && !comma) {
      at = shapeAt;
      throw fault("shape must be a tuple, got a number in parentheses");
    }
    shape = lengths;
  }

  private long length() throws TensorFormatException {
    skipBlanks();
    int from = at;
    while (at < text.length() && DIGIT.matches(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(from, at);
    // Nineteen digits may pass 2^63 - 1; eighteen are far beyond what an axis may have.
    boolean leadingZero = digits.length() > 1 && digits.startsWith("0");
    if (digits.isEmpty() || digits.length() > 18 || leadingZero) {
      at = from;
      throw fault("shape must have axes of at least 0, got " + here());
    }
    // Python 2 wrote its long integers with this suffix.
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    return Long.parseLong(digits);
  }

  private String string() throws TensorFormatException {
    char quote = at < text.length() ? text.charAt(at) : ' ';
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
      throw fault("header must have a quoted text without escapes, got " + here());
    }
    String content = text.substring(at + 1, end);
    at = end + 1;
    return content;
  }

  private void expect(char wanted) throws TensorFormatException {
    if (!skip(wanted)) {
      throw fault("header must have " + wanted + " here, got " + here());
    }
  }

  private boolean skip(char wanted) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private void skipBlanks() {
    while (at < text.length() && BLANK.matches(text.charAt(at))) {
      at++;
    }
  }

  private String here() {
    return at < text.length()
        ? quoted(text.substring(at, Math.min(text.length(), at + 12)).stripTrailing())
        : "its end";
  }

  /** Keeps what a file says on one line of plain text. */
  private static String quoted(String content) {
    String shown = content.length() > 40 ? content.substring(0, 40) + "..." : content;
    return "'" + CharMatcher.inRange(' ', '~').negate().replaceFrom(shown, '?') + "'";
  }

  private TensorFormatException fault(String fault) {
    return place.fault((long) start + at, fault);
  }
}
